"""Finds the lines of words in a picture of a page and reads them; runs in the OCR worker only.

Two networks do it, both from the installed package ``rapidocr``: one marks where lines are, the other reads
one line after the other. Only the files of the networks are used and nothing of that package is imported, so
that no code is loaded that could fetch anything.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import onnxruntime

from evidencepack.intake import ocr_boxes as boxes
from evidencepack.intake.ocr_ink import Letter, ReadWord, words_of
from evidencepack.intake.ocr_letters import Alphabet
from evidencepack.intake.ocr_models import model_files

_ON, _SURE, _GROW = 0.3, 0.5, 1.6  # as the finder was trained: a pixel, a line, how far beyond its marks
_FIND_SCALE = 110 / 72  # pixels a point: more finds no more lines
_FIND_MOST = 3200  # pixels: a poster's letters are larger
_STEP = 32  # pixels: the finder takes whole multiples
_LEAST, _MOST_LINES = 3, 4000  # pixels of a mark, and lines of a page
_HEIGHT = 48  # pixels of a line as the reader takes it
_SHORTEST, _LONGEST = 320, 4800
_AT_ONCE = 6
_BELIEVED = 0.5  # a line of less is dirt, a stamp or a drawing
_CLEARLY = 0.9  # so sure that no other turn need be tried
_SAMPLE = 8  # lines that are read to see whether the page is upright


@dataclass(frozen=True)
class ReadLine:
    """A line as it was read.

    Attributes:
        words: The words, each with its place along the line.
        corners: Its four corners in pixels of the upright picture: top left, top right, bottom right and
            bottom left as the line is read.
    """

    words: tuple[ReadWord, ...]
    corners: Any


class Engine:
    """The two networks, loaded.

    Args:
        threads: How many threads it may compute with.

    Raises:
        FileNotFoundError: If the networks are not installed.
    """

    def __init__(self, threads: int) -> None:
        files = model_files()
        if files is None:
            raise FileNotFoundError("the networks that read are not installed")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.enable_cpu_mem_arena = False  # lines differ in length: kept room would only pile up
        options.log_severity_level = 3
        self._finder, self._reader = (
            onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
            for file in files
        )
        cv2.setNumThreads(threads)
        letters = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._alphabet = Alphabet(["", *letters, " "])

    def read(self, gray: bytes, shape: tuple[int, int, int], scale: float) -> tuple[int, list[ReadLine]]:
        """Read a page.

        Args:
            gray: The page in gray, row after row.
            shape: Its width, its height, and the bytes from one row to the next.
            scale: Its pixels a point.

        Returns:
            How far the picture had to be turned clockwise to be upright, and its lines, unordered, in pixels
            of the picture so turned.
        """
        width, height, stride = shape
        picture = np.frombuffer(gray, np.uint8).reshape(height, stride)[:, :width]
        found = self._find(picture, scale)
        turn = self._upright(picture, found)
        if turn:
            picture = np.ascontiguousarray(np.rot90(picture, -turn // 90))
            found = self._find(picture, scale)
        standing = [box for box in found if boxes.is_tall(box)]
        read = self._tried(picture, [box for box in found if not boxes.is_tall(box)])
        up, down = (self._tried(picture, [boxes.turned(box, way) for box in standing]) for way in (90, 270))
        read += [max(pair, key=lambda one: _sureness(one[2])) for pair in zip(up, down, strict=True)]
        return turn, [line for line in (_as_line(*one) for one in read) if line]

    def _tried(self, picture: Any, some: list[Any]) -> list[tuple[Any, Any, list[Letter]]]:
        """Some boxes, what they hold, and what is read there."""
        cuts = [boxes.cut(picture, box) for box in some]
        return list(zip(some, cuts, self._read(cuts), strict=True))

    def _upright(self, picture: Any, found: list[Any]) -> int:
        """How far the picture must be turned clockwise: as its lines lie, and as they read best."""
        lengths = [max(boxes.size(box)) for box in found]
        tall = [boxes.is_tall(box) for box in found]
        sideways = (
            sum(length if stands else -length for length, stands in zip(lengths, tall, strict=True)) > 0
        )
        like = [n for n, stands in enumerate(tall) if stands == sideways]
        sample = [found[n] for n in sorted(like, key=lengths.__getitem__)[-_SAMPLE:]]
        best, best_turn = -1.0, 0
        for turn in (90, 270) if sideways else (0, 180):
            read = self._tried(picture, [boxes.turned(box, turn) for box in sample])
            sureness = _sureness([letter for _, _, letters in read for letter in letters])
            if sureness > best:
                best, best_turn = sureness, turn
            if sureness > _CLEARLY:
                break
        return best_turn

    def _find(self, picture: Any, scale: float) -> list[Any]:
        """The boxes of all lines, however they lie."""
        high, wide = picture.shape
        shrink = min(_FIND_SCALE / scale, _FIND_MOST / max(high, wide))
        down, across = (max(_STEP, round(side * shrink / _STEP) * _STEP) for side in (high, wide))
        small = cv2.resize(picture, (across, down), interpolation=cv2.INTER_AREA)
        ask = {self._finder.get_inputs()[0].name: _as_input([small], across)}
        marks = self._finder.run(None, ask)[0][0, 0]
        spots = cv2.dilate((marks > _ON).astype(np.uint8), np.ones((2, 2), np.uint8))
        outlines, _ = cv2.findContours(spots, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        found = []
        for outline in sorted(outlines, key=len)[-_MOST_LINES:]:
            middle, (one, other), angle = cv2.minAreaRect(outline)
            corners = cv2.boxPoints((middle, (one, other), angle))
            if min(one, other) < _LEAST or boxes.strength(marks, corners) < _SURE:
                continue
            more = one * other * _GROW / (one + other)
            corners = cv2.boxPoints((middle, (one + more, other + more), angle))
            found.append(boxes.in_order(corners * [wide / across, high / down]))
        return found

    def _read(self, cuts: Sequence[Any]) -> list[list[Letter]]:
        """The letters of each line."""
        read: list[list[Letter]] = [[] for _ in cuts]
        widths = [min(_LONGEST, max(8, math.ceil(_HEIGHT * cut.shape[1] / cut.shape[0]))) for cut in cuts]
        order = sorted(range(len(cuts)), key=widths.__getitem__)
        for start in range(0, len(order), _AT_ONCE):
            part = order[start : start + _AT_ONCE]
            room = max(_SHORTEST, *(widths[n] for n in part))
            lines = [cv2.resize(cuts[n], (widths[n], _HEIGHT), interpolation=cv2.INTER_AREA) for n in part]
            ask = {self._reader.get_inputs()[0].name: _as_input(lines, room)}
            chances = self._reader.run(None, ask)[0]
            for n, line in zip(part, chances, strict=True):
                read[n] = self._alphabet.letters(line, room / widths[n])
        return read


def _as_input(pictures: Sequence[Any], room: int) -> Any:
    """Gray pictures of one height as the networks take them: three colours from -1 to 1, grey beyond."""
    ready = np.zeros((len(pictures), 3, pictures[0].shape[0], room), np.float32)
    for target, picture in zip(ready, pictures, strict=True):
        target[:, :, : picture.shape[1]] = picture.astype(np.float32) / 127.5 - 1
    return ready


def _sureness(letters: Sequence[Letter]) -> float:
    """The mean of the letters' confidence; 0 if there are none."""
    return sum(letter.confidence for letter in letters) / len(letters) if letters else 0.0


def _as_line(box: Any, cut: Any, letters: list[Letter]) -> ReadLine | None:
    """The line in a box; None if what was read there is not to be believed."""
    if _sureness(letters) < _BELIEVED:
        return None
    words, top, bottom = words_of(cut, letters)
    return ReadLine(tuple(words), boxes.within(box, top, bottom)) if words else None
