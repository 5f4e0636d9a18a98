"""That a drawing is drawn with words to quote, and that nothing in it runs, fetches or fills the memory."""

from __future__ import annotations

import base64
import gzip
import io
from collections.abc import Callable

import pytest
from lxml import etree
from PIL import Image

from evidencepack.errors import BadInput
from evidencepack.intake.prepared import Intake
from evidencepack.intake.svg_cleaning import clean, family
from evidencepack.reading.reader import Reader

TakeIn = Callable[..., Intake]
TextOf = Callable[[Intake], str]
NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(body: str, size: str = 'width="300" height="200"') -> str:
    return f"<svg {NAMES} {size}>{body}</svg>"


def cleaned(body: str) -> str:
    return etree.tostring(clean(etree.fromstring(drawing(body))).root, encoding="unicode")


def test_the_words_of_a_drawing_can_be_quoted(take_in: TakeIn, text_of: TextOf) -> None:
    body = (
        "<title>Exclusions by year</title>"
        '<text x="9" y="30">Exclusions <tspan font-weight="bold">rose</tspan> by 12%</text>'
    )
    intake = take_in("chart.svg", drawing(body))
    assert text_of(intake) == "Exclusions rose by 12%"
    assert (intake.kind, intake.title, intake.media_type) == (
        "picture",
        "Exclusions by year",
        "image/svg+xml",
    )
    assert intake.warnings == []
    assert text_of(take_in("chart.svgz", gzip.compress(drawing(body).encode()))) == "Exclusions rose by 12%"


def test_a_drawing_of_outlines_says_that_it_has_no_words(take_in: TakeIn) -> None:
    intake = take_in("a.svg", drawing('<path d="M0 0L9 9"/>'))
    assert intake.warnings[-1].startswith("It is a picture without text")


def test_whatever_runs_moves_or_fetches_is_taken_out_and_told(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in(
        "a.svg",
        drawing(
            '<script>alert(1)</script><image href="http://192.0.2.1/a.png" width="9" height="9"/>'
            '<style>@import url(http://192.0.2.1/a.css); text{fill:url("http://192.0.2.1/p.svg#x")}</style>'
            '<use xlink:href="other.svg#a"/><rect width="9"><animate attributeName="x" to="5"/></rect>'
            '<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">Foreign words</p>'
            '</foreignObject><text y="20" onclick="alert(2)">Words</text>'
        ),
    )
    assert text_of(intake) == "Words"
    told = intake.warnings[0].removeprefix("Left out of the drawing: ")
    assert set(told.partition(";")[0].split(", ")) == {
        "2 scripts", "1 movement", "1 embedded page", "1 picture", "3 parts from elsewhere"
    }  # fmt: skip
    assert (
        "2 words of pages embedded in the drawing cannot be drawn here: “Foreign”, “words”"
        in intake.warnings[1]
    )


@pytest.mark.parametrize(
    "body",
    [
        '<rect style="fill:u\\72l(http://192.0.2.1/x)"/>',
        '<rect style="fill:url(/* */http://192.0.2.1/x)"/>',
        '<rect fill="url(http://192.0.2.1/x)"/>',
        "<style>@font-face { font-family: X; src: url(http://192.0.2.1/x) }</style>",
        '<a xlink:href="http://192.0.2.1/x"><text>Words</text></a>',
        '<textPath href="http://192.0.2.1/x"/>',
        '<g xml:base="http://192.0.2.1/"/>',
        '<image href="data:image/svg+xml;base64,aHR0cDovLzE5Mi4wLjIuMS8="/>',
        '<html xmlns="http://www.w3.org/1999/xhtml"><img src="http://192.0.2.1/x"/></html>',
    ],
)
def test_no_address_of_a_network_is_left(body: str) -> None:
    assert "192.0.2.1" not in cleaned(body)
    assert "data:image/svg" not in cleaned(body)


def test_pictures_in_the_drawing_itself_stay() -> None:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "navy").save(out, "PNG")
    data = base64.b64encode(out.getvalue()).decode()
    assert "data:image/png;base64," in cleaned(f'<image xlink:href="data:image/png;base64,{data}"/>')


def test_hidden_words_are_left_out_and_told(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in(
        "a.svg",
        drawing(
            '<style>.h{display:none}</style><g display="none"><text y="20">Secret</text></g>'
            '<text class="h" y="40">Secret</text><text opacity="0" y="60">Secret</text>'
            '<text y="80">Seen</text>'
        ),
    )
    assert text_of(intake) == "Seen"
    assert intake.warnings == ["3 words of the drawing that nobody sees are left out."]


def test_entities_are_not_followed(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in(
        "a.svg",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        + drawing('<text y="20">One &a; two</text>'),
    )
    assert text_of(intake) == "One two"
    assert "1 entity" in intake.warnings[0]


@pytest.mark.parametrize(
    "body",
    [
        '<g id="a0"><rect width="1" height="1"/></g>'
        + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)),
        "<g>" * 240 + "</g>" * 240,
    ],
)
def test_a_drawing_that_repeats_itself_without_end_is_refused(take_in: TakeIn, body: str) -> None:
    with pytest.raises(BadInput, match="more often than can be drawn"):
        take_in("a.svg", drawing(body))


def test_a_drawing_that_draws_itself_does_no_harm(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("a.svg", drawing('<g id="a"><use href="#a"/><text y="20">Words</text></g>'))
    assert text_of(intake) == "Words"


@pytest.mark.parametrize(
    ("size", "page"),
    [
        ('width="300" height="200"', (841.89, 595.28)),
        ('width="200" height="300"', (595.28, 841.89)),
        ('width="148mm" height="105mm" viewBox="0 0 300 200"', (419.53, 297.64)),
        ('width="9000mm" height="9000mm" viewBox="0 0 9 9"', (595.28, 841.89)),
        ('viewBox="0 0 300 200"', (841.89, 595.28)),
        ("", (595.28, 841.89)),
    ],
)
def test_a_drawing_keeps_the_size_it_has_on_paper(
    take_in: TakeIn, reader: Reader, size: str, page: tuple[float, float]
) -> None:
    intake = take_in("a.svg", drawing('<text y="20">Words</text>', size))
    assert intake.settings["page"] == pytest.approx(page, abs=0.01)


def test_fonts_are_those_of_this_program() -> None:
    assert family("Georgia, serif") == "'Liberation Serif'"
    assert family("Arial, sans-serif") == "'Liberation Sans'"
    assert family("Menlo") == "'Liberation Mono'"
    style = cleaned('<text style="font: italic bold 12px/1.2 Helvetica, sans-serif">Words</text>')
    assert "font-style:italic;font-weight:bold;font-size:12px;font-family:'Liberation Sans'" in style
