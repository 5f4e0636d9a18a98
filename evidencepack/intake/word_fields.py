"""Turns the fields of a Word document into the words last saved for them.

A field is computed anew by whatever opens the document: a date would become today's, and some fields read
files or start programs. Only page numbers and the like, which belong to the page, stay alive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from evidencepack.intake.word_package import W

_ALIVE = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "FORMCHECKBOX", "SYMBOL", "EQ", "LISTNUM", "AUTONUM",
                    "AUTONUMLGL", "AUTONUMOUT"})  # fmt: skip
_DANGEROUS = frozenset({"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK",
                        "EMBED",
                        "DATABASE", "MACROBUTTON", "RD", "PRINT", "AUTOTEXT"})  # fmt: skip


@dataclass
class _Field:
    marks: list[Any] = field(default_factory=list)
    instruction: list[str] = field(default_factory=list)
    inner_words: list[Any] = field(default_factory=list)
    showing: bool = False

    @property
    def name(self) -> str:
        words = "".join(self.instruction).split()
        return words[0].upper() if words else ""


def flatten_fields(tree: Any) -> list[str]:
    """Replace fields by what they showed when the document was saved.

    Args:
        tree: One part of the document; changed.

    Returns:
        The names of the fields among them that would have fetched or run something.
    """
    dangerous: list[str] = []
    _flatten_simple(tree, dangerous)
    stack: list[_Field] = []
    for element in list(tree.iter(W + "fldChar", W + "instrText", W + "t")):
        if element.tag == W + "fldChar":
            _mark(element, stack, dangerous)
        elif not stack:
            continue
        elif element.tag == W + "instrText":
            stack[-1].marks.append(element)
            stack[-1].instruction.append(element.text or "")
        else:
            outer = next((opened for opened in stack if not opened.showing), None)
            if outer is not None:  # the result of a field that is only an ingredient of another
                outer.inner_words.append(element)
    for opened in stack:  # never closed: what there is of it goes
        _settle(opened, dangerous)
    return dangerous


def _mark(element: Any, stack: list[_Field], dangerous: list[str]) -> None:
    kind = element.get(W + "fldCharType")
    if kind == "begin":
        stack.append(_Field([element]))
    elif stack and kind == "separate":
        stack[-1].marks.append(element)
        stack[-1].showing = True
    elif stack and kind == "end":
        stack[-1].marks.append(element)
        _settle(stack.pop(), dangerous)


def _settle(done: _Field, dangerous: list[str]) -> None:
    if done.name in _DANGEROUS:
        dangerous.append(done.name)
    if done.name in _ALIVE:
        return
    for element in (*done.marks, *done.inner_words):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _flatten_simple(tree: Any, dangerous: list[str]) -> None:
    for element in list(tree.iter(W + "fldSimple")):
        name = (element.get(W + "instr", "").split() or [""])[0].upper()
        if name in _DANGEROUS:
            dangerous.append(name)
        if name in _ALIVE:
            continue
        parent = element.getparent()
        at = parent.index(element)
        for offset, child in enumerate(list(element)):
            parent.insert(at + offset, child)
        parent.remove(element)
