"""Makes an SVG drawing safe: what draws is kept, what runs, moves, fetches or is not seen is taken out."""

from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from evidencepack.intake.html_styles import Styles
from evidencepack.intake.pictures import picture_of

SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_MOST_DRAWN = 200_000
_DEEPEST = 200
_DRAWING = frozenset({
    "svg", "g", "defs", "symbol", "use", "switch", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "tref", "textPath", "image", "linearGradient", "radialGradient", "stop",
    "clipPath", "mask", "pattern", "marker", "style",
})  # fmt: skip
_LOST = {
    "script": "script", "handler": "script", "foreignObject": "embedded page", "iframe": "embedded page",
    "video": "film or sound", "audio": "film or sound", "filter": "effect",
    "animate": "movement", "animateTransform": "movement", "animateMotion": "movement",
    "animateColor": "movement", "set": "movement", "discard": "movement", "font": "font", "font-face": "font",
}  # fmt: skip
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?)?")
_CSS_IMPORT = re.compile(r"@import[^;]*;?|@charset[^;]*;?|@namespace[^;]*;?", re.IGNORECASE)
_CSS_FONT = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)
_OUTSIDE = re.compile(r"url\(\s*(?![\"']?\s*#)[^)]*\)?|image-set\([^)]*\)?|expression\(", re.IGNORECASE)
_EFFECT = re.compile(r"(?<![\w-])filter\s*:[^;}]*", re.IGNORECASE)
_FAMILY = re.compile(r"(font-family\s*:\s*)([^;}]+)", re.IGNORECASE)
_FONT = re.compile(
    r"(?<![\w-])font\s*:\s*([^;}]*?)([\d.]+(?:px|pt|em|rem|%|mm|ex))(?:\s*/\s*[^\s;}]+)?\s+([^;}]+)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![\w-])opacity\s*:\s*0*\.?0*\s*(?:;|$)"
)


@dataclass
class Cleaned:
    """A drawing that was made safe.

    Attributes:
        root: The drawing.
        lost: What was taken out, and how often.
        hidden: How many words were taken out that nobody sees.
        unset: The words of embedded pages, which cannot be drawn.
        title: What the drawing calls itself.
    """

    root: etree._Element
    lost: Counter[str] = field(default_factory=Counter)
    hidden: int = 0
    unset: list[str] = field(default_factory=list)
    title: str = ""


class TooMuchError(Exception):
    """A drawing that would draw far more than anybody could look at."""


def clean(root: etree._Element) -> Cleaned:
    """Take out of a drawing whatever is not drawing.

    Args:
        root: The drawing; it is changed.

    Raises:
        TooMuchError: If it is nested too deep, or repeats itself too often.
    """
    cleaned = Cleaned(root)
    for entity in list(root.iter(etree.Entity)):
        cleaned.lost["entity"] += 1
        _take_out(entity)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    hiding = Styles()
    for sheet in root.iter(SVG + "style", "style"):
        hiding.read_sheet("".join(sheet.itertext()))
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEEPEST:
            raise TooMuchError
        if _stays(element, cleaned, hiding):
            _clean_attributes(element, cleaned)
            waiting.extend((inner, depth + 1) for inner in element)
        else:
            _take_out(element)
    if _drawn(root) > _MOST_DRAWN:
        raise TooMuchError
    return cleaned


def _stays(element: etree._Element, cleaned: Cleaned, hiding: Styles) -> bool:
    name = etree.QName(element)
    if name.namespace not in (SVG[1:-1], None):
        return False  # notes of drawing programs
    kind = "g" if name.localname == "a" else name.localname
    element.tag = SVG + kind
    if kind not in _DRAWING:
        _note_loss(element, kind, cleaned)
        return False
    if kind == "style":
        element.text = _clean_style("".join(element.itertext()), cleaned)
        return True
    if _is_hidden(element, hiding):
        cleaned.hidden += sum(len(text.split()) for text in element.itertext())
        return element.getparent() is None
    return kind != "image" or _keep_picture(element, cleaned)


def _note_loss(element: etree._Element, kind: str, cleaned: Cleaned) -> None:
    if kind == "title":
        cleaned.title = cleaned.title or "".join(element.itertext())
    elif kind == "foreignObject":
        cleaned.unset += "".join(element.itertext()).split()
    if lost := _LOST.get(kind):
        cleaned.lost[lost] += 1


def _is_hidden(element: etree._Element, hiding: Styles) -> bool:
    style = element.get("style", "").lower()
    facts = {str(name): str(value) for name, value in element.attrib.items()}
    return (
        element.get("display", "").strip() == "none"
        or element.get("visibility", "").strip() in ("hidden", "collapse")
        or bool(re.fullmatch(r"\s*0*\.?0+%?\s*", element.get("opacity", "")))
        or bool(_HIDDEN.search(style))
        or hiding.hides("", {name: facts[name] for name in ("class", "id", "style") if name in facts})
    )


def _keep_picture(element: etree._Element, cleaned: Cleaned) -> bool:
    """Keep a picture that stands in the drawing itself, as the program made it anew."""
    found = picture_of((element.get("href") or element.get(_LINK) or "").strip())
    for name in ("href", _LINK):
        element.attrib.pop(name, None)
    if found is None:
        cleaned.lost["picture"] += 1
        return False
    data = found[0]
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    element.set(_LINK, f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}")
    return True


def _clean_attributes(element: etree._Element, cleaned: Cleaned) -> None:
    for name, value in list(element.attrib.items()):
        plain = etree.QName(name).localname.lower()
        foreign = name.startswith("{") and not name.startswith("{http://www.w3.org/")
        if plain == "style":
            element.set(name, _clean_style(value, cleaned))
        elif plain == "font-family":
            element.set(name, family(value))
        elif foreign or plain == "base":
            del element.attrib[name]
        elif lost := _wrong(element, plain, value):
            cleaned.lost[lost] += 1
            del element.attrib[name]


def _wrong(element: etree._Element, name: str, value: str) -> str:
    """What an attribute is that may not stay; empty if it may."""
    if name.startswith("on"):
        return "script"
    if name == "filter" and value.strip() != "none":
        return "effect"
    if name in ("href", "src"):
        if element.tag == SVG + "image" or value.strip().startswith("#"):
            return ""  # a picture was looked at before
        return "link" if element.tag == SVG + "g" else "part from elsewhere"
    return "part from elsewhere" if _OUTSIDE.search(value) else ""


def _clean_style(style: str, cleaned: Cleaned) -> str:
    plain = _CSS_COMMENT.sub("", style)
    plain = _ESCAPE.sub(_meant, plain)  # an escape may hide any of what is looked for
    plain, fonts = _CSS_FONT.subn("", plain)
    plain, imports = _CSS_IMPORT.subn("", plain)
    plain, addresses = _OUTSIDE.subn("none", plain)
    plain, effects = _EFFECT.subn("", plain)
    cleaned.lost["font"] += fonts
    cleaned.lost["part from elsewhere"] += imports + addresses
    cleaned.lost["effect"] += effects
    plain = _FAMILY.sub(lambda found: found[1] + family(found[2]), plain)
    return _FONT.sub(_long_font, plain)


def _meant(escape: re.Match[str]) -> str:
    """The character that an escape in a style sheet stands for."""
    number = int(escape[1] or "0", 16)
    return chr(number) if 0x20 <= number < 0xD800 else ""


def _long_font(found: re.Match[str]) -> str:
    """The short form of a font's description in its long form, which alone is understood."""
    said = found[1].lower()
    bold = "bold" if re.search(r"bold|[6-9]00", said) else "normal"
    slant = "italic" if re.search(r"italic|oblique", said) else "normal"
    return f"font-style:{slant};font-weight:{bold};font-size:{found[2]};font-family:{family(found[3])}"


def family(names: str) -> str:
    """The font of this program that is most like the ones that are named."""
    said = names.lower()
    if re.search(r"mono|courier|consol|menlo|code", said):
        return "'Liberation Mono'"
    if re.search(r"(?<!sans-)(?<!sans )serif|times|georgia|garamond|palatino|cambria|baskerville", said):
        return "'Liberation Serif'"
    return "'Liberation Sans'"


def _drawn(root: etree._Element) -> int:
    """How many shapes are drawn, if each reference to a part counts as that part drawn again."""
    named = {element.get("id"): element for element in root.iter(SVG + "*") if element.get("id")}
    counted: dict[etree._Element, int] = {}

    def count(element: etree._Element, above: tuple[etree._Element, ...]) -> int:
        if element in counted:
            return counted[element]
        if len(above) > _DEEPEST:
            raise TooMuchError
        total = 1 + sum(count(inner, (*above, element)) for inner in element)
        if element.tag == SVG + "use":
            target = named.get((element.get("href") or element.get(_LINK) or "").strip().removeprefix("#"))
            if target is not None and target not in above:
                total += count(target, (*above, element))
        counted[element] = total
        return total

    return count(root, ())


def _take_out(element: etree._Element) -> None:
    """Take an element out and leave what stands behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
