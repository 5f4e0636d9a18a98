"""Reads what other word processors write: RTF, the old DOC, OpenDocument.

LibreOffice turns them into Word documents, and those are cleaned and read like any other, so that what is
hidden or deleted in them stays out of the pages too. Without LibreOffice, RTF and OpenDocument are set on
pages by their words alone.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import olefile
from lxml import etree
from striprtf.striprtf import rtf_to_text

from evidencepack.errors import BadInput
from evidencepack.intake import libreoffice, reading_copy, word
from evidencepack.intake.losses import loss_warning, page_texts
from evidencepack.intake.prepared import Intake, Story, new_place, own_version, stem
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_LARGEST = 200 << 20
_MOST_UNPACKED = 500 << 20
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_OUTSIDE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]{1,20}:|//|\\\\|/)", re.IGNORECASE)
_FETCHED = ("image", "object", "object-ole", "plugin", "applet", "floating-frame", "section-source", "script",
            "event-listener", "font-face-uri", "background-image", "fill-image")  # fmt: skip
_UNSEEN = (_TEXT + "tracked-changes", _OFFICE + "annotation", _OFFICE + "forms", _TEXT + "ruby-text")
_BLOCKS = (_TEXT + "p", _TEXT + "h")
_MEDIA_TYPES = {
    "rtf": "application/rtf",
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
}


def read_rtf(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a Rich Text file.

    Raises:
        BadInput: If it is damaged or has no words.
    """
    del password
    data = _loaded(path)
    if soffice := libreoffice.program():
        return _through_word(soffice, path, data, "rtf", workspace, reader)
    try:
        text = str(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, TypeError, LookupError, RecursionError) as problem:
        raise _damaged(path, "a Rich Text file") from problem
    return _by_words(path, (line for line in text.split("\n")), "rtf", workspace, reader)


def read_doc(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a Word document of the old kind; only LibreOffice can read it.

    Raises:
        BadInput: If it is damaged, or LibreOffice is not installed.
    """
    del password
    soffice = libreoffice.program()
    if soffice is None:
        raise BadInput(
            f"“{path.name}” is a Word document of the old kind (DOC), which needs LibreOffice; install that, "
            "or save it as DOCX or PDF and import that.",
            file=str(path),
        )
    _refuse_unless_whole(path)
    return _through_word(soffice, path, _loaded(path), "doc", workspace, reader)


def _refuse_unless_whole(path: Path) -> None:
    """Look at the head of an old Word document (MS-DOC 2.5.1): is it one, and is it locked?"""
    try:
        with olefile.OleFileIO(path) as ole:
            head = ole.openstream("WordDocument").read(32)
    except (OSError, ValueError, IndexError, RecursionError) as problem:
        raise _damaged(path, "a Word document of the old kind") from problem
    if len(head) < 32 or head[:2] not in (b"\xec\xa5", b"\xdc\xa5"):
        raise _damaged(path, "a Word document of the old kind")
    if head[11] & 1:
        raise _locked(path)


def read_odt(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of an OpenDocument text.

    Raises:
        BadInput: If it is damaged, locked or has no words.
    """
    del password
    parts = _unpacked(path)
    told: list[str] = []
    trees = {name: _tree(path, parts[name]) for name in ("content.xml", "styles.xml") if name in parts}
    if "content.xml" not in trees:
        raise _damaged(path, "an OpenDocument text")
    outside = sum(_cut_off(tree) for tree in trees.values())
    if outside:
        told.append(
            f"{counted(outside, 'picture')} or other parts that are not stored in the file are "
            "left out; nothing was fetched."
        )
    words = list(_words(trees["content.xml"]))
    if soffice := libreoffice.program():
        parts |= {name: etree.tostring(tree, encoding="UTF-8") for name, tree in trees.items()}
        intake = _through_word(soffice, path, _packed(parts), "odt", workspace, reader)
        lost = loss_warning(words, page_texts(intake.rendition, reader))
        told += [sentence for sentence in lost if sentence not in intake.warnings]
    else:
        intake = _by_words(path, iter(words), "odt", workspace, reader)
    return replace(intake, warnings=[*told, *intake.warnings])


def _loaded(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise BadInput(
            f"“{path.name}” has more than {_LARGEST >> 20} MB, too large to be read; save it as PDF and "
            "import that.",
            file=str(path),
        )
    return path.read_bytes()


def _through_word(
    soffice: str, path: Path, data: bytes, form: str, workspace: Path, reader: Reader
) -> Intake:
    """Have LibreOffice write a Word document, and read that."""
    with tempfile.TemporaryDirectory(prefix="evidencepack-word-", dir=_there(workspace)) as folder:
        made = Path(folder) / f"{path.stem or 'document'}.docx"
        try:
            libreoffice.convert(soffice, data, path.name, made, form=form)
            intake = word.read(made, workspace, reader)
        except BadInput as problem:
            problem.message = problem.message.replace(made.name, path.name)
            raise
    settings = {**intake.settings, "through": "docx"}
    return replace(intake, original=path, media_type=_MEDIA_TYPES[form], settings=settings)


def _there(workspace: Path) -> Path:
    workspace.mkdir(parents=True, exist_ok=True)
    return workspace


def _by_words(path: Path, lines: Iterator[str], form: str, workspace: Path, reader: Reader) -> Intake:
    """Set the words alone on pages."""
    story = Story(blocks=[{"kind": "para", "runs": [{"text": line}]} for line in lines if line.strip()])
    out = new_place(workspace)
    title = stem(path)
    told = reading_copy.make_copy(story, title, path, out, reader)
    told.insert(
        0,
        "The reading copy has the words of the file without its format, because LibreOffice is not "
        "installed: install it and import the file again where tables or numbers of paragraphs matter.",
    )
    return Intake(
        original=path, media_type=_MEDIA_TYPES[form], kind="document", title=title, author="", url="",
        dates={}, rendition=out, converter=reading_copy.converter(), converter_version=own_version(),
        settings={**reading_copy.SETTINGS, "words_only": True}, warnings=told,
    )  # fmt: skip


def _unpacked(path: Path) -> dict[str, bytes]:
    """The parts of an OpenDocument file, if they are no more than a computer can hold."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
                raise BadInput(
                    f"“{path.name}” unpacks to more than {_MOST_UNPACKED >> 20} MB and was not opened.",
                    file=str(path),
                )
            parts = {part.filename: package.read(part) for part in package.infolist() if not part.is_dir()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as problem:
        raise _damaged(path, "an OpenDocument text") from problem
    if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise _locked(path)
    return parts


def _locked(path: Path) -> BadInput:
    return BadInput(
        f"“{path.name}” is locked with a password; open it in its program, take the password off and import "
        "that.",
        file=str(path),
    )


def _packed(parts: dict[str, bytes]) -> bytes:
    """An OpenDocument file: what it is comes first, and nothing in it that is run."""
    out = io.BytesIO()
    order = sorted(parts, key=lambda name: (name != "mimetype", name))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in order:
            if not name.startswith(("Basic/", "Scripts/")):
                stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                package.writestr(name, parts[name], compress_type=stored)
    return out.getvalue()


def _tree(path: Path, data: bytes) -> etree._Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise BadInput(
            f"“{path.name}” declares entities of its own, which no document needs; it was not opened.",
            file=str(path),
        )
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise _damaged(path, "an OpenDocument text") from problem


def _cut_off(tree: etree._Element) -> int:
    """Take out whatever would be fetched from elsewhere; how many there were."""
    found = [
        element
        for element in tree.iter(etree.Element)
        if etree.QName(element).localname in _FETCHED and _OUTSIDE.match(element.get(_LINK, ""))
    ]
    for element in found:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return len(found)


def _words(tree: etree._Element) -> Iterator[str]:
    """The text of each paragraph that is seen."""
    for element in tree.iter(*_UNSEEN):
        for inner in list(element):
            element.remove(inner)
        element.text = None
    for element in tree.iter(*_BLOCKS):
        yield "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner.tag == _TEXT + "s":
            yield " " * int(inner.get(_TEXT + "c", "1") or 1)
        elif inner.tag == _TEXT + "tab":
            yield "\t"
        elif inner.tag == _TEXT + "line-break":
            yield "\n"
        elif inner.tag not in _BLOCKS and isinstance(inner.tag, str):
            yield from _pieces(inner)
        yield inner.tail or ""


def _damaged(path: Path, what: str) -> BadInput:
    return BadInput(
        f"“{path.name}” is {what} that is damaged; get it again from where it came.", file=str(path)
    )
