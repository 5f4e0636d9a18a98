"""Where an argument can be attacked, worked out by plain rules that anybody can check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from evidencepack.model.tables import PICTURE

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]
_REFERENCE = re.compile(r"@(Q\d+)")
_TRUE = ("exact", "equivalent")
_ANSWERING = ("contradicts", "qualifies", "supersedes", "answers")
_COMPARED = (("same_subject", "subject"), ("same_data", "data"), ("same_period", "period"))


@dataclass(frozen=True)
class Weakness:
    """One item that a rule found.

    Attributes:
        handle: The quote or relation.
        sentence: What is so, and what to do about it.
    """

    handle: str
    sentence: str


@dataclass(frozen=True)
class WeakSpot:
    """A rule and what it found; a rule that found nothing is kept, so that this can be seen too.

    Attributes:
        rule: Its identifier: ``claim-without-evidence``.
        title: In a few words.
        why: The rule itself.
        found: What it found, in the order in which the items were made.
    """

    rule: str
    title: str
    why: str
    found: tuple[Weakness, ...]

    @property
    def handles(self) -> tuple[str, ...]:
        """The items that it found."""
        return tuple(dict.fromkeys(one.handle for one in self.found))

    def as_json(self) -> dict[str, Any]:
        """The spot as plain data."""
        return asdict(self)


def find_weak_spots(rows: Rows) -> list[WeakSpot]:
    """Look for what may be attacked.

    Args:
        rows: The pack's rows by noun, as :mod:`evidencepack.submission.overview` makes them: ``quotes``,
            ``relations``, ``entries``, ``paragraphs``.

    Returns:
        One spot for each rule, in a fixed order.
    """
    case = _Case(rows)
    return [WeakSpot(rule, title, why, tuple(look(case))) for rule, title, why, look in _RULES]


class _Case:
    """The quotes and how they hang together."""

    def __init__(self, rows: Rows) -> None:
        self.quotes = {row["handle"]: row for row in rows.get("quotes", ())}
        self.claims = [row for row in self.quotes.values() if row["kind"] == "claim"]
        self.relations = list(rows.get("relations", ()))
        self.repeats = [row for row in self.relations if row["kind"] == "quoted-in"]
        related = [row for row in self.relations if row["kind"] != "quoted-in"]
        self.answers: dict[str, list[Row]] = {}
        for row in related:
            self.answers.setdefault(row["to"], []).append(row)
        self.written = {handle for row in rows.get("entries", ()) for handle in row["quotes"]}
        for row in rows.get("paragraphs", ()):
            self.written |= set(_REFERENCE.findall(row["text"]))
        self.answering = {row["from"] for row in related}
        self.used = self.written | {row[end] for row in self.relations for end in ("from", "to")}


def _without_evidence(case: _Case) -> Iterator[Weakness]:
    for claim in case.claims:
        if claim["handle"] not in case.answers:
            yield Weakness(
                claim["handle"], "Nothing is set beside it. Relate evidence to it, or leave it out."
            )


def _unused(case: _Case) -> Iterator[Weakness]:
    for quote in case.quotes.values():
        if quote["kind"] == "evidence" and quote["handle"] not in case.used:
            sentence = "It is in no relation, entry or paragraph. Relate it to a claim, or leave it out."
            yield Weakness(quote["handle"], sentence)


def _one_source(case: _Case) -> Iterator[Weakness]:
    for claim in case.claims:
        sources = {case.quotes[row["from"]]["source"] for row in case.answers.get(claim["handle"], ())}
        if len(sources) == 1:
            sentence = f"All that answers it is from {min(sources)}. Look for a second source."
            yield Weakness(claim["handle"], sentence)


def _not_verified(case: _Case) -> Iterator[Weakness]:
    for quote in case.quotes.values():
        if quote["match"] == "words":
            sentence = "Capitals or punctuation differ from the page. Quote it as it stands, if you can."
            yield Weakness(quote["handle"], sentence)
        elif quote["match"] == PICTURE:
            sentence = "Its words were typed from a picture. Look for the same words in a text."
            yield Weakness(quote["handle"], sentence)
        elif quote["ocr"] is not None and not quote["compared"]:
            yield Weakness(quote["handle"], "Its words were read by OCR. Compare them with the picture.")
        elif quote["match"] not in _TRUE:
            yield Weakness(quote["handle"], "Its words were not found on the page. Correct it, or remove it.")


def _later_statement(case: _Case) -> Iterator[Weakness]:
    for row in case.relations:
        claim, evidence = case.quotes[row["to"]], case.quotes[row["from"]]
        if row["kind"] in _ANSWERING and claim["earliest"] and evidence["latest"]:
            days = (date.fromisoformat(claim["earliest"]) - date.fromisoformat(evidence["latest"])).days
            if days > 0:
                yield Weakness(
                    claim["handle"],
                    f"It was said {_long(days)} after {evidence['handle']}, which answers it: "
                    "things may have changed in between.",
                )


def _second_hand(case: _Case) -> Iterator[Weakness]:
    for row in case.repeats:
        if row["to"] in case.written | case.answering:
            yield Weakness(
                row["to"], f"It repeats {row['from']} at second hand. Rely on {row['from']} itself."
            )
    for quote in case.quotes.values():
        second_hand = quote.get("second_hand")
        if not second_hand or second_hand["chain"]:
            continue
        by, source = second_hand["by"], quote["source"]
        if second_hand["sure"]:
            sentence = (
                f"These are given as the words of {by}; only {source}, which quotes them, is in the pack."
            )
            yield Weakness(quote["handle"], f"{sentence} Obtain the primary.")
        else:
            whose = f"as the words of {by}" if by else "as somebody else’s words"
            sentence = f"{source} has it {whose}. If they are, name the speaker, and obtain the primary."
            yield Weakness(quote["handle"], sentence)


def _differing(case: _Case) -> Iterator[Weakness]:
    for row in case.relations:
        names = [name for field, name in _COMPARED if row[field] == "no"]
        if names:
            sentence = f"{row['from']} and {row['to']} differ in {_and(names)}. Say so where you use them."
            yield Weakness(row["handle"], sentence)


def _not_compared(case: _Case) -> Iterator[Weakness]:
    for row in case.relations:
        names = [name for field, name in _COMPARED if row[field] == "unknown"]
        if names and row["kind"] != "quoted-in":
            sentence = f"Nobody has said whether {_and(names)} of {row['from']} and {row['to']} are the same."
            yield Weakness(row["handle"], sentence)


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _long(days: int) -> str:
    """A number of days as people say it; long spans are rounded down."""
    size, unit = next((one for one in ((365, "years"), (30, "months")) if days >= 2 * one[0]), (1, "days"))
    return "1 day" if days == 1 else f"{days // size:,} {unit}"


_Rule = tuple[str, str, str, Callable[[_Case], Iterator[Weakness]]]
_RULES: tuple[_Rule, ...] = (
    (
        "claim-without-evidence",
        "Claim with no evidence",
        "No quote stands in a relation to the claim.",
        _without_evidence,
    ),
    (
        "evidence-unused",
        "Evidence used nowhere",
        "The evidence is in no relation, no entry and no paragraph.",
        _unused,
    ),
    ("one-source", "Rests on one source", "All that answers the claim is from the same source.", _one_source),
    (
        "not-verified",
        "Not word for word",
        "The quotation is not word for word what the page has.",
        _not_verified,
    ),
    (
        "later-statement",
        "Said after its answer",
        "The statement is certainly later than the evidence that answers it.",
        _later_statement,
    ),
    (
        "second-hand",
        "Only second-hand",
        "A quote that repeats another is used in its place, or the primary is not in the pack.",
        _second_hand,
    ),
    (
        "differs",
        "Subject, data or period differs",
        "The two quotes of the relation do not speak of the same.",
        _differing,
    ),
    (
        "not-compared",
        "Not compared yet",
        "Nobody has said whether subject, data and period are the same.",
        _not_compared,
    ),
)
