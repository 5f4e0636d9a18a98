"""What letters, replies and e-mails say about themselves: when, from whom, to whom, about what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencepack.intake.details_kind import DEAR, MAIL_DATE, MAIL_HEAD, YOURS
from evidencepack.intake.details_text import (
    DATE,
    DAY,
    NAME,
    TITLE_OF_PERSON,
    Detail,
    Line,
    Sheet,
    date_value,
    only_one,
)  # fmt: skip

_NOBODY = re.compile(
    r"sir|madam|sirs|all|colleagues?|applicant|requester|requestor|customer|friends?|parents?|"
    r"carers?|members?|"
    r"residents?|editor|\W*redacted\W*|name|x+|both|enquirer|correspondent|complainant",
    re.IGNORECASE,
)
_OFFICE_ALONE = re.compile(
    r"Chair(?:man|woman)?|Minister|Mayor|Councillor|Commissioner|Ombudsman", re.IGNORECASE
)
_AFTER_NAME = r"(?: (?:MP|KC|QC|[CMO]BE|PhD))+$"
_DAY_LINE = re.compile(rf"(?P<date>{DAY})(?:[.,]|\s(?i:Our|Your) (?i:ref)\b.*)?")
_MATTER = re.compile(r"^(?:Re|RE|Subject|SUBJECT)\s?:\s?(?P<subject>[^\n]{4,200})$", re.MULTILINE)
_ABOUT = re.compile(
    r"Freedom of Information|\bFOIA?\b|Environmental Information|\bEIR\b|\brequest\b|internal review|"
    r"\bcomplaint\b|\binquiry\b|\breference\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:Thank|I|We|You|Your|Further|In|Following|With|Please|This|The|As|On|It|My|Our|Re|For|At|To|"
    r"When|If)\b"
)
_SIGNED_FOR = re.compile(
    r"(?:signed|pp|p\.p\.|for and on behalf of|sent by e-?mail.*|by e-?mail.*|[^\w]*)", re.IGNORECASE
)
_WHOLE_NAME = re.compile(NAME)
_DATE_IN = re.compile(DATE)
_NOT_A_NAME = re.compile(
    r"^(?:Enc|Tel|E-?mail|Phone|Direct|Web|PO Box|If|The|This|Please|You|Your|Our|I|We|Complaints?|"
    r"Internal|Annex|Page|"
    r"Appendix|How|Should|From|To|Date|Sent|Subject|Freedom|cc|Copy|On|Any|Disclaimer|"
    r"Confidential\w*|In|For|Under|Section)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\b(?:your\s(?:[\w-]+\s){{0,6}}?(?:request|e-?mail|letter|correspondence|enquiry|message)"
    rf"(?:\s(?:for|under|in|about|regarding|concerning)\s[^.\n]{{1,100}}?(?:\n[^.\n]{{1,80}}?)?)?)"
    rf"(?:,?\s(?:which\s)?(?:(?:was|"
    rf"were)\s)?(?:we\s)?(?P<received>received)(?:\sby\s[^.,\n]{{2,60}})?(?:\s(?:on|by\sus\son))?"
    rf"|,?\s(?:which\swas\s)?(?:dated|of|sent\son|made\son|submitted\son|on)(?:\sthe)?):?\s(?P<date>{DAY})",
)
_RECEIVED = re.compile(
    rf"\b(?:we|which\sthe\s[\w’' ]{{3,40}}|"
    rf"was)\sreceived\s(?:your\s(?:[\w-]+\s){{0,5}}?request\s)?on\s(?P<date>{DAY})"
)
_ADDRESSED = re.compile(
    r"(?P<name>\"[^\"]*\"|[^<>,;\"\[]*[^<>,;\"\[\s])?\s*[<\[](?:mailto:)?(?P<address>[^<>\[\]]*)[>\]]"
)
_QUOTED = re.compile(
    r"^(?:>|-{3,} ?(?:Original|Forwarded)|_{10,}|On [^\n]{6,120}\swrote:|Begin forwarded message)",
    re.MULTILINE,
)
_LABEL = r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Importance|Attachments?|Reply-To)"
_FIELD = re.compile(
    rf"^(?P<label>From|To|"
    rf"Subject):[ ]?(?P<value>[^\n]+(?:(?:\n+(?!{_LABEL}:)[^\n]+){{0,3}}?(?=\n+{_LABEL}:))?)",
    re.M,
)


def letter(sheets: Sequence[Sheet], when: str) -> Iterator[Detail | None]:
    """A letter's date, recipient, matter and signature.

    Args:
        sheets: The pages that are looked at; the first has the letterhead.
        when: The kind of date that the letter's own date is: ``sent``, or ``answered`` for a reply.
    """
    sheet = sheets[0]
    dear = DEAR.search(sheet.text, 0, sheet.head(40))
    top = dear.start() if dear else sheet.head(12)
    days = [
        sheet.detail(when, day["date"], line.start, line.start + day.end("date"), sure=False)
        for line in sheet.lines
        if line.end <= top and (day := _DAY_LINE.fullmatch(line.text)) and date_value(day["date"])
    ]
    yield from only_one([day for day in days if day])
    if dear:
        yield _recipient(sheet, dear)
        yield _matter(sheet, dear)
    yield _signature(sheets)


def _recipient(sheet: Sheet, dear: re.Match[str]) -> Detail | None:
    """Whom it addresses: the name in full if it stands above, else as the letter greets them."""
    whom = dear["whom"].strip(" ,:")
    if any(_NOBODY.fullmatch(word) for word in re.split(r"[\s/]+", whom)) or not _WHOLE_NAME.fullmatch(whom):
        return None
    if _OFFICE_ALONE.fullmatch(whom):
        return None
    for line in sheet.lines:
        bare = re.sub(r"^(?:To|FAO):? ", "", line.text)
        words = re.sub(rf"{_AFTER_NAME}|^(?:{TITLE_OF_PERSON} )+", "", bare).split()
        named = len(words) > 1 and whom.split()[-1] in (words[-1], words[0])
        if line.end <= dear.start() and named and _WHOLE_NAME.fullmatch(bare) and len(words) <= 4:
            return sheet.detail("recipient", bare, line.end - len(bare), line.end, sure=False)
    return sheet.detail("recipient", whom, dear.start(), dear.end(), sure=False)


def _matter(sheet: Sheet, dear: re.Match[str]) -> Detail | None:
    """What the letter is about: labelled, or the heading between the greeting and the first sentence."""
    if match := _MATTER.search(sheet.text, 0, sheet.head(30)):
        return sheet.detail("title", match["subject"], match.start(), match.end(), sure=True)
    heading: list[Line] = []
    after = [line for line in sheet.lines if line.start >= dear.end()]
    for line in after[:4]:
        if _SENTENCE.match(line.text):
            break
        heading.append(line)
    if (
        not 1 <= len(heading) <= 3
        or len(heading) == len(after[:4])
        or heading[-1].text.endswith((".", ",", ";"))
    ):
        return None
    first, last = heading[0].start, heading[-1].end
    words = sheet.text[first:last]
    # a sentence that runs on fills its line; a heading stops short of the margin
    short = len(heading) <= 2 and len(heading[-1].text) <= 0.8 * max(len(line.text) for line in after)
    plain = short and heading[0].text[0].isupper() and not re.match(r"(?:Many thanks|Congratul|Ref)", words)
    good = words.isupper() or _ABOUT.search(words) or plain
    return sheet.detail("title", words, first, last, sure=False) if good else None


def _signature(sheets: Sequence[Sheet]) -> Detail | None:
    """Who signed: the name under "Yours sincerely"."""
    for sheet in sheets:
        closing = list(YOURS.finditer(sheet.text))
        if len(closing) != 1:
            continue
        below = [line for line in sheet.lines if line.start >= closing[0].end()]
        below = [line for line in below if not _SIGNED_FOR.fullmatch(line.text)]
        if (
            below
            and _WHOLE_NAME.fullmatch(name := re.sub(r"\s?\((?:Mrs?|Ms|Miss|Dr)\)$|[.,]$", "", below[0].text))
            and not _NOT_A_NAME.match(name)
        ):
            if len(name) > 60 or _DATE_IN.search(name):
                return None
            return sheet.detail("author", name, below[0].start, below[0].start + len(name), sure=False)
    return None


def reply(sheets: Sequence[Sheet]) -> Iterator[Detail]:
    """When what is answered was asked and when it was received, as the first page of a reply recalls it."""
    sheet = sheets[0]
    for match in list(_ASKED.finditer(sheet.text))[:1]:
        name = "received" if match["received"] else "asked"
        after = re.split(r"\.\s", sheet.text[match.end() : match.end() + 150])[0]
        if re.search(r"\breview\b|\bclarif", match[0]) or re.search(
            r"\binternal\sre|\bfor\sa\sreview", after
        ):
            continue
        if found := sheet.dated(name, match, sure=True):
            yield found
    days = [
        sheet.dated("received", match, sure=True)
        for match in _RECEIVED.finditer(sheet.text)
        if not re.search(r"\breview\b[^.]*$", sheet.text[max(0, match.start() - 80) : match.start()])
    ]
    yield from only_one([day for day in days if day])


def mail(sheet: Sheet, *, printed: bool) -> Iterator[Detail | None]:
    """What the header of an e-mail says; of one that came as an e-mail the intake has read all but to whom.

    Args:
        sheet: The first page.
        printed: It is a print or a copy, so that its sender, day and subject are wanted too.
    """
    end = sheet.head(16)
    seen = set()
    names = {"From": "author", "To": "recipient", "Subject": "title"} if printed else {"To": "recipient"}
    for match in _FIELD.finditer(sheet.text, 0, end):
        label = match["label"]
        if label in seen or label not in names:
            continue
        seen.add(label)
        value = match["value"].split("\n")[0] if label == "Subject" else people(match["value"])
        end_of = match.start("value") + len(value) if label == "Subject" else match.end()
        yield sheet.detail(names[label], value, match.start(), end_of, sure=True)
    if printed and (sent := MAIL_DATE.search(sheet.text, 0, end)):
        yield sheet.dated("sent", sent, sure=True)


def people(field: str) -> str:
    """The names in a field of an e-mail's header; an address where there is no name."""
    plain = _ADDRESSED.sub(lambda one: (one["name"] or one["address"]).strip("\"' "), " ".join(field.split()))
    return ", ".join(name.strip("\"' ") for name in re.split(r"[;,]", plain) if name.strip("\"' "))


def own_words(sheet: Sheet) -> Sheet:
    """The page up to the message that an e-mail answers or passes on."""
    head = sheet.head(5) if MAIL_HEAD.search(sheet.text) else 0  # the message’s own header quotes nothing
    match = _QUOTED.search(sheet.text, head)
    return sheet.upto(match.start()) if match else sheet


def own_pages(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The pages of an e-mail up to the message that it answers or passes on."""
    for sheet in sheets:
        own = own_words(sheet)
        yield own
        if own is not sheet:
            return
