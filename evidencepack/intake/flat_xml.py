"""Reads documents that are one plain XML file: the flat forms of Word and of OpenDocument."""

from __future__ import annotations

import base64
import binascii
import tempfile
import zipfile
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from evidencepack.errors import BadInput
from evidencepack.intake import office, word
from evidencepack.intake.prepared import Intake

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_LARGEST = 100 << 20
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_ODT = "application/vnd.oasis.opendocument.text"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def read_docx(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a Word document that is one XML file.

    Raises:
        BadInput: If it is damaged or is not one of Word.
    """
    root = _parsed(path)
    types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    parts: dict[str, bytes] = {}
    for part in root.iter(_PACKAGE + "part"):
        name, kind = part.get(_PACKAGE + "name", "").lstrip("/"), part.get(_PACKAGE + "contentType", "")
        if not name:
            continue
        parts[name] = _content(path, part)
        if kind != _RELATIONS:
            etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    etree.SubElement(types, f"{{{_TYPES}}}Default", Extension="rels", ContentType=_RELATIONS)
    if "word/document.xml" not in parts:
        raise _damaged(path)
    parts["[Content_Types].xml"] = etree.tostring(types, encoding="UTF-8", xml_declaration=True)
    with tempfile.TemporaryDirectory(prefix="evidencepack-flat-") as folder:
        packed = _packed(Path(folder) / f"{path.stem or 'document'}.docx", parts)
        return _as_of(path, "application/xml", word.read(packed, workspace, reader, password))


def read_odt(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of an OpenDocument text that is one XML file.

    Raises:
        BadInput: If it is damaged or is not a text.
    """
    root = _parsed(path)
    if root.get(_OFFICE + "mimetype", "") != _ODT:
        raise BadInput(
            f"“{path.name}” is an OpenDocument file of a kind that this version cannot read; open it in "
            "LibreOffice, save it as PDF and import that.",
            file=str(path),
        )
    parts = {
        "mimetype": _ODT.encode("ascii"),
        "content.xml": _some_of(root, "document-content", ("font-face-decls", "automatic-styles", "body")),
        "styles.xml": _some_of(
            root, "document-styles", ("font-face-decls", "styles", "automatic-styles", "master-styles")
        ),
        "META-INF/manifest.xml": _manifest(),
    }
    with tempfile.TemporaryDirectory(prefix="evidencepack-flat-") as folder:
        packed = _packed(Path(folder) / f"{path.stem or 'document'}.odt", parts)
        return _as_of(path, f"{_ODT}-flat-xml", office.read_odt(packed, workspace, reader, password))


def _parsed(path: Path) -> etree._Element:
    if path.stat().st_size > _LARGEST:
        raise BadInput(
            f"“{path.name}” has more than {_LARGEST >> 20} MB, too large to be read; save it as PDF and "
            "import that.",
            file=str(path),
        )
    data = path.read_bytes()
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise BadInput(
            f"“{path.name}” declares entities of its own, which no document needs; it was not opened.",
            file=str(path),
        )
    # Pictures stand in it as one text of any length.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise _damaged(path) from problem


def _content(path: Path, part: etree._Element) -> bytes:
    xml = part.find(_PACKAGE + "xmlData")
    if xml is not None and len(xml):
        return bytes(etree.tostring(xml[0], encoding="UTF-8", xml_declaration=True, with_tail=False))
    try:
        return base64.b64decode("".join(part.itertext()))
    except binascii.Error as problem:
        raise _damaged(path) from problem


def _some_of(root: etree._Element, name: str, wanted: tuple[str, ...]) -> bytes:
    """Some of the parts of a flat OpenDocument file, as the file of a package that holds them."""
    made = etree.Element(_OFFICE + name, nsmap=root.nsmap)
    version = root.get(_OFFICE + "version")
    if version:
        made.set(_OFFICE + "version", version)
    for each in wanted:
        found = root.find(_OFFICE + each)
        if found is not None:
            made.append(deepcopy(found))
    return bytes(etree.tostring(made, encoding="UTF-8", xml_declaration=True))


def _manifest() -> bytes:
    entries = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="{kind}"/>'
        for name, kind in (("/", _ODT), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    return f'<m:manifest xmlns:m="{_MANIFEST}" m:version="1.2">{entries}</m:manifest>'.encode()


def _packed(out: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "mimetype", name)):
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, parts[name], stored)
    return out


def _as_of(path: Path, media_type: str, intake: Intake) -> Intake:
    settings = {**intake.settings, "form": "flat XML"}
    return replace(intake, original=path, media_type=media_type, settings=settings)


def _damaged(path: Path) -> BadInput:
    return BadInput(
        f"“{path.name}” is a document in the form of XML that is damaged; get it again from where it came.",
        file=str(path),
    )
