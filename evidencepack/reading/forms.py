"""Draws what is filled into a form into its pages, where it can be quoted, and takes the form out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium

from evidencepack.reading import commands
from evidencepack.reading.hidden import Hidden, words_of

_HIDDEN, _NO_VIEW = 2, 32
_WITH_WORDS = ("/Tx", "/Ch")
_DEEPEST = 32


def undrawn_pages(pdf: pikepdf.Pdf) -> list[int]:
    """The pages, from 1, on which a field's look has to be made before it can be drawn into the page."""
    form = pdf.Root.get("/AcroForm")
    anew = isinstance(form, pikepdf.Dictionary) and _is_true(form, "/NeedAppearances")
    return [
        number
        for number, page in enumerate(pdf.pages, start=1)
        if any(anew or "/AP" not in field for field in _fields_on(page) if _of(field, "/FT") in _WITH_WORDS)
    ]


def draw_fields(document: Any, pages: Iterable[int]) -> None:
    """Have pdfium make the look of the fields on some pages, as it does for showing them; no script is run.

    Args:
        document: pdfium's handle of the document.
        pages: Page numbers, from 1.
    """
    facts = pdfium.FPDF_FORMFILLINFO(version=2)
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, ctypes.byref(facts))
    if not form:
        return
    try:
        for number in pages:
            page = pdfium.FPDF_LoadPage(document, number - 1)
            if page:
                pdfium.FORM_OnAfterLoadPage(page, form)
                pdfium.FORM_OnBeforeClosePage(page, form)
                pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDFDOC_ExitFormFillEnvironment(form)


def flatten(pdf: pikepdf.Pdf, hidden: Hidden) -> None:
    """Draw the fields into the pages, and take the form's own data out."""
    form = pdf.Root.get("/AcroForm")
    shown = [(page, list(_fields_on(page))) for page in pdf.pages]
    if form is None and not any(fields for _, fields in shown):
        return
    every = list(_every_field(form))
    _tell(form, every, shown, hidden, xfa_only=_is_true(pdf.Root, "/NeedsRendering"))
    hidden.changed = True
    if isinstance(form, pikepdf.Dictionary) and "/NeedAppearances" in form:
        del form["/NeedAppearances"]
    others = [_others(page) for page, _ in shown]
    for page, fields in shown:
        page.obj["/Annots"] = pikepdf.Array(fields)
        _mend_contents(page.obj)
    pdf.flatten_annotations("screen")
    for (page, _), rest in zip(shown, others, strict=True):
        if rest is not None:
            page.obj["/Annots"] = rest
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    for field in [*every, *(field for _, fields in shown for field in fields)]:
        for key in list(field.keys()):  # it may be referred to from elsewhere
            del field[key]
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]


def _tell(
    form: Any, every: list[Any], shown: list[tuple[Any, list[Any]]], hidden: Hidden, *, xfa_only: bool
) -> None:
    """Count what the form holds besides what is seen."""
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form and (xfa_only or not every):
        hidden.note("xfa")
    pages = {field.objgen: number for number, (_, fields) in enumerate(shown, start=1) for field in fields}
    known = {field.objgen for field in every if field.is_indirect}
    loose = [field for _, fields in shown for field in fields if field.objgen not in known]
    signed = set()
    for field in [*every, *loose]:
        page = pages.get(field.objgen, 0)
        commands.take_out(field, "/A", hidden, page)
        commands.take_out_all(field, hidden, page)
        value = _value_of(field)
        if _of(field, "/FT") == "/Sig":
            if value is not None and _name(field) not in signed:
                signed.add(_name(field))
                hidden.note("signature", page)
        elif page and _of(field, "/FT") in _WITH_WORDS and words_of(value).strip():
            if int(field.get("/F", 0)) & (_HIDDEN | _NO_VIEW):
                hidden.note("hidden-field", page)
            elif "/AP" not in field:
                hidden.note("unshown-field", page, _name(field))
    if any(fields for _, fields in shown):
        hidden.note("form" if any(_is_filled(field) for field in [*every, *loose]) else "empty-form")


def _mend_contents(page: Any) -> None:
    """Leave out of the commands that draw a page what was lost of them, on which qpdf would give up."""
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Array) and not all(isinstance(each, pikepdf.Stream) for each in contents):
        page["/Contents"] = pikepdf.Array([each for each in contents if isinstance(each, pikepdf.Stream)])


def _is_true(holder: Any, key: str) -> bool:
    said = holder.get(key)
    return isinstance(said, bool) and said


def _others(page: Any) -> Any:
    """The annotations of a page that are no fields; as it had them, if none is one."""
    here = page.obj.get("/Annots")
    if not isinstance(here, pikepdf.Array):
        return None
    rest = [item for item in here if not _is_field(item)]
    return here if len(rest) == len(here) else pikepdf.Array(rest)


def _fields_on(page: Any) -> Iterator[Any]:
    here = page.obj.get("/Annots")
    return (item for item in here if _is_field(item)) if isinstance(here, pikepdf.Array) else iter(())


def _is_field(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Widget"


def _every_field(form: Any) -> Iterator[Any]:
    """All fields of the form's tree, each once, whether they are on a page or not."""
    top = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    waiting = [(item, 0) for item in top] if isinstance(top, pikepdf.Array) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        field, depth = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary) or depth > _DEEPEST:
            continue
        if field.is_indirect and field.objgen in seen:
            continue
        seen.add(field.objgen)
        yield field
        kids = field.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting.extend((kid, depth + 1) for kid in kids)


def _of(field: Any, key: str) -> Any:
    """What a field has under a key, or inherits."""
    for _ in range(_DEEPEST):
        if not isinstance(field, pikepdf.Dictionary):
            return None
        if key in field:
            return field[key]
        field = field.get("/Parent")
    return None


def _value_of(field: Any) -> Any:
    value = _of(field, "/V")
    return words_of(value) if isinstance(value, pikepdf.Name) else value


def _is_filled(field: Any) -> bool:
    """Whether words or a tick are in a field."""
    kind, value = _of(field, "/FT"), words_of(_value_of(field))
    return bool(value.strip()) if kind in _WITH_WORDS else kind == "/Btn" and value not in ("", "/Off")


def _name(field: Any) -> str:
    return words_of(_of(field, "/T"))
