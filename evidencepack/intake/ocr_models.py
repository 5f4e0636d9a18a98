"""Whether OCR is installed, and where its networks are; nothing is loaded to find out."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

_PARTS = ("cv2", "numpy", "onnxruntime")
_FINDER, _READER = "*_det_*.onnx", "*_rec_*.onnx"


def model_files() -> tuple[Path, Path] | None:
    """The files of the networks that find lines and read them; None if they are not installed."""
    spec = find_spec("rapidocr")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = [sorted((Path(folder) / "models").glob(pattern)) for pattern in (_FINDER, _READER)]
        if all(found):
            return found[0][-1], found[1][-1]
    return None


def missing() -> str:
    """How to get OCR, as sentences for the person; empty if it is installed."""
    if model_files() and all(find_spec(part) for part in _PARTS):
        return ""
    return (
        "Scanned pages can only be searched and quoted with OCR, which is not installed. "
        'Run: pip install "evidencepack[ocr]" – and start Evidence Pack again. '
        "It then works without a network connection."
    )
