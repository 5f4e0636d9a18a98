"""The proof of a Word file names whatever was changed in it, and refuses what is not a Word file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from census_case import census_case

from evidencepack.errors import BadInput
from evidencepack.export.word import write_word
from evidencepack.export.word_proof import prove_word, read_back


@pytest.fixture(scope="module")
def case() -> bytes:
    return write_word(census_case())


def test_a_file_as_it_was_written_is_proved(case: bytes) -> None:
    assert prove_word(case, census_case()) == []


def tampered(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The file with one part changed (or added), as somebody with an editor could do it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as new:
        parts = {each: packed.read(each) for each in packed.namelist()}
        before = parts.get(name, b"").decode()
        parts[name] = change(before).encode()
        assert parts[name] != before.encode()
        for each, content in parts.items():
            new.writestr(each, content)
    return out.getvalue()


def swapped(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


TAMPERINGS = {
    "a changed word": (
        "word/document.xml",
        swapped("Eighteen requests", "Eighty requests"),
        "says “Eighty requests had been met since 2012 (Annex D, page 2).” where the submission",
    ),
    "a dropped paragraph": (
        "word/document.xml",
        lambda text: re.sub(r"<w:p>(?:(?!</w:p>).)*none is in bulk.*?</w:p>", "", text),
        "lacks “Every request is about a named child",
    ),
    "an added paragraph": (
        "word/document.xml",
        swapped("<w:sectPr", "<w:p><w:r><w:t>Added.</w:t></w:r></w:p><w:sectPr"),
        "does not have: “Added.”",
    ),
    "a moved number": ("word/document.xml", swapped('"Numbered2"', '"Numbered1"'), "as 5. where"),
    "another start": (
        "word/numbering.xml",
        swapped('<w:start w:val="1"/>', '<w:start w:val="2"/>'),
        "as 2. where the submission’s number is 1.",
    ),
    "a number switched off": (
        "word/document.xml",
        swapped(
            '<w:pStyle w:val="Numbered1"/>',
            '<w:pStyle w:val="Numbered1"/><w:numPr><w:numId w:val="0"/></w:numPr>',
        ),
        "as none where the submission’s number is 1.",
    ),
    "a wrong style": ("word/document.xml", swapped('"Heading1"', '"Heading2"'), "must be “Heading 1”"),
    "a link to nowhere": (
        "word/document.xml",
        swapped('anchor="annex_A1"', 'anchor="annex_Z9"'),
        "“annex_Z9”",
    ),
    "a link elsewhere": (
        "word/document.xml",
        swapped('anchor="annex_A1"', 'anchor="annex_A2"'),
        "wrong place",
    ),
    "a bookmark twice": ("word/document.xml", swapped('name="annex_A1"', 'name="annex_A2"'), "twice"),
    "hidden text": (
        "word/document.xml",
        swapped("<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t"),
        "hidden",
    ),
    "a remote template": (
        "word/_rels/settings.xml.rels",
        lambda _: (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="x/attachedTemplate" TargetMode="External" Target="http://a.example/"/>'
            "</Relationships>"
        ),
        "outside itself, to “http://a.example/”",
    ),
    "a macro": ("word/vbaProject.bin", lambda _: "macro", "vbaProject.bin"),
    "a field that fetches": ("word/footer1.xml", swapped(" PAGE ", " INCLUDETEXT x "), "INCLUDETEXT"),
    "another submitter": ("word/header1.xml", swapped("School Data Watch", "Somebody"), "head or foot"),
    "another title": ("docProps/core.xml", swapped("Written evidence", "Draft"), "title"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_the_proof_names_what_was_changed(case: bytes, what: str) -> None:
    name, change, said = TAMPERINGS[what]
    faults = prove_word(tampered(case, name, change), census_case())
    assert said in "\n".join(faults)


def test_one_dropped_paragraph_is_one_disagreement_about_words(case: bytes) -> None:
    _, change, _ = TAMPERINGS["a dropped paragraph"]
    assert len(prove_word(tampered(case, "word/document.xml", change), census_case())) == 1


def test_what_is_not_a_word_file_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        read_back(b"not a package")
    assert len(prove_word(b"not a package", census_case())) == 1


def test_damaged_numbering_is_refused_with_a_sentence(case: bytes) -> None:
    damaged = tampered(case, "word/numbering.xml", swapped('w:ilvl="1"', 'w:ilvl="x"'))
    with pytest.raises(BadInput, match="damaged"):
        read_back(damaged)
