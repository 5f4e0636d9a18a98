"""Finds out from its bytes what a file is, whatever its name says."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from evidencepack.intake.decoding import decode, is_binary
from evidencepack.intake.unpacking import beginning

_HEAD = 1 << 16
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"BM", "bmp"),
    (b"SQLite format 3\0", "sqlite"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\x1f\x8b", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
    (b"bplist00", "property-list"),
    (b"%!PS", "postscript"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "film"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
# Names of streams in Microsoft's old container, as they stand in its directory.
_OLE_STREAMS = (
    ("EncryptedPackage", "office-locked"),
    ("__nameid_version1.0", "msg"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_MAIN_PART = re.compile(rb'ContentType\s*=\s*"([^"]{1,200}\.main\+xml)"')
_OFFICE = (("wordprocessingml", "docx"), ("ms-word", "docx"), ("spreadsheetml", "xlsx"), ("ms-excel", "xlsx"),
           ("presentationml", "pptx"), ("ms-powerpoint", "pptx"))  # fmt: skip
_BY_MIMETYPE = (("epub", "epub"), ("opendocument.spreadsheet", "ods"), ("opendocument.presentation", "odp"),
                ("opendocument", "odt"))  # fmt: skip
_WORD_NAMES = {".docx", ".docm", ".dotx", ".dotm"}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,8000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<(?:p|div|table|br|h[1-6]|ul|ol|span|title|meta|body|a)\b[^>]*>", re.IGNORECASE)
# What stands before the first tag of an XML file, and that tag with a prefix, if it has one.
_PROLOGUE = re.compile(
    r"\s*(?:<\?[^>]{0,2000}\?>|<!--.{0,8000}?-->|<!DOCTYPE[^\[>]*(?:\[.{0,20000}?\]\s*)?>)", re.DOTALL
)
_ROOT = re.compile(r"\s*<(?:[A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)")
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_BY_ROOT = {"html": "html", "svg": "svg", "worddocument": "word-xml", "package": "flat-docx",
            "document": "flat-odt"}  # fmt: skip
_HEADER_LINE = re.compile(r"[!-9;-~]+:")
_HEADER_NAME = re.compile(r"^([A-Za-z][A-Za-z0-9\-]{1,60}):", re.MULTILINE)
_SENT = {"received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature",
         "in-reply-to",
         "content-transfer-encoding", "x-mailer", "thread-index"}  # fmt: skip
_WRITTEN = {"from", "to", "cc", "subject", "date", "sender", "reply-to", "content-type"}
_HTML_NAMES = {".html", ".htm", ".xhtml", ".xht"}
_MARKDOWN_NAMES = {".md", ".markdown"}
_TABLE_NAMES = {".csv", ".tsv", ".tab"}
_EML_NAMES = {".eml", ".mbox"}
_MHTML_NAMES = {".mht", ".mhtml"}
_SAVED = re.compile(r"^Snapshot-Content-Location:|^From:\s*[\"<]?Saved by", re.MULTILINE | re.IGNORECASE)
_DELIVERED = {"to", "cc", "received", "message-id", "return-path", "delivered-to", "in-reply-to"}
_TAR, _TAR_AT = b"ustar", 257
_PEEK = 4096
_WEB_ARCHIVE = b"WebMainResource"
_SPACES = {"flat-docx": "schemas.microsoft.com/office/2006/xmlPackage",
           "flat-odt": "urn:oasis:names:tc:opendocument:xmlns:office",
           "word-xml": "schemas.microsoft.com/office/word/2003/wordml"}  # fmt: skip


def sniff(path: Path) -> str:
    """What a file is, as one word.

    ``pdf``, ``docx``, ``html``, ``eml``, ``text`` and ``markdown``; others that are known so that they can be
    refused by name; ``unknown`` if nothing fits, ``empty`` if nothing is there.

    Only between kinds of text, which have no signature, does the file's name decide.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        return "empty"
    if path.name.startswith("~$") and len(head) <= 512:
        return "word-lock"
    kind = _by_magic(head)
    if kind == "ole":
        return _ole_kind(path)
    if kind == "packed":
        return _packed_kind(path)
    if kind == "property-list":
        return "webarchive" if _WEB_ARCHIVE in head else "unknown"
    if kind:
        return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[_TAR_AT:].startswith(_TAR):
        return "tar"
    return _text_kind(path, head)


def _by_magic(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"hevc") else "film"
    for magic, kind in _MAGIC:
        # Two letters are no signature if what follows is text: a note may begin with "BM".
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head[:64]):
            return kind
    return ""


def _packed_kind(path: Path) -> str:
    inner = beginning(path, _PEEK)
    if inner[_TAR_AT:].startswith(_TAR):
        return "tar"
    return "svg" if not is_binary(inner) and root_of(decode(inner).text) == "svg" else "packed"


def _ole_kind(path: Path) -> str:
    limit = 64 << 20
    with path.open("rb") as stream:
        data = stream.read(limit)
    for name, kind in _OLE_STREAMS:
        if (name + "\0").encode("utf-16-le") in data:
            return kind
    return "ole"


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if "mimetype" in names:
                kind = _read_some(package, "mimetype", 200).decode("ascii", "replace")
                return next((k for word, k in _BY_MIMETYPE if word in kind), "package")
            if "[Content_Types].xml" not in names:
                return _archive_kind(names)
            types = _MAIN_PART.findall(_read_some(package, "[Content_Types].xml", 1 << 20))
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "damaged-zip"
    main = " ".join(found.decode("ascii", "replace").lower() for found in types)
    is_word = path.suffix.lower() in _WORD_NAMES or any(n.startswith("word/") for n in names)
    named = "docx" if is_word else "package"
    return next((kind for word, kind in _OFFICE if word in main), named)


def _archive_kind(names: set[str]) -> str:
    """What a ZIP file is that does not say it: an archive, or what some programs write that say nothing."""
    if any(name.endswith(".iwa") for name in names):
        return "iwork"
    return "program" if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names else "zip"


def _read_some(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    with package.open(name) as stream:
        return stream.read(most)


def _text_kind(path: Path, head: bytes) -> str:
    if is_binary(head):
        return "unknown"
    ending = path.suffix.lower()
    text = decode(head).text.lstrip("\ufeff \t\r\n")
    if text.startswith("From ") and _looks_sent(text.split("\n", 1)[-1], ending):
        return "eml"
    if _HTML.match(text) or (ending in _HTML_NAMES and _ANY_TAG.search(text)):
        return "html"
    if text.startswith("<") and (kind := _xml_kind(text, ending)):
        return kind
    if _looks_saved(text, ending):
        return "mhtml"
    if _looks_sent(text, ending):
        return "eml"
    if ending in _TABLE_NAMES:
        return "csv"
    return "markdown" if ending in _MARKDOWN_NAMES else "text"


def root_of(text: str) -> str:
    """The name of the first tag of an XML file, in lower case and without its prefix; may be empty."""
    at = 0
    while found := _PROLOGUE.match(text, at):
        at = found.end()
    root = _ROOT.match(text, at)
    return root[1].lower() if root else ""


def _xml_kind(text: str, ending: str) -> str:
    """Which of the files that are XML one is; empty if it may as well be a text."""
    kind = _BY_ROOT.get(root_of(text), "")
    if kind in ("flat-docx", "flat-odt", "word-xml") and _SPACES[kind] not in text:
        kind = ""
    if not kind and root_of(text) == "plist" and "WebMainResource" in text:
        kind = "webarchive"
    return kind or ("xml" if _XML.match(text) and ending != ".txt" else "")


def _looks_saved(text: str, ending: str) -> bool:
    """Whether a text is a page that a browser saved with all its parts, like an e-mail to nobody."""
    header = _header(text)
    if _SAVED.search(header):
        return True
    names = {name.lower() for name in _HEADER_NAME.findall(header)}
    is_related = re.search(r"^Content-Type:\s*multipart/related", header, re.MULTILINE | re.IGNORECASE)
    return (
        bool(is_related) and (ending in _MHTML_NAMES or not names & _DELIVERED) and ending not in _EML_NAMES
    )


def _header(text: str) -> str:
    return re.split(r"\r?\n\r?\n|\r\r", text.lstrip("\r\n"), maxsplit=1)[0]


def _looks_sent(text: str, ending: str) -> bool:
    """Whether a text begins with the header of an e-mail.

    A memo may also begin with "To:" and "From:"; only what a mail server writes, or the file's name, tells.
    """
    header = _header(text)
    if not _HEADER_LINE.match(header):
        return False
    names = {name.lower() for name in _HEADER_NAME.findall(header)}
    if ending in _EML_NAMES:
        return bool(names & (_SENT | _WRITTEN))
    return len(names & _SENT) >= 1 and len(names & (_SENT | _WRITTEN)) >= 3
