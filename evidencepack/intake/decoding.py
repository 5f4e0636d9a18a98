"""Turns bytes into text: which encoding a text is in, and what the person must know about it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from evidencepack.errors import BadInput
from evidencepack.model.wording import counted

LARGEST = 10 << 20
"""The largest text, in bytes, that is typeset: some 3,000 pages."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings of Western Europe, the likelier before the others.
_SHOWN = {
    "cp1252": "Windows Western European (cp1252)",
    "iso8859-15": "Western European with the euro (ISO 8859-15)",
    "mac-roman": "Western European of old Macs (Mac Roman)",
    "cp850": "Western European of DOS (code page 850)",
}
# What prose hardly has: a capital with an accent inside a word, a letter with an accent before a number.
_ODD = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŒŽŸ]|[À-ÖØ-öø-ÿŒœ]\d")
# What stands in Western prose beyond ASCII: letters, currency, quotation marks, dashes.
_WESTERN = re.compile(r"[\w£€§©®°½¼¾–—‘’“”„…•·¡¿«»™†‡\u00a0´²³¹ºª±×÷%‰¢¥¶]")
_LOOK = "look at £ signs, quotation marks and accents before you quote."
_SAMPLE = 1 << 18
_ENOUGH = 40  # letters beyond ASCII
_MIXED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PLAIN_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1b\x1a\x08")


@dataclass(frozen=True)
class Decoded:
    """A text that came from bytes.

    Attributes:
        text: The text, without a byte order mark.
        encoding: What it was read as.
        warnings: What is doubtful about it.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """Read bytes as text.

    A byte order mark decides; then what the document declares; then UTF-8, if the bytes are; else a guess,
    which is told.

    Args:
        data: The bytes.
        declared: The encoding that the document names, or nothing.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding)
    if declared:
        return _as_declared(data, declared)
    if wide := _wide(data):
        return Decoded(*_read_parts(data, wide), (_guess_told(wide.upper()),))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def load(path: Path) -> bytes:
    """The bytes of a text file.

    Raises:
        BadInput: If it is too large to be set on pages, or is not text.
    """
    if path.stat().st_size > LARGEST:
        raise BadInput(
            f"“{path.name}” is a text of more than {LARGEST >> 20} MB, too long to be set on pages; "
            "split it and import the parts.",
            file=str(path),
        )
    data = path.read_bytes()
    if is_binary(data):
        raise BadInput(
            f"“{path.name}” is not a text but holds binary data; open it in the program it comes from "
            "and save it "
            "as PDF.",
            file=str(path),
        )
    return data


def is_binary(data: bytes) -> bool:
    """Whether bytes are something other than text in any encoding."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or not data or _wide(data):
        return False
    sample = data[:_SAMPLE]
    odd = sum(byte < 0x20 and byte not in _PLAIN_CONTROLS for byte in sample)
    return odd > max(3, len(sample) // 50)


def _read(data: bytes, encoding: str) -> Decoded:
    text, encoding = _read_parts(data, encoding)
    return Decoded(text, encoding, _replaced(text, encoding))


def _read_parts(data: bytes, encoding: str) -> tuple[str, str]:
    return data.decode(encoding, errors="replace"), encoding


def _replaced(text: str, encoding: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    if not count:
        return ()
    shown = _SHOWN.get(encoding, encoding.upper())
    return (f"{counted(count, 'place')} could not be read as {shown}; “\ufffd” stands there.",)


def _as_declared(data: bytes, declared: str) -> Decoded:
    try:
        name = codecs.lookup(declared.strip().strip("'\"")).name
        "".encode(name)  # some codecs are not for texts
    except (LookupError, ValueError):  # ValueError: a name with a null character in it
        found = decode(data)
        told = f"The encoding “{declared[:40]}” that is declared does not exist; it was read as "
        return Decoded(found.text, found.encoding, (told + found.encoding + ": " + _LOOK,))
    if name in ("iso8859-1", "ascii", "cp1252"):  # as every browser does: few who declare these mean them
        try:
            return Decoded(data.decode("ascii" if name == "ascii" else "cp1252"), name)
        except UnicodeDecodeError:
            found = decode(data)
            return found if name == "ascii" else Decoded(data.decode("latin-1"), "latin-1")
    try:
        return _read(data, name)
    except UnicodeError:  # codecs such as idna are for names, not for texts
        return decode(data)


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: the zero bytes of plain letters stand in a fixed place."""
    sample = data[: _SAMPLE // 4 * 4]
    if len(sample) < 8 or b"\0" not in sample:
        return ""
    quarter = [sample[place::4].count(0) / max(1, len(sample[place::4])) for place in range(4)]
    if len(data) % 4 == 0:
        if min(quarter[1:]) > 0.8 > quarter[0]:
            return "utf-32-le"
        if min(quarter[:3]) > 0.8 > quarter[3]:
            return "utf-32-be"
    if len(data) % 2 == 0:
        even, odd = sample[::2].count(0) * 2 / len(sample), sample[1::2].count(0) * 2 / len(sample)
        if odd > 0.4 and even < 0.02:
            return "utf-16-le"
        if even > 0.4 and odd < 0.02:
            return "utf-16-be"
    return ""


def _guessed(data: bytes) -> Decoded:
    """Bytes that are not UTF-8 and do not say what they are."""
    multibyte = sum(len(m[0]) for m in _MIXED.finditer(data))
    others = sum(byte >= 0x80 for byte in data) - multibyte
    if multibyte > 2 * others:  # UTF-8 that was damaged in a few places
        return _read(data, "utf-8")
    if western := _western(data):
        return Decoded(*western, (_guess_told(_SHOWN[western[1]]),))
    if others < _ENOUGH:  # too few letters to tell any other encoding by
        return _read(data, "utf-8")
    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best is not None else "cp1252"
    text, encoding = _read_parts(data, encoding)
    told = (_guess_told(_SHOWN.get(encoding, encoding)), *_replaced(text, encoding))
    return Decoded(text, encoding, told)


def _western(data: bytes) -> tuple[str, str] | None:
    """The text in an encoding of Western Europe, if that gives plausible prose, and the encoding's name.

    Tried first: the short letters of this trade give a statistical guesser too little to go on.
    """
    plausible: list[tuple[int, int, str, str]] = []
    for encoding in _SHOWN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond = [c for c in text if ord(c) >= 0x80]
        if len(beyond) <= max(2, len(text) // 3) and all(map(_WESTERN.match, beyond)):
            plausible.append((len(_ODD.findall(text)), len(plausible), text, encoding))
    if not plausible or (plausible[0][3] != "cp1252" and min(plausible)[0]):
        return None
    _, _, text, encoding = min(plausible)
    return text, encoding


def _guess_told(shown: str) -> str:
    return f"The text does not say which encoding it is in; it was read as {shown}: {_LOOK}"
