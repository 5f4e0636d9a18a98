"""What OCR reads on a page: lines of words, where they stand and how sure the reading is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from evidencepack.reading.page import Box


@dataclass(frozen=True)
class Word:
    """A word as it was read.

    Attributes:
        text: Its letters, without spaces.
        box: Left, bottom, right and top in points of PDF user space, before the page is turned for display.
        confidence: That of its least certain letter, 0 to 1: one doubtful digit makes a figure doubtful.
    """

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True)
class Line:
    """A line of words that are read one after the other.

    Attributes:
        words: The words, in order; at least one.
        turned: How far the line itself is turned clockwise on the upright page: 0, 90, 180 or 270. Words
            that run up a margin are turned by 270.
        slope: By how many degrees it rises besides, if the page was scanned askew; negative if it falls.
    """

    words: tuple[Word, ...]
    turned: int = 0
    slope: float = 0.0

    @property
    def text(self) -> str:
        """The words with a space between each two."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """The box around the words, in points of PDF user space."""
        boxes = [word.box for word in self.words]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    @property
    def confidence(self) -> float:
        """How sure the reading is, 0 to 1: the mean of the words, a long word counting for more."""
        return _mean(self.words)


@dataclass(frozen=True)
class PageWords:
    """What OCR read on one page.

    Attributes:
        number: The page, from 1.
        lines: In the order in which a person reads them; none on an empty page.
        turned: How far the page as it was shown had to be turned clockwise to be upright: 0, 90, 180 or 270.
        trouble: Why the page could not be read, as a sentence; then it has no lines.
    """

    number: int
    lines: tuple[Line, ...]
    turned: int = 0
    trouble: str = ""

    def as_plain(self) -> dict[str, Any]:
        """The same as plain data, for another process."""
        return asdict(self)

    @classmethod
    def of_plain(cls, plain: dict[str, Any]) -> PageWords:
        """What :meth:`as_plain` gave."""
        lines = tuple(
            Line(
                tuple(Word(word["text"], _box(word["box"]), word["confidence"]) for word in line["words"]),
                line["turned"],
                line["slope"],
            )
            for line in plain["lines"]
        )
        return cls(plain["number"], lines, plain["turned"], plain["trouble"])

    @property
    def text(self) -> str:
        """The lines, one under the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def confidence(self) -> float:
        """How sure the reading of the page is, 0 to 1; 0 if nothing was read."""
        return _mean([word for line in self.lines for word in line.words])


def _box(sides: list[float]) -> Box:
    left, bottom, right, top = sides
    return left, bottom, right, top


def _mean(words: list[Word] | tuple[Word, ...]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0
