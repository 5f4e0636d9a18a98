"""Layers of a PDF that are switched off: which they are, and taking out of the pages what is on them.

The words on such a layer are not seen, yet pdfium finds them, and a bundle would show them.
"""

from __future__ import annotations

from typing import Any

import pikepdf

from evidencepack.reading.hidden import Hidden, words_of

_DEEPEST = 32
_SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_PLACES = {"Do", "sh", "INLINE IMAGE"}
_NEW_LINE = {"'", '"'}


class Layers:
    """Which layers of a document are switched off when it is opened, as pdfium decides it.

    Args:
        root: The document's catalogue.
    """

    def __init__(self, root: Any) -> None:
        self._off: dict[tuple[int, int], str] = {}
        properties = root.get("/OCProperties")
        if not isinstance(properties, pikepdf.Dictionary):
            return
        default = properties.get("/D")
        default = default if isinstance(default, pikepdf.Dictionary) else pikepdf.Dictionary()
        for layer in _array(properties, "/OCGs"):
            if isinstance(layer, pikepdf.Dictionary) and not _is_on(layer, default):
                self._off[layer.objgen] = words_of(layer.get("/Name"))

    @property
    def any_off(self) -> bool:
        """Whether there is one that is switched off."""
        return bool(self._off)

    def tell(self, hidden: Hidden) -> None:
        """Count those that are switched off."""
        for name in self._off.values():
            hidden.note("layer", name=name)

    def hides(self, membership: Any, depth: int = 0) -> bool:
        """Whether what belongs to a layer, or to a combination of layers, is not seen."""
        if not self._off or not isinstance(membership, pikepdf.Dictionary):
            return False
        if membership.get("/Type") != "/OCMD":
            return membership.objgen in self._off
        rule = membership.get("/VE")
        if isinstance(rule, pikepdf.Array):
            return not self._holds(rule, depth)
        layers = membership.get("/OCGs")
        each = list(layers) if isinstance(layers, pikepdf.Array) else [layers]
        on = [not self.hides(layer, depth + 1) for layer in each if isinstance(layer, pikepdf.Dictionary)]
        if not on or depth > _DEEPEST:
            return False
        match str(membership.get("/P", "/AnyOn")):
            case "/AllOn":
                return not all(on)
            case "/AnyOff":
                return all(on)
            case "/AllOff":
                return any(on)
            case _:
                return not any(on)

    def _holds(self, rule: Any, depth: int) -> bool:
        """Whether an expression such as ``[/Not layer]`` is true."""
        if isinstance(rule, pikepdf.Dictionary):
            return not self.hides(rule, depth + 1)
        if not isinstance(rule, pikepdf.Array) or len(rule) < 2 or depth > _DEEPEST:
            return False
        values = [self._holds(part, depth + 1) for part in list(rule)[1:]]
        match str(rule[0]):
            case "/Not":
                return not values[0]
            case "/Or":
                return any(values)
            case _:
                return all(values)


def _is_on(layer: Any, default: Any) -> bool:
    usage = layer.get("/Usage")
    view = usage.get("/View") if isinstance(usage, pikepdf.Dictionary) else None
    if isinstance(view, pikepdf.Dictionary) and "/ViewState" in view:
        return bool(view["/ViewState"] != "/OFF")
    on = bool(default.get("/BaseState", "/ON") != "/OFF")
    if _among(layer, default, "/ON"):
        on = True
    if _among(layer, default, "/OFF"):
        on = False
    return on


def _among(layer: Any, default: Any, key: str) -> bool:
    return any(
        isinstance(each, pikepdf.Dictionary) and each.objgen == layer.objgen for each in _array(default, key)
    )


def _array(holder: Any, key: str) -> list[Any]:
    found = holder.get(key)
    return list(found) if isinstance(found, pikepdf.Array) else []


def take_out(pdf: pikepdf.Pdf, layers: Layers, hidden: Hidden) -> None:
    """Take what is on layers that are switched off out of all pages, and out of the drawings on them."""
    if not layers.any_off:
        return
    layers.tell(hidden)
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        resources = page.resources if "/Resources" in page.obj or "/Parent" in page.obj else None
        kept = _without(page.obj, resources, layers, seen, 0)
        if kept is not None:
            page.obj["/Contents"] = pdf.make_stream(kept)
            hidden.changed = True


def _without(
    drawn: Any, resources: Any, layers: Layers, seen: set[tuple[int, int]], depth: int
) -> bytes | None:
    """The commands that draw a page or a drawing, less the hidden ones; None if none is hidden."""
    if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
        return None
    gone = _hidden_names(resources, "/Properties", layers)
    objects: Any = resources.get("/XObject")
    unseen: set[str] = set()
    for name in list(objects.keys()) if isinstance(objects, pikepdf.Dictionary) else []:
        inner: Any = objects[name]
        if not isinstance(inner, pikepdf.Stream):
            continue
        if layers.hides(inner.get("/OC")):
            unseen.add(name)
        elif inner.get("/Subtype") == "/Form" and inner.objgen not in seen:
            seen.add(inner.objgen)
            kept = _without(inner, inner.get("/Resources", resources), layers, seen, depth + 1)
            if kept is not None:
                inner.write(kept)
    if not gone and not unseen:
        return None
    every = list(pikepdf.parse_content_stream(drawn))
    left = _filtered(every, gone, unseen)
    unseen |= _drawings_in(every) - _drawings_in(left)
    if isinstance(objects, pikepdf.Dictionary):
        _part_with(drawn, resources, {name: one for name, one in objects.items() if name not in unseen})
    return pikepdf.unparse_content_stream(left)


def _drawings_in(instructions: list[Any]) -> set[str]:
    return {str(each.operands[0]) for each in instructions if str(each.operator) == "Do" and each.operands}


def _part_with(drawn: Any, resources: Any, objects: dict[str, Any]) -> None:
    """Give a page, or a drawing, drawings of its own: another page may show what this one does not."""
    own = {**dict(resources.items()), "/XObject": pikepdf.Dictionary(objects)}
    drawn["/Resources"] = pikepdf.Dictionary(own)


def _hidden_names(resources: Any, key: str, layers: Layers) -> set[str]:
    table = resources.get(key)
    if not isinstance(table, pikepdf.Dictionary):
        return set()
    return {name for name in table.keys() if layers.hides(table[name])}  # noqa: SIM118 - no dict


def _filtered(instructions: Any, gone: set[str], unseen: set[str]) -> list[Any]:
    """Leave out what draws on a hidden layer; what moves, turns and colours stays, for what comes after."""
    kept = []
    marks: list[bool] = []
    for instruction in instructions:
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            marks.append(
                name == "BDC" and len(operands) > 1 and operands[0] == "/OC" and _named(operands, gone)
            )
        inside = any(marks)
        if name == "EMC" and marks:
            inside = marks.pop()
        if name == "Do" and len(operands) and str(operands[0]) in unseen:
            continue
        if not inside:
            kept.append(instruction)
        elif name in _SHOWS_TEXT and name in _NEW_LINE:
            kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*")))
        elif name in _PAINTS:
            kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("n")))
        elif name not in _SHOWS_TEXT | _PLACES | {"BDC", "BMC", "EMC", "BI", "ID", "EI"}:
            kept.append(instruction)
    return kept


def _named(operands: Any, gone: set[str]) -> bool:
    return isinstance(operands[1], pikepdf.Name) and str(operands[1]) in gone
