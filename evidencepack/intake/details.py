"""Reads what a document says about itself, as suggestions for a person; nothing is applied by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidencepack.intake.details_freedom import exemptions, internal_review
from evidencepack.intake.details_judgment import judgment
from evidencepack.intake.details_kind import FREEDOM, OPEN_KINDS, answers_request, kind_of
from evidencepack.intake.details_labels import HEAD, address_of, labelled, references
from evidencepack.intake.details_letter import letter, mail, own_pages, own_words, reply
from evidencepack.intake.details_parliament import debate, paper, written_answer
from evidencepack.intake.details_text import Detail, Sheet, same
from evidencepack.intake.details_web import web_page
from evidencepack.model.tables import DATE_KINDS

__all__ = ["FIELDS", "Detail", "details"]

FIELDS = (
    "kind", "title", "author", "recipient", "reference", "url", *DATE_KINDS, "exemptions", "internal_review"
)  # fmt: skip
"""The fields that are suggested, in the order in which they are shown."""

_FIRST_PAGES = 3
_PAGES_OF_A_REPLY = 12  # reasons and exemptions run on; annexes after that are the information itself
_SHORT = 10  # pages; the last page of a longer document may be of another paper bound in with it


def details(
    pages: Sequence[tuple[int, str]], *, kind: str = "", media_type: str = "", title: str = ""
) -> list[Detail]:
    """What a document says about itself.

    A date that merely occurs in the text is no date of the document, no year is made up, and what stands on
    the pages several times with different values is left out.

    Args:
        pages: The number of each page, from 1, and its stored text.
        kind: The kind the source has so far; a closer one is suggested only if it says little.
        media_type: What the file is by its content.
        title: The title the source has so far; it is not suggested again.

    Returns:
        The suggestions, field by field, the surest of each field first.
    """
    ordered = sorted(pages, key=lambda page: page[0])
    chosen = [*ordered[:_FIRST_PAGES], *ordered[_FIRST_PAGES:][-1:]]
    sheets = [Sheet(number, text) for number, text in chosen if text.strip()]
    if not sheets or sheets[0].number != ordered[0][0]:
        return []  # the first page has no text: what follows is not the head of the document
    if kind in ("", "document"):
        kind = {
            "message/rfc822": "e-mail",
            "application/vnd.ms-outlook": "e-mail",
            "text/html": "web-page",
        }.get(media_type, kind)
    found = kind_of(sheets) if kind in OPEN_KINDS else None
    known = found.value if found else kind
    made = [found] if found and found.value != kind else []
    made += [detail for detail in _of_kind(sheets, known, given=kind) if detail]
    if known == "foi-response" or FREEDOM.search(sheets[0].text):
        replies = [Sheet(number, text) for number, text in ordered[:_PAGES_OF_A_REPLY] if text.strip()]
        made += [detail for detail in _of_request(replies, known, made) if detail]
    return _in_order(made, title)


def _of_kind(sheets: list[Sheet], kind: str, *, given: str) -> Iterator[Detail | None]:
    first = sheets[0]
    match kind:
        case "written-answer":
            yield from written_answer(sheets)
            yield from (one for one in labelled(first, kind) if one.field in ("reference", "url"))
            return
        case "judgment":
            yield from judgment(first)
            return
        case "e-mail":
            yield from mail(first, printed=given != "e-mail")
            own = own_words(first)
            yield from references(own, own.head(HEAD))
            return
        case "debate":
            yield from debate(first)
            return
        case "letter" | "foi-response":
            yield from letter(_whole(sheets), "answered" if kind == "foi-response" else "sent")
        case "news" | "web-page":
            yield from web_page(sheets)
        case "legislation":
            return
    yield from labelled(first, kind)
    yield from paper(sheets, kind)
    if kind == "report":
        yield from (address_of(sheet) for sheet in sheets[1:2])  # the imprint is on the title's back


def _whole(sheets: list[Sheet]) -> list[Sheet]:
    """The pages on which a letter may be signed."""
    return [sheet for sheet in sheets if sheet.number <= _SHORT]


def _of_request(sheets: list[Sheet], kind: str, made: list[Detail]) -> Iterator[Detail | None]:
    """What concerns a request for information."""
    if kind == "e-mail":
        sheets = list(own_pages(sheets))
    is_reply = kind == "foi-response" or (kind == "e-mail" and answers_request(sheets))
    if is_reply:
        yield from reply(sheets)
        yield exemptions(sheets)
    if is_reply or kind in ("e-mail", "letter"):
        day = next((one.value for one in made if one.field == "answered"), "")
        yield from internal_review(sheets, day, asks=not is_reply)


def _in_order(made: list[Detail], title: str) -> list[Detail]:
    """Each value once, field by field, the surest first."""
    kept: list[Detail] = []
    for one in sorted(made, key=lambda one: not one.sure):
        if one.field == "title" and one.value.casefold() == " ".join(title.split()).casefold():
            continue
        if not any(same(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: FIELDS.index(one.field))
