"""The list of formats: what a file is by its content, and which module reads it or why none does yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evidencepack.errors import BadInput, NotFound, PackError
from evidencepack.intake import (
    excel,
    flat_xml,
    html,
    image,
    message,
    office,
    opendocument_sheet,
    outlook,
    pdf,
    sheet,
    svg,
    tar_archive,
    text,
    web_archive,
    word,
    zip_archive,
)
from evidencepack.intake.prepared import Container, Intake
from evidencepack.intake.signatures import sniff

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

__all__ = ["FORMATS", "Format", "Intake", "read_file"]

_Read = Callable[[Path, Path, "Reader", str | None], Intake | Container]


@dataclass(frozen=True)
class Format:
    """A format that can be read.

    Attributes:
        name: What it is called in a sentence, with its article.
        endings: The file name endings that belong to it.
        read: Makes a reading copy of such a file.
    """

    name: str
    endings: tuple[str, ...]
    read: _Read


FORMATS: dict[str, Format] = {
    "pdf": Format("a PDF", (".pdf",), pdf.read),
    "docx": Format("a Word document", (".docx", ".docm", ".dotx", ".dotm"), word.read),
    "flat-docx": Format("a Word document in the form of XML", (".xml",), flat_xml.read_docx),
    "rtf": Format("a Rich Text file", (".rtf",), office.read_rtf),
    "doc": Format("a Word document of the old kind", (".doc", ".dot"), office.read_doc),
    "odt": Format("an OpenDocument text", (".odt", ".ott"), office.read_odt),
    "flat-odt": Format("an OpenDocument text in the form of XML", (".fodt", ".xml"), flat_xml.read_odt),
    "xlsx": Format("an Excel workbook", (".xlsx", ".xlsm", ".xltx", ".xltm"), excel.read_xlsx),
    "xls": Format("an Excel workbook of the old kind", (".xls", ".xlt"), excel.read_xls),
    "ods": Format("an OpenDocument spreadsheet", (".ods", ".ots"), opendocument_sheet.read_ods),
    "csv": Format("a table of values", (".csv", ".tsv", ".tab"), sheet.read_csv),
    "html": Format("a web page", (".html", ".htm", ".xhtml", ".xht"), html.read),
    "mhtml": Format("a web archive", (".mht", ".mhtml"), web_archive.read_mhtml),
    "webarchive": Format("a web archive of Safari", (".webarchive",), web_archive.read_webarchive),
    "eml": Format("an e-mail", (".eml", ".mbox"), message.read),
    "msg": Format("an Outlook message", (".msg",), outlook.read),
    "zip": Format("a ZIP archive", (".zip",), zip_archive.read_zip),
    "tar": Format(
        "a tar archive", (".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".gz", ".bz2", ".xz"), tar_archive.read_tar
    ),
    "packed": Format("a packed file", (".gz", ".bz2", ".xz"), tar_archive.read_packed),
    "text": Format("a plain text", (".txt", ".text", ".log", ".asc", ""), text.read_text),
    "markdown": Format("a Markdown text", (".md", ".markdown"), text.read_markdown),
    "jpeg": Format("a JPEG picture", (".jpg", ".jpeg", ".jpe", ".jfif"), image.read),
    "png": Format("a PNG picture", (".png",), image.read),
    "gif": Format("a GIF picture", (".gif",), image.read),
    "tiff": Format("a TIFF picture", (".tif", ".tiff"), image.read),
    "webp": Format("a WebP picture", (".webp",), image.read),
    "heic": Format("a HEIC picture", (".heic", ".heif", ".hif", ".avif"), image.read),
    "svg": Format("an SVG drawing", (".svg", ".svgz"), svg.read),
    "bmp": Format("a BMP picture", (".bmp", ".dib"), image.read),
}

_AS_PDF = "save it as PDF or Word and import that"
_PRINT = "print it to PDF and import that"
_NOT_YET = {
    "odp": ("an OpenDocument presentation", _PRINT),
    "ppt": ("a PowerPoint presentation", _PRINT),
    "pptx": ("a PowerPoint presentation", _PRINT),
    "epub": ("an electronic book", _PRINT),
    "package": ("a packed document of another program", _PRINT),
    "iwork": ("a document of Pages, Numbers or Keynote", "export it there as PDF or Word and import that"),
    "archive": ("an archive of the kind 7z or RAR", "unpack it and import the files in it"),
    "word-xml": (
        "a Word document in the XML of Word 2003",
        "open it in Word, save it as DOCX and import that",
    ),
    "xml": ("an XML file", _PRINT),
    "postscript": ("a PostScript file", "convert it to PDF and import that"),
    "ole": ("a file of an old Microsoft program, or a damaged one", _AS_PDF),
}
_REFUSED = {
    "empty": "is empty; get the file again from where it came.",
    "word-lock": "is only the lock that Word leaves while a document is open; import the document itself.",
    "damaged-zip": "is damaged: it is packed like a Word document but cannot be unpacked; get it again "
                   "from where it came.",
    "office-locked": "is an Office document locked with a password; open it in Office, take the password off "
                     "and import that.",
    "sqlite": "is a database, not a document; export from it what you need as PDF.",
    "program": "is a program, not a document; it was not opened.",
    "sound": "is a sound recording, not a document; import a transcript of it.",
    "film": "is a film, not a document; import a transcript of it.",
    "unknown": "is not a document of a kind that this version knows; open it in the program it comes from, "
               "save it as PDF and import that.",
}  # fmt: skip


def read_file(
    path: Path, workspace: Path, reader: Reader, *, password: str | None = None
) -> Intake | Container:
    """Make a reading copy of a file, whatever it is called, and find out what it says about itself.

    An archive or a mailbox is no document: what is in it comes back as files to be read in their turn.

    The file is not changed, nothing in it is run and nothing is fetched.

    Args:
        path: The file.
        workspace: A folder for reading copies; each file gets a place of its own in it. The caller removes
            it.
        reader: Opens and cleans PDFs.
        password: For a PDF that is locked; not kept.

    Raises:
        NotFound: If there is no such file.
        NeedsPassword: If it opens only with a password.
        BadInput: If it cannot be read; the sentence says why.
        ReaderFailed: If it brings the PDF reader down.
    """
    try:
        kind = sniff(path) if path.is_file() else ""
        if not kind:
            raise _not_a_file(path)
        form = FORMATS.get(kind)
        if form is None:
            raise BadInput(f"“{path.name}” {_why_refused(kind)}", file=str(path))
        found = form.read(path, workspace, reader, password)
    except OSError as problem:
        raise BadInput(
            f"“{path.name}” cannot be read ({problem.strerror or problem}); check the drive and that "
            "you may read it.",
            file=str(path),
        ) from problem
    except PackError as problem:
        # What was raised deep in a format may concern a copy; the person knows the file she brought.
        problem.file = str(path)
        raise
    wrong = _wrong_name(path, form)
    return replace(found, warnings=[wrong, *found.warnings]) if wrong else found


def _not_a_file(path: Path) -> BadInput:
    if path.is_dir():
        return BadInput(f"“{path.name}” is a folder, not a file; choose the files in it.", file=str(path))
    if path.exists():
        return BadInput(f"“{path.name}” is not an ordinary file and cannot be read.", file=str(path))
    return NotFound(f"There is no file “{path}”; check the name and the folder.", file=str(path))


def _why_refused(kind: str) -> str:
    if kind in _REFUSED:
        return _REFUSED[kind]
    name, instead = _NOT_YET[kind]
    return f"is {name}, which this version cannot read yet; {instead}."


def _wrong_name(path: Path, form: Format) -> str:
    """A sentence if the file's name promises something else than it is."""
    ending = path.suffix.lower()
    if ending in form.endings:
        return ""
    if form.read is text.read_text and ending not in set().union(*(f.endings for f in FORMATS.values())):
        return ""  # a text may be called anything
    shown = f"ends in “{ending}”" if ending else "has no ending"
    return f"Its name {shown}, but it is {form.name} and was read as one."
