"""Makes a harmless copy of a Word document: what is not seen, what fetches and what runs is left out of it.

What was left out is counted, so that the person can be told.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from evidencepack.intake.losses import NOTE
from evidencepack.intake.word_fields import flatten_fields
from evidencepack.intake.word_hidden import drop_hidden
from evidencepack.intake.word_package import Package, Relation, W
from evidencepack.intake.word_tracked import accept_changes
from evidencepack.model.wording import counted

_KEPT_RELATIONS = frozenset({
    "styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes", "header", "footer",
    "image",
    "hyperlink", "chart", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors",
    "diagramDrawing",
    "chartUserShapes",
})  # fmt: skip
_REMOTE = frozenset(
    {"image", "attachedTemplate", "oleObject", "subDocument", "frame", "package", "video", "audio"}
)
_SAFE_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_ADDRESSES = frozenset({_OFFICE + "href", "href", _R + "link", _R + "href", _R + "pict"})
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_DROPPED = (_OFFICE + "OLEObject", *(W + name for name in (
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "control", "subDoc",
    "proofErr",
    "dataBinding", "permStart", "permEnd",
)))  # fmt: skip
_SETTINGS_DROPPED = tuple(W + name for name in (
    "attachedTemplate", "mailMerge", "docVars", "updateFields", "documentProtection", "writeProtection",
    "linkStyles",
    "trackRevisions", "rsids", "saveThroughXslt", "attachedSchema",
))  # fmt: skip


@dataclass
class LeftOut:
    """What a copy does not have that the original has."""

    deletions: int = 0
    insertions: int = 0
    comments: int = 0
    hidden: int = 0
    fields: list[str] = field(default_factory=list)
    objects: int = 0
    remote: int = 0
    macros: bool = False
    inserted_files: int = 0
    missing: list[str] = field(default_factory=list)
    strict: bool = False

    def warnings(self) -> list[str]:
        """One sentence for each kind of thing; never the words themselves, which must not reach an export."""
        fields = ", ".join(sorted(set(self.fields)))
        missing = ", ".join(self.missing[:5])
        told = (
            (self.deletions, "tracked deletion", "left out of the reading copy."),
            (self.insertions, "tracked insertion", "shown as if accepted."),
            (self.comments, "comment", "left out of the reading copy."),
            (self.hidden, "hidden word", "left out of the reading copy."),
            (len(self.fields), "field", f"that fetch or run something ({fields}) made harmless; "
                                        "the words last saved for them are shown."),
            (self.objects, "embedded object", "not opened; at most a picture of it is shown."),
            (self.inserted_files, "inserted file", "not shown; open the original to read it."),
            (self.remote, "link", "to pictures or files elsewhere left out; nothing was fetched."),
            (len(self.missing), "part", f"that the document refers to missing from it: {missing}."),
        )  # fmt: skip
        sentences = [f"{counted(number, noun)} {rest}" for number, noun, rest in told if number]
        if self.macros:
            sentences.append("The document has macros; they were not run and are left out.")
        if self.strict:
            sentences.append(
                "It is in the ISO Strict form, which was translated; compare it with the original."
            )
        return sentences


def clean(package: Package) -> LeftOut:
    """Take everything out of an opened document that is not to be seen, fetched or run."""
    left = LeftOut(strict=package.strict)
    left.objects = sum("/embeddings/" in name or "/activeX/" in name for name in package.parts)
    left.macros = any(name.lower().endswith("vbaproject.bin") for name in package.parts)
    left.comments = sum(
        sum(1 for _ in package.trees[name].iter(W + "comment")) for name in package.related("comments")
        if package.trees.get(name) is not None
    )  # fmt: skip
    _choose_relations(package, left)
    styles = next((package.trees[name] for name in package.related("styles")), None)
    for name in reachable(package):
        tree = package.trees.get(name)
        if tree is None:
            continue
        if tree.tag.startswith(W):
            left.inserted_files += remove_all(tree, (W + "altChunk",))
            accept_changes(tree, left)
            drop_hidden(tree, styles, left)
            left.fields += flatten_fields(tree)
            remove_all(tree, _SETTINGS_DROPPED if tree.tag == W + "settings" else _DROPPED)
        _unlink(tree, {relation.id for relation in package.relations.get(name, ())})
    return left


def remove_all(tree: Any, tags: tuple[str, ...]) -> int:
    """Remove elements with all that is in them; the text after them stays."""
    found = [element for element in tree.iter(*tags) if element.getparent() is not None]
    for element in found:
        detach(element)
    return len(found)


def detach(element: Any) -> None:
    """Remove one element; white space after it is of no meaning in these files."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _choose_relations(package: Package, left: LeftOut) -> None:
    for owner, relations in package.relations.items():
        if not owner:
            continue
        kept: list[Relation] = []
        for relation in relations:
            if relation.external:
                if relation.kind == "hyperlink":
                    kept += [relation] if _SAFE_LINK.match(relation.target) else []
                else:
                    left.remote += relation.kind in _REMOTE
            elif relation.kind in _KEPT_RELATIONS:
                if relation.target in package.parts:
                    kept.append(relation)
                elif relation.kind != "hyperlink":
                    left.missing.append(relation.target or relation.kind)
        package.relations[owner] = kept


def _unlink(tree: Any, known: set[str]) -> None:
    """Take out references to what is no longer there, and addresses outside Word's own list of them."""
    for element in tree.iter(etree.Element):
        for name, value in list(element.attrib.items()):
            dangling = name in (_R + "embed", _R + "id") and value not in known
            if dangling or name in _ADDRESSES or (name == "src" and "://" in value):
                del element.attrib[name]
    # A header or a link without its target would make readers call the file damaged.
    for tag in ("headerReference", "footerReference", "attachedTemplate"):
        for element in list(tree.iter(W + tag)):
            if element.get(_R + "id") is None:
                detach(element)


def reachable(package: Package) -> list[str]:
    """The main part and all that it needs, directly or not."""
    found = [package.main]
    for name in found:
        found += dict.fromkeys(
            relation.target
            for relation in package.relations.get(name, ())
            if not relation.external and relation.target in package.parts and relation.target not in found
        )
    return found


def written(package: Package) -> bytes:
    """The copy as a file: only what its words need, without any name of a person."""
    names = reachable(package)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        overrides = "".join(
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(_type_of(package, name))}/>"
            for name in names
        )
        archive.writestr("[Content_Types].xml", _types(overrides))
        archive.writestr(
            "_rels/.rels", _relations_part([Relation("r1", _OFFICE_DOCUMENT, package.main, False)])
        )
        for name in names:
            tree = package.trees.get(name)
            data = package.parts[name]
            if tree is not None:
                data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(name, data)
            if relations := package.relations.get(name):
                folder, _, file = name.rpartition("/")
                archive.writestr(f"{folder}/_rels/{file}.rels".lstrip("/"), _relations_part(relations))
    return out.getvalue()


def _type_of(package: Package, name: str) -> str:
    if name == package.main:  # a document with macros, or a template, becomes a plain document
        return _MAIN_TYPE
    return package.types.get(name) or "application/octet-stream"


def _types(overrides: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations_part(relations: list[Relation]) -> str:
    rows = "".join(
        f"<Relationship Id={quoteattr(r.id)} Type={quoteattr(r.type)} "
        + (
            f'Target={quoteattr(r.target)} TargetMode="External"/>'
            if r.external
            else f"Target={quoteattr('/' + r.target)}/>"
        )
        for r in relations
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'
    )


def words_of(package: Package) -> list[str]:
    """The text of the document as it is written in its XML, footnotes and endnotes too, by paragraph."""
    pieces: list[str] = []
    for name in [package.main, *package.related("footnotes"), *package.related("endnotes")]:
        skipping = 0
        for event, element in etree.iterwalk(package.trees[name], events=("start", "end")):
            if element.tag == _MC + "Fallback":  # says again what stands beside it
                skipping += 1 if event == "start" else -1
            elif skipping:
                continue
            elif event == "start":
                pieces.append(_text(element))
            elif element.tag == W + "p":
                pieces.append("\n")
    return "".join(pieces).split("\n")


def _text(element: Any) -> str:
    if element.tag == W + "t":
        return element.text or ""
    if element.tag == W + "p":  # one that begins within another, in a text box
        return "\n"
    if element.tag in (W + "tab", W + "br", W + "cr"):
        return " "
    if element.tag in (W + "footnoteReference", W + "endnoteReference"):
        return NOTE
    return "-" if element.tag == W + "noBreakHyphen" else ""
