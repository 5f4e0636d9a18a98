"""Which of the places that have a quotation is the primary one, by what the pack knows of its sources."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.model.tables import Source
from evidencepack.quoting.finding import Check
from evidencepack.quoting.places import Place
from evidencepack.quoting.second_hand import Standing, standings
from evidencepack.submission.page_texts import page_texts
from evidencepack.submission.quoted_in import known_sources


def judge_places(session: Session, places: Sequence[Place]) -> list[Standing]:
    """What each of some places is among them, in the same order: primary or second-hand, and why."""
    if not places:
        return []
    texts = page_texts(session, ((place.rendition, place.page) for place in places))
    return standings(places, texts, known_sources(session.scalars(select(Source))))


def preferred(judged: Sequence[Standing], check: Check) -> int | None:
    """The number of the primary place, from 1, where all others are plainly second-hand; else None.

    Args:
        judged: What each place is.
        check: The check that found them; only an ambiguous one leaves something to prefer.
    """
    if check.grade != "ambiguous":
        return None
    primary = [number for number, one in enumerate(judged, start=1) if not one.second_hand]
    plain = all(one.signs.told for one in judged if one.second_hand)
    return primary[0] if len(primary) == 1 and plain else None
