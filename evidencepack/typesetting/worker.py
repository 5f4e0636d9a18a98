"""The separate process that sets documents on pages, so that the program never stands still meanwhile.

Started as ``python -m evidencepack.typesetting.worker``. The typesetter lets no other thread of its process
run while it works, so nobody else may live here.
"""

from __future__ import annotations

import faulthandler
from datetime import datetime
from functools import cache
from typing import Any

import typst

from evidencepack.workers.serving import serve

_GRACE = 10.0  # seconds; the program is to end a slow worker itself while it is there


@cache
def _fonts(folder: str) -> typst.Fonts:
    """The shipped fonts, read once; nothing depends on what the machine has."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def answer(ask: dict[str, Any]) -> dict[str, Any]:
    """Set one document; a refusal is an answer too."""
    # Should the program be killed meanwhile, this thread alone would go on: there must be an end to it.
    faulthandler.dump_traceback_later(ask["seconds"] + _GRACE, exit=True)
    try:
        return _set(ask)
    except typst.TypstError as refusal:
        return {"refusal": str(refusal)}
    finally:
        faulthandler.cancel_dump_traceback_later()


def _set(ask: dict[str, Any]) -> dict[str, Any]:
    # The typesetter's own description of what it takes leaves out several files under their names.
    files: Any = {"main": ask["template"], "data.json": ask["data"]}
    compiler = typst.Compiler(files, root=ask["root"], font_paths=_fonts(ask["fonts"]))
    label = ask["label"]
    value = compiler.query(label, field="value", one=True) if label else "null"
    moment = datetime.fromisoformat(ask["moment"])
    pdf = compiler.compile(files, format="pdf", pdf_standards=ask["standards"], timestamp=moment)
    return {"pdf": pdf, "value": value}


if __name__ == "__main__":
    serve(answer)
