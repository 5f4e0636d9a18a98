"""What a spreadsheet shows for a number or a date: the value as its format has it printed.

The format codes are those of ECMA-376 part 1, 18.8.31. A format that is not understood shows the plain value,
so that no figure is ever changed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_PLACES = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
_CONDITION = re.compile(r"\[(?![$])[^\]]*\]")
_MONEY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_TIME_PART = re.compile(r"(?i)yyyy|yy|mmmmm|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|a/p|.", re.DOTALL)
_UNKNOWN = re.compile(r"[EeGg@/]")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MOST_DIGITS = 15


def shown(value: object, form: str) -> str:
    """A cell's value as it is seen.

    Args:
        value: As stored: words, a number, a truth value, a date or time, or nothing.
        form: The cell's format code, such as ``#,##0.00`` or ``dd/mm/yyyy``.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time)):
        return _moment(value, form)
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, (int, float)):
        return _number(value, form)
    return str(value)


def plain(value: float) -> str:
    """A number without any format, as exactly as the program that stored it knew it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**_MOST_DIGITS:
        return str(int(value))
    return str(value) if isinstance(value, int) else f"{value:.{_MOST_DIGITS}g}"


def _number(value: float, form: str) -> str:
    section = _section(value, form)
    if section is None:
        return plain(value)
    signed = value < 0 and len(form.split(";")) == 1
    bare = _LITERAL.sub("", _MONEY.sub("", section))
    found = _PLACES.findall(bare)
    if not found and not bare.strip() and section.strip():  # words instead of the number
        return _LITERAL.sub(lambda literal: literal[1] or literal[2] or "", section)
    if len(found) != 1 or _UNKNOWN.search(bare):
        return plain(value)
    try:
        digits = _digits(abs(Decimal(repr(value))) * (100 if "%" in bare else 1), found[0])
    except InvalidOperation:
        return plain(value)
    marked = _MONEY.sub(r'"\1"', section)
    words = _LITERAL.sub(lambda literal: _kept(literal[1] or literal[2] or ""), marked)
    printed = _PLACES.sub(digits, words, count=1).translate(_BACK)
    return f"-{printed}" if signed and any(digit in "123456789" for digit in digits) else printed


# Digits and signs in a literal must not be taken for places: they wait among the private characters.
_AWAY = {ord(sign): 0xE000 + ord(sign) for sign in "#0?,."}
_BACK = {there: sign for sign, there in _AWAY.items()}


def _kept(literal: str) -> str:
    return literal.translate(_AWAY)


def _section(value: float, form: str) -> str | None:
    """The part of a format that is meant for such a number; None if the format says nothing of it."""
    sections = form.split(";")
    chosen = sections[0]
    if value < 0 and len(sections) > 1:
        chosen = sections[1]
    elif value == 0 and len(sections) > 2:
        chosen = sections[2]
    if "[<" in chosen or "[>" in chosen or "[=" in chosen:
        return None
    chosen = _CONDITION.sub("", chosen)
    return None if chosen.strip().lower() in ("", "general", "standard", "@") else chosen


def _digits(value: Decimal, places: str) -> str:
    whole, point, after = places.partition(".")
    thousands = whole.endswith(",")
    while whole.endswith(","):
        whole, value = whole[:-1], value / 1000
    grouped = ("," in whole and not thousands) or "," in whole
    least, most = after.count("0"), len(after)
    rounded = value.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    front, _, behind = f"{rounded:f}".partition(".")
    while len(behind) > least and behind.endswith("0"):
        behind = behind[:-1]
    front = front.zfill(whole.count("0")) if whole.count("0") else front.lstrip("0")
    if grouped:
        front = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", front)
    return front + (point + behind if behind or (point and most == 0) else "")


def _moment(value: date | time, form: str) -> str:
    bare = _MONEY.sub("", _CONDITION.sub("", form.split(";")[0]))
    if bare.strip().lower() in ("", "general", "@") or "[" in bare:
        return _usual(value)
    moment = value if isinstance(value, datetime) else None
    if moment is None and isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)
    if moment is None and isinstance(value, time):
        moment = datetime.combine(date(1900, 1, 1), value)
    if moment is None:
        return _usual(value)
    pieces: list[str] = []
    for literal in re.split(r'("[^"]*"|\\.|_.|\*.)', bare):
        if _LITERAL.fullmatch(literal):
            pieces.append(f'"{_LITERAL.sub(lambda found: found[1] or found[2] or "", literal)}')
        else:
            pieces += _TIME_PART.findall(literal)
    return "".join(_part(pieces, n, moment) for n in range(len(pieces))).strip()


def _usual(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y" if value.time() == time() else "%d/%m/%Y %H:%M")
    return value.strftime("%H:%M:%S") if isinstance(value, time) else value.strftime("%d/%m/%Y")


def _part(pieces: list[str], n: int, moment: datetime) -> str:
    piece = pieces[n]
    if piece.startswith('"'):
        return piece[1:]
    key = piece.lower()
    if key in ("m", "mm") and _is_minute(pieces, n):
        return f"{moment.minute:02}" if key == "mm" else str(moment.minute)
    half = any(one.lower() in ("am/pm", "a/p") for one in pieces)
    hour = (moment.hour % 12 or 12) if half else moment.hour
    parts = {
        "yyyy": f"{moment.year:04}", "yy": f"{moment.year % 100:02}",
        "m": str(moment.month), "mm": f"{moment.month:02}", "mmm": _MONTHS[moment.month - 1][:3],
        "mmmm": _MONTHS[moment.month - 1], "mmmmm": _MONTHS[moment.month - 1][0],
        "d": str(moment.day), "dd": f"{moment.day:02}", "ddd": _DAYS[moment.weekday()][:3],
        "dddd": _DAYS[moment.weekday()], "h": str(hour), "hh": f"{hour:02}",
        "s": str(moment.second), "ss": f"{moment.second:02}",
        "am/pm": "AM" if moment.hour < 12 else "PM", "a/p": "A" if moment.hour < 12 else "P",
    }  # fmt: skip
    return parts.get(key, piece)


def _is_minute(pieces: list[str], n: int) -> bool:
    """Whether an ``m`` stands behind hours or before seconds, and so means minutes."""
    known = [piece.lower() for piece in pieces]
    before = next((one for one in reversed(known[:n]) if one[0] in "ymdhs" and one.isalpha()), "")
    after = next((one for one in known[n + 1 :] if one[0] in "ymdhs" and one.isalpha()), "")
    return before.startswith("h") or after.startswith("s")
