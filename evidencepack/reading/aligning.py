"""Lays the text of a page as it was stored against the page as it is read today.

Quotes count the code points of the stored text. It is never read again, but its letters are looked up on the
page whenever they are shown, and a later version of pdfium, or of this program, may read the page otherwise.
"""

from __future__ import annotations

from array import array

from rapidfuzz.distance import Levenshtein

from evidencepack.reading.pagetext import Reading


def as_stored(read: Reading, stored: str) -> Reading:
    """The page's text as it was stored, each code point at the place where it is found today.

    What is not found today has the place of what follows it; a page on which nothing is found stays as read.
    """
    if read.text == stored or not read.places:
        return read
    last = len(read.places) - 1
    places = array("I", bytes(len(stored) * read.places.itemsize))
    for step in Levenshtein.opcodes(stored, read.text):
        for offset in range(step.src_end - step.src_start):
            there = step.dest_start + (offset if step.tag in ("equal", "replace") else 0)
            places[step.src_start + offset] = read.places[min(there, last)]
    return Reading(stored, places, read.flags)
