"""The separate process in which OCR reads pictures of pages.

Started as ``python -m evidencepack.intake.ocr_worker MEMORY``. It gets pictures and nothing else, and loads
the networks with the first one.
"""

from __future__ import annotations

import os
import sys
import traceback
from functools import cache
from typing import TYPE_CHECKING, Any

from evidencepack.workers.limits import limit, refuse_network
from evidencepack.workers.serving import serve

if TYPE_CHECKING:
    from evidencepack.intake.ocr_engine import Engine

_COMPLAINT = 3000  # characters
_POLITENESS = 10
_BELOW_NORMAL = 0x4000  # as Windows calls it


def threads() -> int:
    """With how many threads it computes: one processor is left for the window."""
    return max(1, (os.cpu_count() or 1) - 1)


def answer(ask: dict[str, Any]) -> dict[str, Any]:
    """Read one picture; what goes wrong is an answer too."""
    try:
        engine = _engine()
    except Exception:  # noqa: BLE001 - whatever is wrong with the installation, it is told in one sentence
        return {"fault": "start", "complaint": traceback.format_exc()[-_COMPLAINT:]}
    try:
        turned, lines = engine.read(
            ask["picture"], (ask["width"], ask["height"], ask["stride"]), ask["scale"]
        )
    except MemoryError:
        return {"fault": "memory", "complaint": ""}
    except Exception:  # noqa: BLE001 - the networks have errors of many kinds, of which a sentence is made
        return {"fault": "library", "complaint": traceback.format_exc()[-_COMPLAINT:]}
    return {
        "turned": turned,
        "lines": [
            {
                "corners": line.corners.tolist(),
                "words": [[word.text, word.start, word.end, word.confidence] for word in line.words],
            }
            for line in lines
        ],
    }


@cache
def _engine() -> Engine:
    from evidencepack.intake.ocr_engine import Engine

    return Engine(threads())


def _stand_back() -> None:
    """Let everything else on the computer go first."""
    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    elif sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)


def main() -> None:
    """Serve until the program goes away."""
    limit(memory=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    refuse_network()
    _stand_back()
    serve(answer)


if __name__ == "__main__":
    main()
