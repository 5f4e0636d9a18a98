"""How relations between quotes are said: their verbs and signs, and whether the two speak of the same."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]

VERBS = {  # how it is said of the first quote, its sign, and what it means
    "contradicts": ("contradicts", "×", "If one is true, the other is not."),
    "supports": ("supports", "+", "It shows that the other is true, as far as it goes."),
    "qualifies": ("qualifies", "±", "It limits the other: true only in part, or only under a condition."),
    "supersedes": ("supersedes", "→", "It takes the other’s place: a correction, or a later version."),
    "answers": ("answers", "↩", "It replies to the other, without showing whether it is true."),
    "quoted-in": ("is quoted in", "“", "The other repeats these words, or reports them at second hand."),
}
COMPARED = (("same_subject", "Subject"), ("same_data", "Data"), ("same_period", "Period"))
SAMENESS = {  # its sign, its colour, how it is chosen, how it is read out
    "yes": ("=", "good", "yes", "same"),
    "in part": ("≈", "second", "in part", "same in part"),
    "no": ("≠", "warning", "no", "differs"),
    "unknown": ("?", "muted", "unknown", "unknown"),
}


def said(relation: Row) -> str:
    """A relation in three words: “Q9 qualifies Q4”."""
    return f"{relation['from']} {VERBS[relation['kind']][0]} {relation['to']}"


def compared(relation: Row) -> str:
    """The comparisons as read out: “subject same, data differs, period unknown”."""
    return ", ".join(f"{name.lower()} {SAMENESS[relation[field]][3]}" for field, name in COMPARED)


def quoted(words: str) -> str:
    """The words of a quote on one line, in quotation marks."""
    return f"“{' '.join(words.split())}”"


def pages(quote: Row) -> str:
    """Where a quote stands: “S6, p. 2” or “S6, pp. 2–3”."""
    first, last = quote["pages"][0], quote["pages"][-1]
    return f"{quote['source']}, p. {first}" if first == last else f"{quote['source']}, pp. {first}–{last}"


def dated(quote: Row) -> str:
    """When it was said and where it stands: “26 July 2016 · S2, p. 1”."""
    return " · ".join(part for part in (quote["shown"], pages(quote)) if part)


def read_out(quote: Row) -> str:
    """A quote as read out: its kind, handle, speaker, words and place."""
    by = f" by {quote['speaker']}" if quote["speaker"] else ""
    return f"{quote['kind'].capitalize()} {quote['handle']}{by}: {quoted(quote['text'])} {dated(quote)}"
