"""Where pages lie in a view, upright and turned, and which pictures are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from evidencepack.gui.widgets.pages_artist import Band
from evidencepack.gui.widgets.pages_held import Pictures
from evidencepack.gui.widgets.pages_layout import GAP, MOST_PIXELS, Layout


def laid(*shapes: tuple[float, float], scale: float = 1.0, width: float = 1000, turn: int = 0) -> Layout:
    layout = Layout([(str(n), *shape) for n, shape in enumerate(shapes, 1)], scale, width, turn)
    layout.arrange()
    return layout


def test_pages_lie_under_one_another_in_the_middle() -> None:
    layout = laid((600, 800), (400, 300))
    assert layout.rect(1) == QRectF(200, GAP, 600, 800)
    assert layout.rect(2) == QRectF(300, 2 * GAP + 800, 400, 300)
    assert layout.page_at(0) == 1
    assert layout.page_at(2 * GAP + 801) == 2
    assert list(layout.visible(700, 900)) == [1, 2]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@given(x=st.floats(0, 600), y=st.floats(0, 800))
def test_a_spot_on_a_page_is_found_again_however_the_page_is_turned(turn: int, x: float, y: float) -> None:
    layout = laid((600, 800), scale=1.5, turn=turn)
    there = layout.placing(1).map(QPointF(x, y))
    assert layout.rect(1).adjusted(-1, -1, 1, 1).contains(there)
    back = layout.on_page(1, there)
    assert (back.x(), back.y()) == pytest.approx((x, y), abs=1e-6)


def test_a_page_turned_clockwise_has_its_top_left_corner_at_the_top_right() -> None:
    layout = laid((600, 800), turn=90)
    assert layout.rect(1).width() == 800
    assert layout.placing(1).map(QPointF(0, 0)) == layout.rect(1).topLeft() + QPointF(800, 0)


def test_the_usual_width_is_that_of_most_pages_and_of_two_the_wider() -> None:
    assert laid((600, 800), (800, 600), (600, 800)).usual_width == 600
    assert laid((600, 800), (800, 600)).usual_width == 800
    assert laid((600, 800), (800, 600), (600, 800), turn=90).usual_width == 800


def test_a_page_of_ordinary_size_is_one_picture() -> None:
    [band] = laid((600, 800)).bands(1, 2.0)
    assert band == Band(1, 2.0, 0, 1600, 1600)
    assert band.is_whole


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_drawn_large_is_drawn_only_where_it_is_looked_at(turn: int) -> None:
    layout = laid((600, 800), scale=16.0, turn=turn)
    whole = layout.bands(1, 1.0)
    assert [band.first for band in whole[1:]] == [band.after for band in whole[:-1]]
    assert (whole[0].first, whole[-1].after) == (0, 800 * 16)
    assert all(band.after * 600 * 16 - band.first * 600 * 16 <= MOST_PIXELS for band in whole)
    corner = layout.placing(1).map(QPointF(5, 5))
    seen = layout.bands(1, 1.0, QRectF(corner.x() - 30, corner.y() - 30, 60, 60))
    assert whole[0] in seen
    assert len(seen) < len(whole)


def picture(side: int) -> QImage:
    return QImage(side, side, QImage.Format.Format_RGB32)


def test_pictures_make_room_for_new_ones_and_the_oldest_go_first() -> None:
    held = Pictures(most_bytes=3 * 100 * 100 * 4)
    bands = [Band(page, 1.0, 0, 100, 100) for page in (1, 2, 3, 4)]
    for band in bands[:3]:
        held.keep(band, picture(100))
    held.get(bands[0])
    held.keep(bands[3], picture(100))
    assert bands[0] in held
    assert bands[1] not in held


def test_an_old_picture_is_shown_until_a_new_state_is_drawn() -> None:
    held = Pictures()
    held.keep(Band(1, 1.0, 0, 100, 100), picture(100))
    held.age()
    assert Band(1, 1.0, 0, 100, 100) not in held
    assert held.rough(1) is not None
    held.keep(Band(1, 2.0, 0, 100, 200), picture(200))
    assert held.rough(1) is None
