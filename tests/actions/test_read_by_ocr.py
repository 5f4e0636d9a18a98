"""Scanned pages get a new reading copy with words, and what was quoted before is still quoted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sqlalchemy import select

from evidencepack.actions.fields import set_fields
from evidencepack.actions.ocr import read_by_ocr
from evidencepack.actions.ocr_words import spans
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.recipe_reading import build_recipe
from evidencepack.actions.recipe_writing import write_recipe
from evidencepack.actions.regions import add_region
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput, Cancelled
from evidencepack.intake.ocr_words import Line, PageWords, Word
from evidencepack.model.tables import ImportReport, Page, Quote
from evidencepack.progress import Progress, stop_if_cancelled
from evidencepack.rules.checks import check_pack
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission.contents import load_contents
from evidencepack.submission.overview import quotes, sources

Read = Callable[[int], PageWords]


def words_of(number: int, *lines: str, sure: float = 0.913, turned: int = 0) -> PageWords:
    """Lines of words as OCR gives them, from the top of an A4 page down."""
    found = []
    for row, line in enumerate(lines):
        left, top = 72.0, 760.0 - 20 * row
        words = []
        for word in line.split():
            words.append(Word(word, (left, top, left + 6 * len(word), top + 12), sure))
            left += 6 * len(word) + 6
        found.append(Line(tuple(words)))
    return PageWords(number, tuple(found), turned=turned)


@pytest.fixture
def ocr(monkeypatch: pytest.MonkeyPatch) -> dict[int, PageWords]:
    """OCR that reads what a test puts here, by page."""
    told: dict[int, PageWords] = {}

    def read_pages(_: Any, __: Any, pages: Sequence[int], progress: Progress) -> list[PageWords]:
        progress.total(len(pages))
        for _page in pages:
            stop_if_cancelled(progress)
            progress.step()
        return [told.get(number, PageWords(number, ())) for number in pages]

    monkeypatch.setattr("evidencepack.actions.ocr.missing", lambda: "")
    monkeypatch.setattr("evidencepack.actions.sources.missing", lambda: "")
    monkeypatch.setattr("evidencepack.intake.ocr.Ocr.read_pages", read_pages)
    return told


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Three pages: two without words and one with some."""
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[2]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.contents_add(b"BT /F 12 Tf 72 700 Td (Typed words of the third page) Tj ET")
        pdf.save(tmp_path / "scan.pdf")
    return tmp_path / "scan.pdf"


@pytest.fixture
def pack(tmp_path: Path, scan: Path) -> Iterator[Pack]:
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        import_paths(made, [scan])
        yield made


def _texts(pack: Pack) -> list[str]:
    with pack.reading() as session:
        sha256 = find(session, "S1", "source").rendition.sha256
        pages = session.scalars(select(Page).where(Page.rendition_sha256 == sha256).order_by(Page.number))
        return [page.text for page in pages]


def test_only_pages_without_words_are_read(pack: Pack, ocr: dict[int, PageWords]) -> None:
    ocr[1] = words_of(1, "The Department has met", "18 requests since 2012.")
    ocr[2] = words_of(2, "The second page.", sure=0.5)
    (read,) = read_by_ocr(pack)
    assert (read.source, read.pages, read.confidence) == ("S1", [1, 2], 70)
    assert _texts(pack) == [
        "The Department has met\n18 requests since 2012.",
        "The second page.",
        "Typed words of the third page",
    ]
    assert read_by_ocr(pack) == []


def test_words_by_ocr_are_quoted_as_such_and_typed_ones_are_not(
    pack: Pack, ocr: dict[int, PageWords]
) -> None:
    ocr[1] = words_of(1, "met 18 requests since 2012.")
    read_by_ocr(pack)
    add_quote(pack, "18 requests", "evidence")
    add_quote(pack, "Typed words", "evidence")
    with pack.reading() as session:
        assert [row["ocr"] for row in quotes(load_contents(session))] == [91, None]


def test_quotes_made_before_stand_in_the_new_copy(pack: Pack, ocr: dict[int, PageWords]) -> None:
    add_quote(pack, "Typed words of the third page", "claim")
    add_region(pack, "S1", 1, [72, 700, 300, 780], "A stamp", "evidence")
    ocr[1] = words_of(1, "Words")
    (read,) = read_by_ocr(pack)
    assert [(row.quote, row.outcome) for row in read.quotes] == [("Q1", "same"), ("Q2", "same")]
    with pack.reading() as session:
        present = find(session, "S1", "source").rendition.sha256
        anchors = [anchor for quote in session.scalars(select(Quote)) for anchor in quote.anchors]
    assert {anchor.rendition_sha256 for anchor in anchors} == {present}
    assert not [found for found in check_pack(pack)[1] if found.severity == "error" and found.place[0] == "Q"]


def test_undo_takes_the_words_back_and_the_quotes_stand_where_they_stood(
    pack: Pack, ocr: dict[int, PageWords]
) -> None:
    add_quote(pack, "Typed words of the third page", "claim")
    ocr[1] = words_of(1, "Words")
    read_by_ocr(pack)
    assert pack.undo() == "Read by OCR"
    assert _texts(pack)[:2] == ["", ""]
    assert not [found for found in check_pack(pack)[1] if found.rule == "quote-in-earlier-copy"]


def test_a_second_reading_of_other_pages_keeps_what_the_first_knew(
    pack: Pack, ocr: dict[int, PageWords]
) -> None:
    ocr[1], ocr[2] = words_of(1, "First page"), words_of(2, "Second page")
    read_by_ocr(pack, ["S1"], pages="1")
    (read,) = read_by_ocr(pack)
    assert read.pages == [2]
    add_quote(pack, "First page", "claim")
    with pack.reading() as session:
        contents = load_contents(session)
        assert sources(contents)[0]["ocr_pages"] == [1, 2]
        assert quotes(contents)[0]["ocr"] == 91


def test_the_same_page_can_be_read_anew(pack: Pack, ocr: dict[int, PageWords]) -> None:
    ocr[1] = words_of(1, "F1rst page")
    read_by_ocr(pack, ["S1"], pages="1")
    ocr[1] = words_of(1, "First page")
    read_by_ocr(pack, ["S1"], pages="1")
    assert _texts(pack)[0] == "First page"


def test_a_page_turned_upright_and_a_page_without_words_are_told(
    pack: Pack, ocr: dict[int, PageWords]
) -> None:
    ocr[1] = words_of(1, "Sideways", turned=90)
    (read,) = read_by_ocr(pack)
    assert read.warnings == [
        "Page 1 lay on its side or upside down and was turned upright in the reading copy.",
        "OCR found no words on page 2.",
    ]
    with pack.reading() as session:
        rendition = find(session, "S1", "source").rendition
        assert rendition.settings["ocr"]["turned"] == {"1": 90}
        assert rendition.settings["without_words"] == [2]
        assert not any("Pages 1 and 2" in warning for warning in rendition.warnings)


def test_words_that_a_page_has_by_itself_are_not_doubled(pack: Pack, ocr: dict[int, PageWords]) -> None:
    ocr[3] = PageWords(
        3,
        (
            Line((Word("Typed", (72, 698, 104, 712), 0.9),)),
            Line((Word("Scanned", (72, 400, 120, 412), 0.9),)),
        ),
    )
    read_by_ocr(pack, ["S1"], pages="3")
    assert sorted(_texts(pack)[2].split()) == sorted(
        ["Typed", "words", "of", "the", "third", "page", "Scanned"]
    )


def test_without_the_extra_the_person_is_told_how_to_get_it(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidencepack.actions.ocr.missing", lambda: 'Run: pip install "evidencepack[ocr]"')
    with pytest.raises(BadInput, match="pip install"):
        read_by_ocr(pack)


def test_cancel_leaves_the_source_as_it_was(pack: Pack, ocr: dict[int, PageWords]) -> None:
    class Stopped:
        def total(self, steps: int) -> None: ...
        def step(self, steps: int = 1) -> None: ...
        def note(self, text: str) -> None: ...
        def cancelled(self) -> bool:
            return True

    ocr[1] = words_of(1, "Words")
    with pytest.raises(Cancelled):
        read_by_ocr(pack, progress=Stopped())
    assert _texts(pack)[0] == ""


def test_an_import_can_read_scans_right_away(tmp_path: Path, scan: Path, ocr: dict[int, PageWords]) -> None:
    ocr[1] = words_of(1, "Words")
    with new_pack(tmp_path / "other.evpack", "A case") as pack:
        (row,) = import_paths(pack, [scan], ocr=True)
        assert (row.ocr_pages, row.without_words) == (1, 1)
        with pack.reading() as session:
            (report,) = session.scalars(select(ImportReport))
        assert report.rows[0]["ocr_pages"] == 1
        assert pack.undo() == "Import documents"
        with pack.reading() as session:
            assert load_contents(session).sources == []


def test_a_recipe_reads_the_same_pages_by_ocr_again(
    pack: Pack, tmp_path: Path, ocr: dict[int, PageWords]
) -> None:
    ocr[1] = words_of(1, "met 18 requests")
    read_by_ocr(pack, ["S1"], pages="1")
    add_quote(pack, "18 requests", "evidence")
    set_fields(pack, "Q1", {"compared": "yes"})
    recipe = write_recipe(pack, tmp_path / "recipe")
    build_recipe(recipe, tmp_path / "again.evpack").close()
    with open_pack(tmp_path / "again.evpack") as again, again.reading() as session:
        contents = load_contents(session)
        assert sources(contents)[0]["ocr_pages"] == [1]
        assert [(row["ocr"], row["compared"]) for row in quotes(contents)] == [(91, True)]


def test_words_are_found_again_in_the_stored_text_and_what_is_not_counts_as_the_page() -> None:
    page = words_of(1, "one two", "two three", sure=0.8)
    assert spans("one two\ntwo three", page) == [[0, 3, 80], [4, 7, 80], [8, 11, 80], [12, 17, 80]]
    assert spans("one two\nthree", page) == [[0, 3, 80], [4, 7, 80], [8, 13, 80], [0, 13, 80]]


def test_what_was_read_goes_to_another_process_and_comes_back_the_same() -> None:
    page = words_of(3, "one two", "three", turned=90)
    assert PageWords.of_plain(json.loads(json.dumps(page.as_plain()))) == page
