"""True quotations cut from real documents by other programs than our own, and false ones made of them."""

from __future__ import annotations

import email
import email.policy
import random
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import lxml.html

_LEAST, _MOST = 5, 25
_SHORTEST_LINE = 25
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"})
_OTHER_WORDS = ("Ministers", "schools", "always", "some", "refused", "later", "shared")


@dataclass(frozen=True)
class Cut:
    """A quotation cut by another program.

    Attributes:
        path: The document.
        page: On which page it stands, from 1; None where the format has no pages.
        text: The words.
        elsewhere: All that the other program reads in the document, folded, to see what truly stands there.
    """

    path: Path
    page: int | None
    text: str
    elsewhere: str


def plain(text: str) -> str:
    """A text for the plain question whether it stands in another: one space, one case, one kind of mark."""
    text = re.sub(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?=[^\W\d_])", "", unicodedata.normalize("NFKC", text))
    return " ".join(text.translate(_SAME).replace("-", " ").split()).casefold()


def blocks(path: Path) -> list[tuple[int | None, str]]:
    """The passages of a document with their pages, read by pdftotext, python-docx, lxml or email."""
    kind = path.suffix.lower()
    if kind == ".pdf":
        done = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
        pages = done.stdout.decode().split("\f")
        found = [(n, block) for n, page in enumerate(pages, start=1) for block in page.split("\n\n")]
        return [(n, block) for n, block in found if _is_prose(block)]
    if kind == ".docx":
        return [(None, paragraph.text) for paragraph in docx.Document(str(path)).paragraphs]
    if kind == ".eml":
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))  # type: ignore[attr-defined]
        try:
            text = body.get_content() if body else ""
        except LookupError:  # an encoding that nobody knows
            text = ""
        return [(None, block) for block in text.split("\n\n")]
    tree = lxml.html.fromstring(path.read_bytes())
    return [
        (None, each.text_content())
        for each in tree.iter("p", "li", "td")
        if not each.xpath(".//p|.//li|.//td")
    ]


def _is_prose(block: str) -> bool:
    """Whether a passage of a page is lines of text, not a column of a table."""
    lines = block.strip().splitlines() or [""]
    return len(block) >= _SHORTEST_LINE * len(lines) and sum(map(str.isdigit, block)) < len(block) / 10


def true_quotes(path: Path, count: int, chance: random.Random) -> Iterator[Cut]:
    """Quotations of whole words from one document, each from one passage."""
    found = [(page, block) for page, block in blocks(path) if len(block.split()) >= _LEAST]
    found = [(page, block) for page, block in found if sum(map(str.isalpha, block)) > len(block) / 2]
    everything = plain("\n".join(block for _, block in blocks(path)))
    for page, block in chance.sample(found, min(count, len(found))):
        pieces = re.split(r"(\s+)", block.strip())
        words = len(pieces) // 2 + 1
        length = min(words, chance.randint(_LEAST, _MOST))
        first = chance.randint(0, words - length)
        yield Cut(path, page, "".join(pieces[2 * first : 2 * (first + length) - 1]), everything)


def _is_word(word: str) -> bool:
    return any(map(str.isalnum, word))


def _words(change: Callable[[list[str], int, random.Random], None]) -> Callable[[str, random.Random], str]:
    def made(text: str, chance: random.Random) -> str:
        words = text.split()
        places = [n for n in range(1, len(words) - 2) if _is_word(words[n]) and _is_word(words[n + 1])]
        if places:
            change(words, chance.choice(places), chance)
        return " ".join(words)

    return made


def _signs(pattern: str, change: Callable[[str, random.Random], str]) -> Callable[[str, random.Random], str]:
    def made(text: str, chance: random.Random) -> str:
        places = list(re.finditer(pattern, text))
        if not places:
            return text
        place = chance.choice(places)
        return text[: place.start()] + change(place.group(), chance) + text[place.end() :]

    return made


def _put(words: list[str], at: int, chance: random.Random) -> None:
    words[at] = chance.choice([word for word in _OTHER_WORDS if word.casefold() != words[at].casefold()])


def _swap(words: list[str], at: int, _: random.Random) -> None:
    words[at], words[at + 1] = words[at + 1], words[at]


def _other_digit(digit: str, chance: random.Random) -> str:
    return chance.choice([each for each in "0123456789" if each != digit])


FALSIFIED: dict[str, Callable[[str, random.Random], str]] = {
    "word changed": _words(_put),
    "word dropped": _words(lambda words, at, _: words.__delitem__(at)),
    "word added": _words(lambda words, at, chance: words.insert(at, chance.choice(_OTHER_WORDS))),
    "words swapped": _words(_swap),
    "not added": _words(lambda words, at, _: words.insert(at, "not")),
    "not lost": _signs(r"\b(?:not|no|never)\s+", lambda *_: ""),
    "n't lost": _signs(r"n['’]t\b", lambda *_: ""),
    "digit changed": _signs(r"\d", _other_digit),
    "digit dropped": _signs(r"(?<=\d)\d|\d(?=\d)", lambda *_: ""),
    "digit doubled": _signs(r"\d", lambda digit, _: digit * 2),
    "point in a figure": _signs(r"(?<=\d)[.,](?=\d)", lambda sign, _: "," if sign == "." else "."),
    "point lost in a figure": _signs(r"(?<=\d)[.,/:](?=\d)", lambda *_: ""),
    "sign beside a figure": _signs(
        r"(?<=\d)[.,;)](?=\s)|(?<=\s)[(](?=\d)", lambda sign, _: "" if sign != "," else ";"
    ),
    "apostrophe lost": _signs(r"(?<=[^\W\d_])['’](?=[^\W\d_])", lambda *_: ""),
    "apostrophe moved": _signs(r"['’]s\b", lambda *_: "s’"),
    "currency changed": _signs(r"[£$€]", lambda sign, _: "€" if sign != "€" else "£"),
    "currency lost": _signs(r"[£$€]", lambda *_: ""),
    "% lost": _signs(r"\s?%", lambda *_: ""),
    "minus added": _signs(r"(?<=\s)(?=\d)", lambda *_: "-"),
    "words joined": _signs(r"(?<=[^\W\d_]) (?=[^\W\d_])", lambda *_: ""),
}


def _stands(text: str, elsewhere: str) -> bool:
    """Whether words truly stand there; where they have no figure, be it with other punctuation between."""
    if any(map(str.isdigit, text)):
        return plain(text) in elsewhere
    return _bare(plain(text)) in _bare(elsewhere)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w'%£$€]+", " ", text).split())


def false_quotes(cut: Cut, chance: random.Random) -> Iterator[tuple[str, str]]:
    """What a quotation becomes when it is falsified, by kind; without what truly stands in the document."""
    for kind, change in FALSIFIED.items():
        made = change(cut.text, chance)
        if not _stands(made, cut.elsewhere) and plain(made) != plain(cut.text):
            yield kind, made
