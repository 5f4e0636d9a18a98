"""The window's icons, tinted with a colour of the present scheme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from evidencepack.gui import theme
from evidencepack.settings import resources

_RATIOS = (1, 2, 3)


def icon(name: str, tint: str = "second", size: int = 20) -> QIcon:
    """An icon of the present scheme.

    Args:
        name: Of a file in ``resources/screen/icons``, without its ending.
        tint: The name of a colour.
        size: In pixels where letters are of the usual size; icons grow with the letters.
    """
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, "edge")):
        for ratio in _RATIOS:
            made.addPixmap(pixmap(name, colour, size, ratio), mode)
    return made


def pixmap(name: str, tint: str = "second", size: int = 20, ratio: float = 1) -> QPixmap:
    """An icon as a picture for a screen with so many device pixels in a pixel."""
    return _drawn(name, theme.colour(tint).name(), theme.scaled(size), ratio)


def app_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resources() / "screen" / "evidencepack.svg"))


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    made.setDevicePixelRatio(ratio)
    return made


@cache
def _svg(name: str) -> str:
    text = (resources() / "screen" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', 'stroke-width="1.75"')
