"""Opens the package that a Word document is: its parts and how they refer to each other, within limits."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from evidencepack.errors import BadInput

LARGEST = 500 << 20
"""The largest document, in bytes once it is unpacked."""
_LARGEST_XML = 100 << 20
_MOST_PARTS = 20_000
_BOMB_RATIO, _BOMB_SIZE = 200, 100 << 20

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument|schemaLibrary)/"
)
_STRICT_NAMES = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}


@dataclass(frozen=True)
class Relation:
    """What one part refers to.

    Attributes:
        id: By which the part names it.
        type: The full type, an address.
        target: The name of a part, or an address if it is external.
        external: Whether it lies outside the document.
    """

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: ``styles``, ``image``, ``hyperlink``."""
        return self.type.rsplit("/", 1)[-1]


@dataclass
class Package:
    """An opened Word document.

    Attributes:
        parts: Every part's bytes by its name.
        trees: The XML parts, parsed.
        relations: For each part, what it refers to; for ``""``, what the package does.
        types: The content type of each part.
        main: The name of the part with the words.
        strict: It was in the ISO Strict form and has been translated.
    """

    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    main: str = ""
    strict: bool = False

    def related(self, kind: str) -> Iterator[str]:
        """The parts of a kind that the main part refers to."""
        for relation in self.relations.get(self.main, ()):
            if relation.kind == kind and not relation.external and relation.target in self.parts:
                yield relation.target


def open_package(path: Path) -> Package:
    """Read a Word document's package.

    Raises:
        BadInput: If it is damaged, would unpack to an absurd size, has entities, or has no words part.
    """
    package = Package(_unpacked(path))
    for name in list(package.parts):
        if name.lower().endswith((".xml", ".rels")) or name == "[Content_Types].xml":
            package.trees[name] = _parsed(path, name, package)
    _read_types(package)
    for name in package.trees:
        if name.endswith(".rels"):
            folder, file = posixpath.split(name)
            owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            package.relations["" if name == "_rels/.rels" else owner] = list(_relations(package, name, owner))
    package.main = next(
        (r.target for r in package.relations.get("", ()) if r.kind == "officeDocument" and not r.external), ""
    )
    tree = package.trees.get(package.main)
    if tree is None:
        raise _damaged(path, "the part with its words is missing")
    if tree.tag != W + "document":
        raise _damaged(path, "its words are in a form that is not Word's")
    return package


def _damaged(path: Path, cause: str) -> BadInput:
    return BadInput(
        f"“{path.name}” is a damaged Word document: {cause}; open it in Word, save it again and import that.",
        file=str(path),
    )


def _unpacked(path: Path) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_bomb(path, entries)
            for entry in entries:
                name = entry.filename.replace("\\", "/").lstrip("/")
                if entry.flag_bits & 1:
                    raise _damaged(path, "it is locked with a ZIP password")
                parts.setdefault(name, archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as problem:
        raise _damaged(path, "it cannot be unpacked") from problem
    return parts


def _refuse_bomb(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    # What an entry announces is all that is ever unpacked of it: zipfile stops there.
    total = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    xml = max((e.file_size for e in entries if e.filename.lower().endswith((".xml", ".rels"))), default=0)
    bomb = total > _BOMB_SIZE and total / packed > _BOMB_RATIO
    if bomb or total > LARGEST or xml > _LARGEST_XML or len(entries) > _MOST_PARTS:
        raise BadInput(
            f"“{path.name}” would unpack to {total >> 20:,} MB in {len(entries):,} parts, more than "
            "any letter needs; "
            "it was not opened: ask its sender for a PDF.",
            file=str(path),
        )


def _parsed(path: Path, name: str, package: Package) -> Any:
    data = package.parts[name]
    if b"purl.oclc.org/ooxml" in data:
        package.strict = True
        data = package.parts[name] = _translated(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.parse(BytesIO(data), parser)
    except etree.LxmlError as problem:
        if not _matters(name):
            del package.parts[name]
            return None
        raise _damaged(path, f"its part {name} cannot be parsed") from problem
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise BadInput(
            f"“{path.name}” declares entities in {name}, which Word never does and which can be used "
            "to read files; "
            "it was not opened: ask its sender for a PDF.",
            file=str(path),
        )
    return tree.getroot()


def _matters(name: str) -> bool:
    """Whether a document is damaged without this part: everything Word writes about the words themselves."""
    return name == "[Content_Types].xml" or name.endswith(".rels") or name.startswith("word/")


def _translated(data: bytes) -> bytes:
    """ISO Strict names as the ones every program reads."""
    data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    for strict, usual in _STRICT_NAMES.items():
        data = data.replace(b"/2006/" + strict, b"/2006/" + usual)
        data = data.replace(b"/2006/relationships/" + strict, b"/2006/relationships/" + usual)
    return data


def _read_types(package: Package) -> None:
    tree = package.trees.get("[Content_Types].xml")
    defaults: dict[str, str] = {}
    if tree is not None:
        for element in tree.iter(_TYPES + "Default"):
            defaults[element.get("Extension", "").lower()] = element.get("ContentType", "")
        for element in tree.iter(_TYPES + "Override"):
            package.types[element.get("PartName", "").lstrip("/")] = element.get("ContentType", "")
    for name in package.parts:
        package.types.setdefault(name, defaults.get(name.rsplit(".", 1)[-1].lower(), ""))


def _relations(package: Package, name: str, owner: str) -> Iterator[Relation]:
    tree = package.trees[name]
    if tree is None:
        return
    by_lower = {part.lower(): part for part in package.parts}
    for element in tree.iter(_RELATIONS):
        external = element.get("TargetMode", "") == "External"
        target = element.get("Target", "")
        if not external:
            base = posixpath.dirname("" if name == "_rels/.rels" else owner)
            target = posixpath.normpath(posixpath.join("/", base, unquote(target.split("#")[0]))).lstrip("/")
            target = by_lower.get(target.lower(), target)
        yield Relation(element.get("Id", ""), element.get("Type", ""), target, external)
