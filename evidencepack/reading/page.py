"""A page as it was read: its stored text, its label and its shape."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]

TEXT_FORM = 2
"""Goes up when pages are read otherwise than before: texts that are stored are then of an earlier form."""


@dataclass(frozen=True)
class PageText:
    """A page as it was read.

    Lengths are in units of PDF user space: points, unless the page has a UserUnit, which is not applied.

    Attributes:
        number: From 1.
        label: The number printed as the page label, or ``str(number)``.
        width: As displayed, after cropping and turning.
        height: As displayed.
        rotation: How far the page is turned clockwise for display: 0, 90, 180 or 270.
        text: What is stored; its code points are what anchors count.
        flags: What is doubtful: ``replacement-characters``, ``private-use``, ``no-text``, ``garbled``
            (letters that cannot be trusted, or that make no words), ``outside-page`` (some words lie where
            the page is cropped, and have no rectangles), ``picture-with-few-words`` (a picture covers most
            of the page and only a stamp, a header or a page number is text: a scan), ``unreadable``.
        box: The visible part of the page (left, bottom, right, top) in user space, before turning.
    """

    number: int
    label: str
    width: float
    height: float
    rotation: int
    text: str
    flags: tuple[str, ...]
    box: Box

    def shown(self, box: Box) -> Box:
        """Where a box of user space appears: (left, top, right, bottom) from the top left of the page.

        Multiply by a picture's scale for pixels.
        """
        one = self._point(box[0], box[1])
        other = self._point(box[2], box[3])
        return (
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )

    def placed(self, box: Box) -> Box:
        """The opposite of :meth:`shown`: the box of user space (left, bottom, right, top) for a shown box."""
        one = self._back(box[0], box[1])
        other = self._back(box[2], box[3])
        return (
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )

    def _point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        match self.rotation:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
            case _:
                return x - left, top - y

    def _back(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        match self.rotation:
            case 90:
                return y + left, x + bottom
            case 180:
                return right - x, y + bottom
            case 270:
                return right - y, top - x
            case _:
                return x + left, top - y
