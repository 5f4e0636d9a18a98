"""References to files: requests for information, the Information Commissioner's cases, and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencepack.quoting.mention import Mention, made

ICO_CASE = re.compile(r"\b(?:F(?:S|ER|AC|OI)[0-9]{8}|FER[0-9]{7}|IC-[0-9]{5,7}-[A-Z0-9]{4})\b")
"""A case of the Information Commissioner: FS50123456, FER0123456, IC-12345-A1B2."""

_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"”“‘’|\x00]{3,500}", re.IGNORECASE)
_REQUEST = re.compile(
    r"(?<![\w-])(?:FOIA?|EIR|RFI|SAR)(?:\s(?:[Rr]equest|[Cc]ase|[Rr]ef(?:erence)?|[Nn]umber|[Nn]o)\.?){0,3}"
    r"(?::\s?|\s|/|-|#|(?=[0-9]))(?P<code>(?:[A-Z]{1,4}[-/])?[0-9][0-9A-Z]*(?:[-/][0-9A-Z]+)*)(?![\w/-])"
)
_LAW_COMMISSION = re.compile(
    r"\b(?P<of>Law\sCom|Scot\sLaw\sCom|Law\sCommission)\s(?P<series>No|CP|Consultation\sPaper)"
    r"\.?\s(?:No\.?\s)?(?P<number>[0-9]{1,3})\b"
)


def web_addresses(text: str) -> Iterator[Mention]:
    """The web addresses in a text, without the punctuation of the sentence they stand in."""
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?'*")
        while address.endswith((")", "]")) and _unopened(address):
            address = address[:-1].rstrip(".,;:!?'*")
        if re.search(r"[\w-]\.[\w-]", address):
            end = match.start() + len(address)
            yield made("web-address", address, text, match.start(), end)


def _unopened(address: str) -> bool:
    """Whether the bracket at the end was opened outside the address."""
    closing = address[-1]
    return address.count(closing) > address.count({")": "(", "]": "["}[closing])


def records(text: str) -> Iterator[Mention]:
    """The files of public authorities, the Information Commissioner's cases, the Law Commission's papers."""
    for match in ICO_CASE.finditer(text):
        yield made("information-commissioner", match[0], text, *match.span())
    for match in _REQUEST.finditer(text):
        code = match["code"]
        digits = sum(letter.isdigit() for letter in code)
        if digits >= 5 or (digits >= 3 and not re.fullmatch(r"(?:19|20)[0-9]{2}", code)):
            kind = re.match("[A-Z]+", match[0])
            name = "FOI" if kind and kind[0] in ("FOI", "FOIA") else kind[0] if kind else ""
            if not (name == "EIR" and digits < 4):  # EIR 13 may stop short of "regulation 13"
                yield made("information-request", f"{name} {code}", text, *match.span())
    for match in _LAW_COMMISSION.finditer(text):
        series = "No" if match["series"] == "No" else "CP"
        body = "Scot Law Com" if match["of"].startswith("Scot") else "Law Com"
        yield made("law-commission", f"{body} {series} {match['number']}", text, *match.span())
