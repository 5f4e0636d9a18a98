"""The sample pack: what it shows, that it is true, and that Word file and PDF say the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidencepack.__main__ import main
from evidencepack.actions.anchors import page_words
from evidencepack.actions.recipe_reading import load_recipe
from evidencepack.export.verify import verify_bundle
from evidencepack.export.word_proof import WordParagraph, read_back
from evidencepack.reading.reader import Reader
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission import overview
from evidencepack.submission.blocks import Numbered, Submission, plain, texts
from evidencepack.submission.compose import compose
from evidencepack.submission.contents import Contents, load_contents

NOTICE = re.compile(r"reconstruct(ion|ed) for (a |this )?demonstration", re.IGNORECASE)


@dataclass
class Demo:
    """What ``evidencepack demo`` leaves, read back."""

    pack: Pack
    contents: Contents
    submission: Submission
    word: tuple[WordParagraph, ...]
    pages: list[str]
    folder: Path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo") / "out"
    assert main(["demo", "--out", str(folder)]) == 0
    [pdf], [docx], [path] = (list(folder.glob(f"*.{ending}")) for ending in ("pdf", "docx", "evpack"))
    with Reader() as reader, reader.open(pdf) as document:
        pages = [document.page(n).text for n in range(1, document.pages + 1)]
    with open_pack(path, read_only=True) as pack, pack.reading() as session:
        contents = load_contents(session)
        word = read_back(docx.read_bytes()).paragraphs
        yield Demo(pack, contents, compose(contents), word, pages, folder)


# What issue and README promise of the sample


def test_it_has_sources_of_many_kinds_and_formats(demo: Demo) -> None:
    sources = overview.sources(demo.contents)
    assert len(sources) >= 7
    endings = {Path(source["file"]).suffix for source in sources}
    assert {".pdf", ".docx", ".html", ".eml"} <= endings
    assert len({source["kind"] for source in sources}) >= 4


def test_every_source_says_that_it_is_a_reconstruction_on_every_page(demo: Demo) -> None:
    with demo.pack.reading() as session:
        for source in demo.contents.sources:
            words = [" ".join(page.text.split()) for page in page_words(session, source.handle)]
            assert words
            if source.media_type == "application/pdf":
                assert all(NOTICE.search(page) for page in words), source.handle
            assert NOTICE.search(words[-1]), source.handle


def test_it_has_quotes_that_all_stand_and_one_that_is_elided(demo: Demo) -> None:
    quotes = overview.quotes(demo.contents)
    assert len(quotes) >= 10
    assert {quote["match"] for quote in quotes} <= {"exact", "equivalent"}
    elided = [quote for quote in quotes if "[…]" in quote["text"]]
    assert elided
    assert all(quote["omitted"] for quote in elided)
    assert {quote["kind"] for quote in quotes} == {"claim", "evidence"}


def test_at_least_four_claims_are_answered_with_a_reason_and_its_limits(demo: Demo) -> None:
    kinds = {quote["handle"]: quote["kind"] for quote in overview.quotes(demo.contents)}
    relations = overview.relations(demo.contents)
    answered = {
        row["to"] for row in relations if kinds[row["to"]] == "claim" and kinds[row["from"]] == "evidence"
    }
    assert len(answered) >= 4
    for row in relations:
        assert row["because"]
        assert {row["same_subject"], row["same_data"], row["same_period"]} <= {"yes", "no", "in part"}


def test_the_relations_keep_new_items_and_addresses_apart(demo: Demo) -> None:
    reasons = " ".join(row["because"] for row in overview.relations(demo.contents))
    assert "new items" in reasons
    assert "addresses" in reasons
    assert "contradicts" not in {row["kind"] for row in overview.relations(demo.contents)}


def test_it_has_entries_with_three_kinds_of_precision(demo: Demo) -> None:
    entries = overview.entries(demo.contents)
    assert len(entries) >= 9
    dates = [entry.date for _, entry in demo.contents.entries if entry.date]
    assert len({date.precision for date in dates} | {date.exact for date in dates}) >= 3
    assert len({re.sub(r"\d+", "0", entry["edtf"]) for entry in entries}) >= 3
    earliest = [entry["earliest"] for entry in entries if entry["earliest"]]
    assert earliest == sorted(earliest)
    assert all(entry["quotes"] for entry in entries)


def test_it_has_recommendations_and_annexes(demo: Demo) -> None:
    kinds = [paragraph.section.kind for paragraph in demo.contents.paragraphs]
    assert kinds.count("recommendations") >= 3
    assert len(overview.annexes(demo.contents)) >= 5


def test_people_appear_by_their_roles(demo: Demo) -> None:
    for quote in overview.quotes(demo.contents):
        assert not re.search(r"\b(Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Baroness)\b", quote["speaker"])


def test_the_facts_stand_in_the_documents(demo: Demo) -> None:
    with demo.pack.reading() as session:
        words = " ".join(" ".join(page.text.split()) for page in page_words(session))
    for fact in (
        "42942", "42842", "25 July 2016", "26 July 2016", "legally required", "18 requests", "25 requests",
        "2,462 individuals", "section 24 or 24A of the Immigration Act 1971", "6 October 2016",
        "target resources",
    ):  # fmt: skip
        assert fact in words, fact


def test_the_files_of_the_recipe_are_all_there_and_no_others(sample_recipe: Path) -> None:
    named = {(sample_recipe.parent / source["path"]).name for source in load_recipe(sample_recipe)["source"]}
    there = {path.name for path in (sample_recipe.parent / "sources").iterdir()}
    assert named == there


# What comes out


def letters(words: str) -> str:
    """Letters and figures alone: the same in every layout."""
    return "".join(character for character in words if character.isalnum())


def test_the_bundle_proves_itself(demo: Demo) -> None:
    [pdf] = demo.folder.glob("*.pdf")
    certificate = verify_bundle(pdf)
    assert certificate.failures == []
    assert certificate.pages == len(demo.pages)
    assert certificate.quotes >= 10
    assert certificate.index_rows >= 5


def test_every_page_bears_its_number(demo: Demo) -> None:
    for number, words in enumerate(demo.pages, start=1):
        assert re.search(rf"(?<!\d){number}(?!\d)", words), number


def test_word_numbers_the_paragraphs_as_the_submission_does(demo: Demo) -> None:
    expected = [
        (block.label, letters(plain(block.runs)))
        for block in demo.submission.blocks
        if isinstance(block, Numbered)
    ]
    found = [
        (paragraph.number, letters(paragraph.text))
        for paragraph in demo.word
        if paragraph.number and (paragraph.number, letters(paragraph.text)) in expected
    ]
    assert found == expected


def test_the_pdf_prints_the_same_number_before_each_paragraph(demo: Demo) -> None:
    printed = " ".join(" ".join(demo.pages).replace("\u00a0", " ").split())
    at = 0
    for block in demo.submission.blocks:
        if isinstance(block, Numbered):
            first = " ".join(plain(block.runs).replace("\u00a0", " ").split()[:4])
            place = printed.find(f"{block.label} {first}", at)
            assert place >= 0, (block.label, first)
            at = place


def test_both_documents_hold_every_word_of_the_submission(demo: Demo) -> None:
    pdf = letters(" ".join(demo.pages))
    word = letters(" ".join(f"{paragraph.number} {paragraph.text}" for paragraph in demo.word))
    for block in demo.submission.blocks:
        for text in texts(block):
            assert letters(text) in pdf, text
            assert letters(text) in word, text


def test_the_word_file_holds_no_trace_of_private_things(demo: Demo) -> None:
    [docx] = demo.folder.glob("*.docx")
    with zipfile.ZipFile(docx) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"evpack" not in everything
    assert b"/tmp/" not in everything
