"""The separate process in which files are read, so that a hostile one harms nothing but this process.

Started as ``python -m evidencepack.intake.worker``. It starts processes of its own for PDFs, for the
typesetter and for LibreOffice; all of them keep its limits and end with it.
"""

from __future__ import annotations

import dataclasses
import os
import traceback
from pathlib import Path
from typing import Any

from evidencepack.errors import PackError
from evidencepack.intake.ocr_words import PageWords
from evidencepack.intake.prepared import Container
from evidencepack.intake.registry import read_file
from evidencepack.intake.text_layer import add_layer
from evidencepack.reading.reader import Reader
from evidencepack.workers.limits import limit, refuse_network
from evidencepack.workers.serving import serve

MEMORY_LIMIT = 6 << 30
LONGEST_FILE = 4 << 30
_COMPLAINT = 3000  # characters

_reader = Reader()


def answer(ask: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked; a refusal is an answer too, and so is a fault of the library that reads a file."""
    for name in [name for name in os.environ if name.startswith("EVIDENCEPACK_")]:
        del os.environ[name]
    os.environ.update(ask["environment"])
    try:
        return _DEEDS[ask["do"]](ask)
    except PackError as refusal:
        return {
            "refusal": type(refusal).__name__,
            "message": refusal.message,
            "file": refusal.file,
            "details": refusal.details,
        }
    except MemoryError:
        return {"fault": "memory", "complaint": ""}
    except Exception:  # noqa: BLE001 - broken bytes provoke every kind of error, of which a sentence is made
        return {"fault": "library", "complaint": traceback.format_exc()[-_COMPLAINT:]}


def _read(ask: dict[str, Any]) -> dict[str, Any]:
    """Read one file."""
    found = read_file(Path(ask["path"]), Path(ask["workspace"]), _reader, password=ask["password"])
    kind = "container" if isinstance(found, Container) else "intake"
    return {"kind": kind, "found": dataclasses.asdict(found, dict_factory=_plain)}


def _add_layer(ask: dict[str, Any]) -> dict[str, Any]:
    """Write the words that OCR read into a reading copy."""
    pages = [PageWords.of_plain(page) for page in ask["pages"]]
    with _reader.open(Path(ask["path"])) as document:
        add_layer(document, pages, Path(ask["out"]), ask["replace"])
    return {}


_DEEDS = {"read": _read, "add_layer": _add_layer}


def _plain(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """What was found, with paths as texts."""
    return {name: str(value) if isinstance(value, Path) else value for name, value in fields}


def main() -> None:
    """Serve until the program goes away."""
    limit(memory=MEMORY_LIMIT, output=LONGEST_FILE)
    refuse_network()
    serve(answer)


if __name__ == "__main__":
    main()
