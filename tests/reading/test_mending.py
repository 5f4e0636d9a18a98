"""Letters that a page prints apart, raised or over each other make the words that a reader sees."""

from __future__ import annotations

import pytest
from conftest import PdfMaker

from evidencepack.reading.reader import Reader


def lines(*parts: bytes) -> bytes:
    return b"BT /F1 12 Tf 50 700 Td " + b" ".join(parts) + b" ET"


def test_a_raised_figure_breaks_no_line(reader: Reader, pdf: PdfMaker) -> None:
    page = lines(b"(in education) Tj /F1 7 Tf 5 Ts (3) Tj /F1 12 Tf 0 Ts (. You can) Tj")
    assert reader.open(pdf(page)).page(1).text == "in education3. You can"


def test_raised_letters_stay_with_their_number(reader: Reader, pdf: PdfMaker) -> None:
    page = lines(b"(the 9) Tj /F1 7 Tf 6 Ts (th) Tj /F1 12 Tf 0 Ts ( of June) Tj")
    assert reader.open(pdf(page)).page(1).text == "the 9th of June"


def test_a_large_initial_belongs_to_its_word(reader: Reader, pdf: PdfMaker) -> None:
    page = b"BT /F1 40 Tf 50 670 Td (T) Tj /F1 12 Tf 26 20 Td (he minister) Tj 0 -15 Td (said) Tj ET"
    assert reader.open(pdf(page)).page(1).text == "The minister\nsaid"


def test_a_number_never_grows_by_the_number_of_its_note(reader: Reader, pdf: PdfMaker) -> None:
    page = lines(b"(It cost 585) Tj /F1 7 Tf 5 Ts (12) Tj /F1 12 Tf 0 Ts ( in all, 1,234) Tj")
    assert reader.open(pdf(page)).page(1).text == "It cost 585\u00b9\u00b2 in all, 1,234"


def test_small_figures_on_the_line_stay_as_they_are(reader: Reader, pdf: PdfMaker) -> None:
    page = lines(b"(Section 12) Tj /F1 7 Tf (34) Tj /F1 12 Tf ( of 2016) Tj")
    assert reader.open(pdf(page)).page(1).text == "Section 1234 of 2016"


def test_a_notes_number_stays_apart_from_the_note(reader: Reader, pdf: PdfMaker) -> None:
    page = b"BT /F1 12 Tf 50 700 Td (text) Tj /F1 7 Tf 0 -30 Td 5 Ts (3) Tj /F1 10 Tf 0 Ts (Finnish) Tj ET"
    assert reader.open(pdf(page)).page(1).text == "text\n3\nFinnish"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (b"[(Kyr) <a8> 444 (ol) <a8> 444 (a, who)] TJ", "Kyröl\u00e4, who"),
        (b"[(Kyro) 444 <a8> 111 (la) 444 <a8> 111 (, who)] TJ", "Kyröl\u00e4, who"),
        (b"[(G) -30 (e) 444 <b4> 111 (rard)] TJ", "Gérard"),
        (b"(c) Tj [278 <b8> 222] TJ (a va) Tj", "ça va"),
    ],
)
def test_an_accent_printed_over_a_letter_is_part_of_it(
    reader: Reader, pdf: PdfMaker, printed: bytes, read: str
) -> None:
    document = reader.open(pdf(lines(printed)))
    assert document.page(1).text == read
    boxes = document.letters(1)
    assert len(boxes) == len(read)
    shown = [box[0] for box in boxes if box]
    assert shown == sorted(shown)


def test_a_raised_accent_makes_no_gap_in_a_word(reader: Reader, pdf: PdfMaker) -> None:
    page = lines(b"(Ny A) Tj 20.7 3 Td <b0> Tj 4 -3 Td (lesund) Tj")
    assert reader.open(pdf(page)).page(1).text == "Ny Ålesund"


@pytest.mark.parametrize("words", ["60° N and a ~ b ^ c", "`quoted´ and 5´", "a¨ b´ c", "f^n(x) ~ 3"])
def test_signs_that_stand_on_their_own_stay(reader: Reader, pdf: PdfMaker, words: str) -> None:
    assert reader.open(pdf(words)).page(1).text == words


def test_a_heading_with_spaced_out_letters_has_its_words(reader: Reader, pdf: PdfMaker) -> None:
    letters = [b"(%c) %d" % (letter, -1000 if letter == 0x47 else -500) for letter in b"HEADINGONE"]
    page = lines(b"[" + b" ".join(letters) + b"] TJ 0 -20 Td (An ordinary line) Tj")
    assert reader.open(pdf(page)).page(1).text == "HEADING ONE\nAn ordinary line"


@pytest.mark.parametrize("printed", [b"(grades A B C D E F G) Tj", b"(1 2 3 4 5 6 7 8) Tj"])
def test_single_letters_with_spaces_stay_apart(reader: Reader, pdf: PdfMaker, printed: bytes) -> None:
    assert reader.open(pdf(lines(printed))).page(1).text == printed[1:-4].decode()


def test_the_columns_of_a_table_are_no_word(reader: Reader, pdf: PdfMaker) -> None:
    page = lines(b"30 0 Td ".join(b"(%c) Tj " % letter for letter in b"YNYNNYYN"))
    assert reader.open(pdf(page)).page(1).text == "Y N Y N N Y Y N"


def test_the_two_letters_of_lam_alef_stand_in_order(reader: Reader, pdf: PdfMaker) -> None:
    path = pdf("CAB", letters={"41": "06440627", "42": "0633", "43": "0645"})
    assert reader.open(path).page(1).text == "\u0633\u0644\u0627\u0645"


def test_the_arabic_article_is_left_alone(reader: Reader, pdf: PdfMaker) -> None:
    path = pdf("DCBA", letters={"41": "0627", "42": "0644", "43": "0642", "44": "0645"})
    assert reader.open(path).page(1).text == "\u0627\u0644\u0642\u0645"


@pytest.mark.parametrize("aside", [b"0.3 0 Td", b"0 0.4 Td", b"1 0 Td"])
def test_words_printed_twice_for_boldness_are_read_once(reader: Reader, pdf: PdfMaker, aside: bytes) -> None:
    page = lines(b"(Bold heading here) Tj", aside, b"(Bold heading here) Tj 0 -20 Td (next) Tj")
    assert reader.open(pdf(page)).page(1).text == "Bold heading here\nnext"
