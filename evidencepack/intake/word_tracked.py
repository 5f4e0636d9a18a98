"""Takes tracked changes out of a Word document as if all had been accepted, and counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidencepack.intake.word_package import W

if TYPE_CHECKING:
    from evidencepack.intake.word_cleaning import LeftOut

_GONE = (W + "del", W + "moveFrom")
_STAYS = (W + "ins", W + "moveTo")
_MARKS = tuple(W + name for name in (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "rPrChange", "pPrChange",
    "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange",
    "numberingChange",
    "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
))  # fmt: skip
_PROPERTIES = (W + "rPr", W + "trPr", W + "ctrlPr")


def accept_changes(tree: Any, left: LeftOut) -> None:
    """Drop what was deleted or moved away, keep what was inserted or moved here.

    Args:
        tree: One part of the document; changed.
        left: Where the changes are counted.
    """
    for element in list(tree.iter(*_MARKS)):
        _detach(element)
    _drop_rows(tree, left)
    deleted_ends = [
        element.getparent().getparent().getparent()
        for element in tree.iter(*_GONE)
        if element.getparent() is not None and _is_paragraph_mark(element)
    ]
    for element in list(tree.iter(*_GONE)):
        if element.getparent() is None or element.getparent().tag in _PROPERTIES:
            _detach(element)
            continue
        left.deletions += element.tag == _GONE[0]
        _detach(element)
    for element in list(tree.iter(*_STAYS)):
        if element.getparent().tag in _PROPERTIES:
            _detach(element)
        else:
            left.insertions += element.tag == _STAYS[0]
            _unwrap(element)
    for paragraph in deleted_ends:
        _join_to_next(paragraph)


def _drop_rows(tree: Any, left: LeftOut) -> None:
    for row in list(tree.iter(W + "tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            left.deletions += 1
            _detach(row)


def _is_paragraph_mark(element: Any) -> bool:
    properties = element.getparent()
    return (
        properties.tag == W + "rPr"
        and properties.getparent() is not None
        and properties.getparent().tag == W + "pPr"
        and properties.getparent().getparent() is not None
    )


def _join_to_next(paragraph: Any) -> None:
    """A paragraph whose end was deleted goes on in the next one."""
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != W + "pPr"]
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is not None or (following is None or following.tag != W + "p"):
        if not content and section is None and paragraph.getparent().tag != W + "tc":
            _detach(paragraph)
        return
    # The joined paragraph looks like the second one, as Word does it.
    at = 1 if following.find(W + "pPr") is not None else 0
    for child in reversed(content):
        following.insert(at, child)
    _detach(paragraph)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    parent.remove(element)


def _detach(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
