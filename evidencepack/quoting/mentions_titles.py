"""Where the title of an Act or the name of a case begins, read backwards from the year or the citation."""

from __future__ import annotations

import re

from evidencepack.quoting.mention import flat


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_FARTHEST = 240  # code points; the longest titles in use have fewer
_TOKEN = re.compile(r"\([^()]{1,80}\)|[^\s()]+")
_CAPITAL = re.compile(r"[A-ZÀ-ÞŴŶ](?:[^\W\d_]|[’'&./-])*|&|etc\.?|[0-9]{1,3}(?:st|nd|rd|th)")
_NUMERAL = re.compile(r"[IVXLC]+|[A-HJ-QS-Z]")
_SMALL = _words("of and the for to in on against by from with at or & into after etc etc. as under")
_OF_A_CASE = _SMALL | _words(
    "v v. ex parte p p. re application behalf de van von others another anor ors plc limited oao"
)
_AFTER_THE = _words(
    "People Person Realm Crown Peace Child Poor Church Clergy Railways Union Sea Subject Throne Office"
)
_OF_A_LAW = _words("Application Breach Coverage Effect Operation Provisions Purposes Requirements Terms")
"""What is of an Act and no part of its title, where "of" follows."""
_OPENING = "“‘\"'"
_NO_BEGINNING = _words(
    "In Under By See The Of And For Section Sections Regulation Regulations Article Articles Schedule Part "
    "Paragraph Although Since As When While Where Whereas With If That This These Both Per From To But Or "
    "Pursuant Because Unlike Like Following Act Cf Compare Also However Does Is Has Was After Before On At "
    "Whether Our Your Their His Her Its Any Each Every Such New Chapter Rule Rules Subsection Annex An A "
    "Schedules Parts Recital Court Standing"
)


def title_start(text: str, end: int) -> int | None:
    """Where the title of an Act or an instrument begins that goes on until a place; None if there is none."""
    tokens = _tokens(text, end)
    first: int | None = None
    right = ""
    for place, token in reversed(tokens):
        bare = token.lstrip(_OPENING)
        word = _plain_case(bare.rstrip(","))
        if bare.startswith("("):
            if not re.match(r"\((?:[A-Z]|[0-9]{4}\b)", bare):
                break
        elif word in _SMALL and not bare.endswith(","):
            if word == "under" or (word == "the" and right not in _AFTER_THE):
                break
        elif _goes_on(bare, text[place + len(token) : end]):
            first = place + len(token) - len(bare)
        else:
            break
        right = word
        if token != bare:
            break
    return _without_leads(text, first, end)


def _goes_on(token: str, after: str) -> bool:
    """Whether a word can be one of a title: with a capital; with a comma in a list that ends in "and"."""
    if not _CAPITAL.fullmatch(token.rstrip(",")) or _NUMERAL.fullmatch(token):
        return False
    if token.endswith(".") and not re.fullmatch(r"(?:No|St|etc)\.", token):
        return False
    return not token.endswith(",") or bool(re.search(r"^[^,]*(?:,[^,]*)*\s(?:and|&|etc\.?)\s", after))


def name_start(text: str, end: int) -> int | None:
    """Where the name of a case begins that goes on until a place; None if there is none.

    It needs a "v" between two sides, or "Re" or "Ex parte" before one.
    """
    first: int | None = None
    sides = False
    for place, token in reversed(_tokens(text, end)):
        bare = token.lstrip(_OPENING)
        word = bare.rstrip(",")
        if word in ("v", "v."):
            sides = True
        elif sides and word.lower() in ("in", "on", "to", "by", "from", "with", "at", "as", "under"):
            break
        elif bare.startswith("("):
            pass
        elif word in _OF_A_CASE:
            if word == "and" and token != word:
                break
        elif not _CAPITAL.fullmatch(word.rstrip(".;")) or (sides and token.endswith((".", ";", ","))):
            break
        else:
            first = place + len(token) - len(bare)
        if word in ("Re", "Ex") and not sides:
            return first
        if token != bare:
            break
    start = _without_leads(text, first, end)
    named = start is not None and re.search(r"\S\sv\.?\s\S", text[start:end])
    return start if named else None


def _tokens(text: str, end: int) -> list[tuple[int, str]]:
    """The words before a place in its own paragraph, each with where it stands."""
    begin = max(0, end - _FARTHEST)
    window = text[begin:end]
    blank = [match.end() for match in re.finditer(r"\n\s*\n", window)]
    begin += blank[-1] if blank else 0
    if begin and not text[begin - 1].isspace():  # a word that is cut is no word
        cut = re.match(r"\S*", text[begin:end])
        begin += cut.end() if cut else 0
    return [(match.start(), match[0]) for match in _TOKEN.finditer(text, begin, end)]


def _without_leads(text: str, first: int | None, end: int) -> int | None:
    """The place of the first word that a title can begin with: "Under the Children Act" begins later."""
    if first is None:
        return None
    for match in _TOKEN.finditer(text, first, end):
        word = _plain_case(match[0].rstrip(","))
        followed = [_plain_case(next_word) for next_word in text[match.end() : end].split()[:1]] == ["of"]
        if followed and word in _OF_A_LAW:
            continue
        of_it = word == "Regulation" and followed
        plain = word in _NO_BEGINNING or word in _SMALL or word.startswith("(")
        if of_it or not plain:
            return match.start()
    return None


def _plain_case(word: str) -> str:
    """A word of a heading that is all in capitals as it stands in a sentence."""
    if len(word) < 2 or not word.isupper():
        return word
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def title(text: str, start: int, end: int) -> str:
    """A title on one line, with plain apostrophes and "and"."""
    words = flat(text[start:end])
    if words.isupper():
        words = re.sub(r"[^\W\d_]+", lambda word: _plain_case(word[0]), words)
        words = words[:1].upper() + words[1:]
    words = re.sub(r"(?<=\s)(?:Of|And|The|For|To|In)(?=\s)", lambda word: word[0].lower(), words)
    return words.replace("'", "’").replace(" & ", " and ").replace(" v. ", " v ")
