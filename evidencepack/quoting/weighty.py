"""Words that turn or bound what a sentence says: leaving one out may turn a quotation round."""

from __future__ import annotations

import re

NEGATION = re.compile(
    r"\b(?:no(?!\.|\s*\d|\s+doubt)|(?<!whether or )not(?!\s+(?:only|just|merely|simply|least))"
    r"|never|none|nor|neither|nobody|nothing|nowhere|cannot|without|hardly|no[- ]one)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)
"""Words that deny."""

CONDITION = re.compile(
    r"\b(?:unless|except(?:ing)?|save|only|if|but|however|provided|subject\s+to|(?:al)?though|until|may|might"
    r"|could|without\s+prejudice|other\s+than|otherwise)\b",
    re.IGNORECASE,
)
"""Words that bound a statement or set a condition to it."""

FIGURE = re.compile(r"[£$€¥]?\s?\d[\d.,:/]*(?:\s?%)?|[½¼¾]")
"""Figures, and with them dates and amounts."""
