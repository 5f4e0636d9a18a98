"""What a conversion lost: the words of the original that the reading copy does not have."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidencepack.intake.prepared import Story, first_few
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

NOTE = "\ue000"
"""Stands in a text where a note's number will be printed."""

_WORD = re.compile(rf"\w+{NOTE}?")
# Control characters, and signs without a shape: no page shows them, so no page can lose them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_LOOKED_FOR = 400  # different words; a copy that lacks more is bad however they are torn


def story_texts(story: Story) -> Iterator[str]:
    """Every text of a story, in order."""
    yield from _texts(story.blocks)


def _texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        if "runs" in block:
            yield block.get("marker", "") + " " + "".join(run["text"] for run in block["runs"])
        yield from block.get("lines", ())
        for label, text in block.get("rows", ()):
            yield label
            yield text
        for cell in block.get("cells", ()):  # tables do not nest, so this goes one step down
            yield from _texts(cell["blocks"])


def page_texts(rendition: Path, reader: Reader) -> list[str]:
    """The text of each page of a reading copy, as the reader gives it."""
    document = reader.open(rendition)
    try:
        return [document.page(number).text for number in range(1, document.pages + 1)]
    finally:
        document.close()


def lost_words(original: Iterable[str], copy: Iterable[str]) -> list[str]:
    """The words that stand more often in the original than in its copy, in the original's order.

    Case, compatibility forms (a ligature is its letters) and where lines end make no difference. A word with
    :data:`NOTE` after it may have a note's number at its end.
    """
    wanted = [word for text in original for word in _words(text)]
    pages = "\n".join(_folded(text) for text in copy)
    found = Counter(_WORD.findall(pages))
    short = Counter(word for word in wanted if not word.endswith(NOTE)) - found
    short += Counter(dict.fromkeys((word for word in wanted if word.endswith(NOTE)), 1))
    for word in list(short)[:_LOOKED_FOR]:
        short[word] -= len(_broken(word).findall(pages)) - found[word]
    lost: list[str] = []
    for word in wanted:
        if short[word] > 0:
            short[word] -= 1
            lost.append(word.removesuffix(NOTE))
    return lost


def _broken(word: str) -> re.Pattern[str]:
    """Finds a word also where a line's end or a small raised letter tears it apart."""
    note = r"\s*\d{0,4}" if word.endswith(NOTE) else ""
    letters = r"[\s\-]*".join(map(re.escape, word.removesuffix(NOTE)))
    return re.compile(rf"(?<!\w){letters}{note}(?!\w)")


def loss_warning(original: Iterable[str], copy: Iterable[str]) -> list[str]:
    """One sentence that says which words a conversion lost, or none."""
    lost = lost_words(original, copy)
    if not lost:
        return []
    verb = "is" if len(lost) == 1 else "are"
    return [
        f"{counted(len(lost), 'word')} of the original {verb} missing from the reading copy: "
        f"{first_few(lost)}; "
        "compare it with the original before you quote."
    ]


def _folded(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))
