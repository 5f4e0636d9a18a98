"""A region of a page is quoted as an image, and every export shows it and says that its words were typed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.recipe_reading import build_recipe
from evidencepack.actions.recipe_writing import write_recipe
from evidencepack.actions.regions import add_region
from evidencepack.actions.sections import add_paragraph
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput
from evidencepack.export.exporting import Wanted, export_files
from evidencepack.export.verify_any import verify_any
from evidencepack.export.verify_pack import verify_pack
from evidencepack.export.word_proof import prove_word
from evidencepack.rules.checks import check_pack
from evidencepack.store.pack import Pack
from evidencepack.submission.compose import compose
from evidencepack.submission.contents import load_contents

STAMP = (56.0, 700.0, 330.0, 790.0)


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    letter = tmp_path / "letter.txt"
    letter.write_text("RECEIVED 4 May 2016\n\nDear Sir, the stamp above was put on by hand.", "utf-8")
    with new_pack(tmp_path / "p.evpack", "A matter", "plain") as made:
        import_paths(made, [letter])
        yield made


def quoted(pack: Pack) -> str:
    handle = add_region(pack, "s1", 1, STAMP, " Received\n4 May 2016 ", "evidence", speaker="The office")
    with pack.reading() as session:
        part = next(one for one in load_contents(session).sections if one.kind == "paragraphs")
    add_paragraph(pack, part.handle, f"The stamp says when it came:\n\n@{handle}")
    add_annex(pack, "S1")
    return handle


def picture_of(pack: Pack, handle: str) -> bytes:
    with pack.reading() as session:
        contents = load_contents(session)
        drawn = contents.picture(contents.by_handle[handle])
    assert drawn is not None
    return drawn


def test_a_region_is_kept_as_it_was_drawn_with_the_words_that_were_typed(pack: Pack) -> None:
    handle = quoted(pack)
    drawn = picture_of(pack, handle)
    assert drawn.startswith(b"\x89PNG")
    with pack.reading() as session:
        quote = load_contents(session).by_handle[handle]
        assert (quote.text, quote.grade, quote.speaker) == ("Received\n4 May 2016", "picture", "The office")
        (anchor,) = quote.anchors
        assert anchor.rectangles == [list(STAMP)]
        assert anchor.picture_sha256 == hashlib.sha256(drawn).hexdigest()
    assert verify_pack(pack).ok
    pack.undo()


def test_it_is_undone_and_done_again_whole(pack: Pack) -> None:
    handle = add_region(pack, "S1", 1, STAMP, "Received", "claim")
    drawn = picture_of(pack, handle)
    assert pack.undo() == "Quote a picture"
    pack.redo()
    assert picture_of(pack, handle) == drawn


def test_its_words_are_corrected_without_being_sought_on_the_page(pack: Pack) -> None:
    handle = add_region(pack, "S1", 1, STAMP, "Recieved", "claim")
    set_fields(pack, handle, {"text": "Received"})
    with pack.reading() as session:
        assert load_contents(session).by_handle[handle].text == "Received"
    with pytest.raises(BadInput, match="needs words"):
        set_fields(pack, handle, {"text": "  "})


@pytest.mark.parametrize(
    ("page", "box", "words", "reason"),
    [
        (2, STAMP, "x", "no page 2"),
        (0, STAMP, "x", "no page 0"),
        (1, (0.0, 0.0, 2.0, 2.0), "x", "nothing of page 1"),
        (1, (900.0, 900.0, 990.0, 990.0), "x", "nothing of page 1"),
        (1, STAMP, " \n", "needs words"),
        (1, (float("nan"), 0.0, 200.0, 200.0), "x", "nothing of page 1"),
    ],
)
def test_what_cannot_be_quoted_is_refused(
    pack: Pack, page: int, box: tuple[float, ...], words: str, reason: str
) -> None:
    with pytest.raises(BadInput, match=reason):
        add_region(pack, "S1", page, box, words, "claim")
    with pack.reading() as session:
        assert not load_contents(session).quotes


def test_the_word_file_shows_the_picture_and_proves_it(pack: Pack, tmp_path: Path) -> None:
    handle = quoted(pack)
    export_files(pack, Wanted(word=tmp_path / "s.docx"))
    data = (tmp_path / "s.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".png")]
        assert packed.read(name) == picture_of(pack, handle)
        body = packed.read("word/document.xml").decode()
        changed = {one: packed.read(one) for one in packed.namelist()}
    assert "words typed from the picture" in body
    assert "Part of page 1 of letter: Received 4 May 2016" in body
    changed[name] += b"x"
    forged = io.BytesIO()
    with zipfile.ZipFile(forged, "w") as packed:
        for one, part in changed.items():
            packed.writestr(one, part)
    with pack.reading() as session:
        submission = compose(load_contents(session))
    assert prove_word(data, submission) == []
    assert prove_word(forged.getvalue(), submission) == [
        "The pictures in the Word file are not the ones that are quoted."
    ]


def test_the_bundle_shows_the_picture_with_a_description_and_is_proved(pack: Pack, tmp_path: Path) -> None:
    quoted(pack)
    export_files(pack, Wanted(pdf=tmp_path / "b.pdf"))
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert sum(len(page.get_images()) for page in pdf.pages) == 1
    assert verify_any(tmp_path / "b.pdf", pack.path).ok


def test_the_check_asks_a_person_to_compare_it(pack: Pack) -> None:
    handle = quoted(pack)
    _, findings = check_pack(pack)
    (finding,) = [one for one in findings if one.rule == "words-typed-from-picture"]
    assert (finding.place, finding.severity) == (handle, "info")


def test_a_recipe_gives_the_same_picture_again(pack: Pack, tmp_path: Path) -> None:
    handle = quoted(pack)
    add_quote(pack, "Dear Sir", "claim")
    write_recipe(pack, tmp_path / "recipe")
    with build_recipe(tmp_path / "recipe" / "recipe.toml", tmp_path / "again.evpack") as again:
        assert picture_of(again, handle) == picture_of(pack, handle)
