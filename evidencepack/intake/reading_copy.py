"""Typesets the words of a document into a reading copy: a PDF that can be read, quoted and annexed.

The words go to the typesetter as data, never as markup, and nothing is added to them. The same words give the
same bytes.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidencepack.errors import BadInput
from evidencepack.intake.glyphs import BODY, FALLBACK, MONO, Seen, right_to_left
from evidencepack.intake.losses import loss_warning, page_texts, story_texts
from evidencepack.intake.prepared import Story
from evidencepack.model.wording import counted
from evidencepack.typesetting.typesetter import TYPESETTER, TypesettingError

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_LINE = 166  # millimetres from margin to margin, as in reading.typ
_LETTER = 1.95  # millimetres, a wide average at 11 pt
_MONO_LINE = 83  # characters
_PIECE = 6
_LONG_TOKEN_LINES = 20  # what is longer is no word but data: in larger pieces, or it takes minutes
_BODY_SIZE = 11.0
# The more columns, the smaller the letters, in points.
_TABLE_SIZES = ((5, 10.0), (8, 9.0), (12, 8.0), (18, 7.0))
_SMALLEST = 6.0
_LONG_TOKEN = re.compile(r"\S+")
_LINES_AT_ONCE = 40  # a paragraph of thousands of lines would take the typesetter minutes

SETTINGS: dict[str, Any] = {
    "page": "A4", "fonts": [BODY, MONO, *FALLBACK], "ligatures": False, "hyphenation": False
}  # fmt: skip


def converter() -> str:
    """What makes the reading copies, with its version, for the source's record."""
    return f"evidencepack (typst {version('typst')})"


def make_copy(
    story: Story, title: str, path: Path, out: Path, reader: Reader, *, compare: bool = True
) -> list[str]:
    """Typeset a document.

    Args:
        story: The words.
        title: The title of the PDF.
        path: The original, named in errors.
        out: Where the reading copy goes.
        reader: Reads the copy back, to compare its words with the document's.
        compare: Whether that is done here.

    Returns:
        What the person must know: characters without a shape, pictures left out, words lost.

    Raises:
        BadInput: If there is not a single word or picture, or the document cannot be typeset.
    """
    seen = Seen()
    blocks = _fitted_all(story.blocks, seen, _LINE)
    if not any(block["kind"] not in ("rule", "break") for block in blocks):
        raise BadInput(
            f"“{path.name}” has no words that could be read; open it in the program it comes from and "
            "save it as PDF.",
            file=str(path),
        )
    warnings: list[str] = []
    try:
        pdf = _set(blocks, story.pictures, title)
    except TypesettingError as problem:
        if not story.pictures:
            raise _refused(path, problem) from problem
        # Most likely a picture that is damaged inside: the words matter more.
        pictures = sum(block["kind"] == "image" for block in blocks)
        warnings.append(
            f"{counted(pictures, 'picture')} could not be drawn and left out of the reading copy."
        )
        try:
            pdf = _set([block for block in blocks if block["kind"] != "image"], [], title)
        except TypesettingError as worse:
            raise _refused(path, worse) from worse
    out.write_bytes(pdf)
    lost = loss_warning(story_texts(story), page_texts(out, reader)) if compare else []
    return [*warnings, *seen.warnings(), *lost]


def _refused(path: Path, problem: TypesettingError) -> BadInput:
    return BadInput(
        f"“{path.name}” could not be set on pages because {problem}; save it as PDF and import that.",
        file=str(path),
    )


def _set(blocks: list[dict[str, Any]], pictures: list[bytes], title: str) -> bytes:
    data = {
        "title": title,
        "fonts": {"body": [BODY, *FALLBACK], "mono": [MONO, *FALLBACK]},
        "blocks": blocks,
    }
    # Files given by name must be text: pictures have to lie in the typesetter's folder.
    with tempfile.TemporaryDirectory(prefix="evidencepack-typeset-") as folder:
        for number, picture in enumerate(pictures):
            (Path(folder) / f"picture-{number}").write_bytes(picture)
        return TYPESETTER.lay_out("reading.typ", data, moment=_MOMENT, root=Path(folder)).pdf


def _fitted(block: dict[str, Any], seen: Seen, width: float) -> Iterable[dict[str, Any]]:
    """A block as the template takes it: characters that have a shape, long words in pieces."""
    fitted = dict(block)
    kind = block["kind"]
    if "runs" in block:
        letters = max(
            4, int((width - 7 * block.get("indent", 0)) / _LETTER * (0.7 if kind == "heading" else 1))
        )
        fitted["runs"] = [
            {**run, "text": _pieces(seen.fit(run["text"], mono="mono" in run), letters)}
            for run in block["runs"]
        ]
        if right_to_left("".join(run["text"] for run in block["runs"])):
            fitted["rtl"] = True
    elif kind == "lines":
        yield from _line_groups(block, seen)
        return
    elif kind == "fields":
        fitted["rows"] = [
            {"label": _pieces(seen.fit(label), 30), "text": _pieces(seen.fit(text), 55)}
            | ({"rtl": True} if right_to_left(text) else {})
            for label, text in block["rows"]
        ]
    elif kind == "table":
        widths = _column_widths(block)
        size = next((points for most, points in _TABLE_SIZES if block["columns"] <= most), _SMALLEST)
        share = _LINE / sum(widths) * _BODY_SIZE / size
        fitted["widths"] = widths
        fitted["size"] = size
        fitted["cells"] = [
            {**cell, "blocks": _fitted_all(cell["blocks"], seen, _room(cell, widths, share))}
            for cell in block["cells"]
        ]  # fmt: skip
    yield fitted


def _fitted_all(blocks: list[dict[str, Any]], seen: Seen, width: float) -> list[dict[str, Any]]:
    return [fitted for block in blocks for fitted in _fitted(block, seen, width)]


def _room(cell: dict[str, Any], widths: list[float], share: float) -> float:
    """How wide a cell is inside, in millimetres of body text."""
    return max(4.0, sum(widths[cell["x"] : cell["x"] + cell["colspan"]]) * share - 3)


def _column_widths(table: dict[str, Any]) -> list[float]:
    """How the columns share the line: by their longest word, and more for those with much text."""
    longest = [3.0] * table["columns"]
    most = [3.0] * table["columns"]
    for cell in table["cells"]:
        if cell["colspan"] > 1:
            continue
        texts = ["".join(run["text"] for run in b.get("runs", ())) for b in cell["blocks"]]
        texts += [line for b in cell["blocks"] for line in b.get("lines", ())]
        column = cell["x"]
        most[column] = max(most[column], float(sum(map(len, texts))))
        words = [len(word) for text in texts for word in text.split()]
        longest[column] = max(longest[column], min(24.0, float(max(words, default=0)) + 2))
    return [round(word + min(text, 400) ** 0.5 * 1.5, 2) for word, text in zip(longest, most, strict=True)]


def _line_groups(block: dict[str, Any], seen: Seen) -> Iterable[dict[str, Any]]:
    """Typed lines in groups that the typesetter can take one after the other."""
    mono = bool(block.get("mono"))
    text = "\n".join(line.expandtabs(8) for line in block["lines"])
    lines = seen.fit(text, mono=mono).split("\n")
    most = (_MONO_LINE if mono else int(_LINE / _LETTER)) - 4 * block.get("indent", 0)
    for start in range(0, len(lines), _LINES_AT_ONCE):
        group = lines[start : start + _LINES_AT_ONCE]
        yield {
            "kind": "lines",
            "mono": mono,
            "indent": block.get("indent", 0),
            "lines": _pieces("\n".join(group), most),
        }


def _pieces(text: str, most: int) -> list[list[str]]:
    """A text as lines of pieces: only a word longer than a line is in more than one piece."""
    return [_line_pieces(line, most) for line in text.split("\n")]


def _line_pieces(line: str, most: int) -> list[str]:
    if len(line) <= most:
        return [line]
    pieces: list[str] = []
    start = 0
    for token in _LONG_TOKEN.finditer(line):
        # Letters of the East may end a line anywhere, and marks must not be torn from their letters.
        if len(token[0]) <= most or not token[0].isascii():
            continue
        step = _PIECE if len(token[0]) < most * _LONG_TOKEN_LINES else max(_PIECE, most // 2)
        for at in range(token.start() + step, token.end(), step):
            pieces.append(line[start:at])
            start = at
    pieces.append(line[start:])
    return pieces
