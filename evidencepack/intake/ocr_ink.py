"""Parts the letters read in a line into words, by the spaces that were read and by the ink itself.

The network that reads says only roughly where a letter is, and overlooks a wide gap now and then. The ink
says where a word begins and ends. Runs in the OCR worker only.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import cv2
import numpy as np

_BRIDGED = 0.1  # of the picture's height: a gap within a letter, as below the dot of an i
_RULE = 0.7  # of the picture's width: a row with more ink is an underline
_SPECK = 0.04  # of the line's height: less ink in a column is dirt
_SPACE = 0.9  # of the spaces in the line
_NARROW = 0.22  # of the line's height: no space is narrower
_WIDE = 0.6  # of the line's height: no gap within a word is so wide, in a line without spaces
_AROUND = 1.5  # of the line's height: how far from its middle a letter at the edge may begin


@dataclass(frozen=True)
class Letter:
    """A letter as it was read.

    Attributes:
        text: The letter; a space is one too.
        middle: Where it is, as a share of the line's length.
        confidence: 0 to 1.
    """

    text: str
    middle: float
    confidence: float


@dataclass(frozen=True)
class ReadWord:
    """A word in a line.

    Attributes:
        text: Its letters.
        start: Where its ink begins, as a share of the line's length.
        end: Where its ink ends.
        confidence: That of its least certain letter.
    """

    text: str
    start: float
    end: float
    confidence: float


def words_of(picture: Any, letters: list[Letter]) -> tuple[list[ReadWord], float, float]:
    """Part a line into words.

    Args:
        picture: The line in gray, upright, an array of rows.
        letters: What was read in it, in order.

    Returns:
        The words, and where their ink begins and ends from top to bottom, as shares of the height.
    """
    high, wide = picture.shape
    ink = _ink(picture)
    top, bottom = _rows_of(ink)
    filled = ink[top:bottom].sum(axis=0) > _SPECK * (bottom - top)
    shown = [letter for letter in letters if letter.text != " "]
    if not shown:
        return [], 0.0, 1.0
    spots = [min(wide - 1, int(letter.middle * wide)) for letter in shown]
    gaps = [
        _gap(filled, one, other, thin=not letter.text.isalnum())
        for letter, (one, other) in zip(shown, pairwise(spots), strict=False)
    ]
    parted = _parted(letters, gaps, bottom - top)
    reach = _AROUND * (bottom - top)
    edges = [_first(filled, spots[0], reach)]
    for (start, end), apart in zip(gaps, parted, strict=True):
        edges += [start, end] if apart else []
    edges.append(wide - _first(filled[::-1], wide - 1 - spots[-1], reach))
    ends = [n + 1 for n, apart in enumerate(parted) if apart] + [len(shown)]
    words = []
    for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
        part = shown[start:end]
        left, right = edges[2 * number], max(edges[2 * number] + 1, edges[2 * number + 1])
        text = "".join(letter.text for letter in part)
        words.append(ReadWord(text, left / wide, right / wide, min(letter.confidence for letter in part)))
    return words, top / high, bottom / high


def _ink(picture: Any) -> Any:
    """Where the ink is: what is darker than the paper or, in white print, lighter than the ground."""
    _, light = cv2.threshold(picture, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = light if light.mean() < 0.5 else 1 - light
    high, wide = ink.shape
    if wide > 3 * high:
        ink[ink.sum(axis=1) > _RULE * wide] = 0
    return ink


def _rows_of(ink: Any) -> tuple[int, int]:
    """The rows of the line itself, without the feet and heads of its neighbours."""
    high, wide = ink.shape
    amounts = ink.sum(axis=1)
    runs: list[list[int]] = []
    for row in np.flatnonzero(amounts > 0.005 * wide):
        if runs and row - runs[-1][1] <= max(1, _BRIDGED * high):
            runs[-1][1] = int(row) + 1
        else:
            runs.append([int(row), int(row) + 1])
    if not runs:
        return 0, high
    top, bottom = max(runs, key=lambda run: int(amounts[run[0] : run[1]].sum()))
    return top, bottom


def _gap(filled: Any, one: int, other: int, *, thin: bool) -> tuple[int, int]:
    """The widest stretch without ink between the middles of two letters; of no width if there is none.

    The middle of a thin mark may be given a little late, in the gap that follows it.
    """
    while thin and one > 0 and not filled[one]:
        one -= 1
    blank = np.flatnonzero(~filled[one : other + 1]) + one
    if not blank.size:
        middle = (one + other + 1) // 2
        return middle, middle
    runs = np.split(blank, np.flatnonzero(np.diff(blank) > 1) + 1)
    widest = max(runs, key=len)
    return int(widest[0]), int(widest[-1]) + 1


def _parted(letters: list[Letter], gaps: list[tuple[int, int]], height: int) -> list[bool]:
    """For each pair of neighbours, whether a word ends between them."""
    read = []
    spaced = False
    for letter in letters:
        if letter.text == " ":
            spaced = True
        else:
            read.append(spaced)
            spaced = False
    read = read[1:]
    widths = [end - start for start, end in gaps]
    spaces = [width for width, space in zip(widths, read, strict=True) if space]
    least = max(_NARROW * height, _SPACE * median(spaces)) if spaces else _WIDE * height
    return [space or width > least for width, space in zip(widths, read, strict=True)]


def _first(filled: Any, spot: int, reach: float) -> int:
    """The first column with ink before a letter's middle, not too far from it."""
    start = max(0, int(spot - reach))
    inked = np.flatnonzero(filled[start : spot + 1])
    return start + int(inked[0]) if inked.size else spot
