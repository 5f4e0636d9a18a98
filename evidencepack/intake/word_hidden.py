"""Takes out of a Word document what is on no page: hidden text, and white text on white paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidencepack.intake.word_package import W

if TYPE_CHECKING:
    from evidencepack.intake.word_cleaning import LeftOut

_OFF = frozenset({"0", "false", "off", "none"})
_ON_COLOUR = tuple(W + name for name in ("tbl", "txbxContent", "background"))
_DEEPEST = 30


def drop_hidden(tree: Any, styles: Any, left: LeftOut) -> None:
    """Drop hidden runs.

    Args:
        tree: One part of the document; changed.
        styles: The document's styles, or None: a style can hide too.
        left: Where the hidden words are kept.
    """
    hiding = _hiding_styles(styles)
    for run in list(tree.iter(W + "r")):
        if _is_hidden(run, hiding) or _is_white(run):
            words = "".join(t.text or "" for t in run.iter(W + "t")).split()
            left.hidden += len(words)
            for child in list(run):
                # A field's marks must stay in pairs, whatever is hidden.
                if child.tag not in (W + "rPr", W + "fldChar", W + "instrText"):
                    run.remove(child)


def _switch(properties: Any, name: str) -> bool | None:
    """Whether a property is on or off; None if nothing is said."""
    element = properties.find(W + name) if properties is not None else None
    if element is None:
        return None
    return element.get(W + "val", "true").lower() not in _OFF


def _hiding_styles(styles: Any) -> set[str]:
    if styles is None:
        return set()
    by_id = {style.get(W + "styleId", ""): style for style in styles.iter(W + "style")}
    hiding: set[str] = set()
    for name, start in by_id.items():
        style: Any = start
        for _ in range(_DEEPEST):
            if style is None:
                break
            said = _switch(style.find(W + "rPr"), "vanish")
            if said is not None:
                hiding |= {name} if said else set()
                break
            based = style.find(W + "basedOn")
            style = by_id.get(based.get(W + "val", "")) if based is not None else None
    return hiding


def _is_hidden(run: Any, hiding: set[str]) -> bool:
    properties = run.find(W + "rPr")
    said = _switch(properties, "vanish")
    if said is not None:
        return said
    if not hiding:
        return False
    style = properties.find(W + "rStyle") if properties is not None else None
    if style is not None and style.get(W + "val") in hiding:
        return True
    paragraph = next(run.iterancestors(W + "p"), None)
    style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    return style is not None and style.get(W + "val") in hiding


def _is_white(run: Any) -> bool:
    """White letters where nothing makes the ground dark: in the body, without shading."""
    properties = run.find(W + "rPr")
    colour = properties.find(W + "color") if properties is not None else None
    if colour is None or colour.get(W + "val", "").upper() != "FFFFFF":
        return False
    if properties.find(W + "shd") is not None or properties.find(W + "highlight") is not None:
        return False
    root = run.getroottree().getroot()
    if root.find(W + "background") is not None:
        return False
    paragraph = next(run.iterancestors(W + "p"), None)
    if paragraph is None or paragraph.find(f"{W}pPr/{W}shd") is not None:
        return False
    # A style may shade the paragraph; only one without a style is surely on white.
    return paragraph.find(f"{W}pPr/{W}pStyle") is None and not any(
        ancestor.tag in _ON_COLOUR for ancestor in run.iterancestors()
    )
