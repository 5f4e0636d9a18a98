"""The oblong boxes that lines of words have in a picture, and the pieces cut out by them.

A box is an array of four corners in pixels: top left, top right, bottom right and bottom left as its line is
read. Runs in the OCR worker only.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

_TALL = 1.5


def in_order(corners: Any) -> Any:
    """The corners of a box in the order top left, top right, bottom right, bottom left."""
    across = corners[np.argsort(corners[:, 0], kind="stable")]
    left = across[:2][np.argsort(across[:2, 1], kind="stable")]
    right = across[2:][np.argsort(across[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def size(box: Any) -> tuple[float, float]:
    """Length and height of a box's line."""
    return float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[3] - box[0]))


def is_tall(box: Any) -> bool:
    """Whether it is so much higher than wide that its line can only run up or down."""
    length, height = size(box)
    return height > _TALL * length


def turned(box: Any, turn: int) -> Any:
    """The box of the same line if it is read as one that must be turned clockwise by so many degrees."""
    return np.roll(box, turn // 90, axis=0)


def within(box: Any, top: float, bottom: float) -> Any:
    """The part of a box between two heights, as shares of its own."""
    left, right = box[3] - box[0], box[2] - box[1]
    return np.array(
        [box[0] + left * top, box[1] + right * top, box[1] + right * bottom, box[0] + left * bottom]
    )


def cut(picture: Any, box: Any) -> Any:
    """The piece of a picture that a box holds, straightened."""
    length, height = (max(1, int(side)) for side in size(box))
    target = np.array([[0, 0], [length, 0], [length, height], [0, height]], np.float32)
    way = cv2.getPerspectiveTransform(box, target)
    return cv2.warpPerspective(
        picture, way, (length, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC
    )


def strength(marks: Any, corners: Any) -> float:
    """The mean of the marks that lie within four corners."""
    high, wide = marks.shape
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, [wide - 1, high - 1])
    right, bottom = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, [wide - 1, high - 1])
    inside = np.zeros((bottom - top + 1, right - left + 1), np.uint8)
    cv2.fillPoly(inside, [(corners - [left, top]).astype(np.int32)], 1)
    return float(cv2.mean(marks[top : bottom + 1, left : right + 1], inside)[0])
