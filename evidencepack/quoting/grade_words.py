"""What the grades of the check are called and what they mean: the same words on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping

GRADE_NAMES = {
    "exact": "Exact",
    "equivalent": "Equivalent",
    "words": "Same words",
    "picture": "Picture",
    "altered": "Altered",
    "ambiguous": "Ambiguous",
    "missing": "Missing",
}
"""Each grade by its name, the best first."""

GRADE_MEANINGS = {
    "exact": "Every character agrees with the page.",
    "equivalent": "The same words; only white space, quotation marks, dashes, ligatures or a hyphen at a "
    "line end differ, or words marked […] were left out.",
    "words": "The same words; capitals or punctuation differ, and a person must say why that is right.",
    "picture": "Part of the page, quoted as an image; a person typed its words, and no program can compare "
    "them.",
    "altered": "The page has nearly these words; at least one word, figure or sign differs.",
    "ambiguous": "The words stand in several places, and it is not said which is meant.",
    "missing": "The words do not stand on the page.",
}
"""What each grade says, in one sentence."""


def grades_counted(grades: Mapping[str, int]) -> str:
    """How many quotations have each grade: ``7 exact, 2 equivalent``."""
    return ", ".join(f"{count:,} {GRADE_NAMES[grade].lower()}" for grade, count in grades.items() if count)
