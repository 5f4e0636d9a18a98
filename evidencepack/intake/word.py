"""Reads a Word document: cleaned first, then set on pages by LibreOffice or by our own typesetting.

``EVIDENCEPACK_CONVERTER=own`` in the environment forces our own, for pages that must come out alike
everywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidencepack.errors import BadInput
from evidencepack.intake import libreoffice, reading_copy, word_typeset
from evidencepack.intake.losses import loss_warning, page_texts
from evidencepack.intake.prepared import Intake, new_place, own_version, sensible_title, stem
from evidencepack.intake.word_cleaning import clean, words_of, written
from evidencepack.intake.word_package import Package, W, open_package

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = (
    ("macroEnabledTemplate", "application/vnd.ms-word.template.macroEnabled.12"),
    ("macroEnabled", "application/vnd.ms-word.document.macroEnabled.12"),
    ("template", "application/vnd.openxmlformats-officedocument.wordprocessingml.template"),
)
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LOOKED_THROUGH = 40  # paragraphs in which a title may stand


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a Word document.

    Raises:
        BadInput: If it is damaged, dangerous or cannot be converted.
    """
    del password
    package = open_package(path)
    media_type = _media_type(package)
    own_title = _title(package)
    left = clean(package)
    words = words_of(package)
    if not any(text.strip() for text in words) and not any(True for _ in package.related("image")):
        raise BadInput(
            f"“{path.name}” has no words that are seen on its pages; nothing was imported.", file=str(path)
        )
    title = own_title or stem(path)
    out = new_place(workspace)
    warnings = left.warnings()
    soffice = libreoffice.program()
    version = libreoffice.version_of(soffice) if soffice else ""
    if soffice and version:
        made = out.with_name("converted.pdf")
        libreoffice.convert(soffice, written(package), path.name, made)
        warnings += reader.clean(made, out)
        made.unlink()
        converter = "LibreOffice " + ".".join(version.split(".")[:2])
        settings: dict[str, Any] = {"cleaned_copy": True, "network_cut": libreoffice.has_network_cut()}
    else:
        story = word_typeset.story(package, path.name)
        warnings += story.warnings
        # The words are compared with the document's own below, not only with what was typeset.
        warnings += reading_copy.make_copy(story, title, path, out, reader, compare=False)
        converter, version, settings = word_typeset.converter(), own_version(), word_typeset.settings()
    warnings += loss_warning(words, page_texts(out, reader))
    return Intake(
        original=path, media_type=media_type, kind="document", title=title, author="", url="", dates={},
        rendition=out,
        converter=converter, converter_version=version, settings=settings, warnings=warnings,
    )  # fmt: skip


def _media_type(package: Package) -> str:
    declared = package.types.get(package.main, "")
    return next((media_type for word, media_type in _KINDS if word in declared), _MEDIA_TYPE)


def _title(package: Package) -> str:
    """The title among the file's properties, or the paragraph that looks like one."""
    for relation in package.relations.get("", ()):
        if relation.kind == "core-properties" and package.trees.get(relation.target) is not None:
            element = package.trees[relation.target].find(_DC_TITLE)
            if element is not None and (title := sensible_title(element.text or "")):
                return title
    names: dict[str, str] = {}
    for part in package.related("styles"):
        for style in package.trees[part].iter(W + "style"):
            name = style.find(W + "name")
            names[style.get(W + "styleId", "")] = name.get(W + "val", "").lower() if name is not None else ""
    for number, paragraph in enumerate(package.trees[package.main].iter(W + "p")):
        if number > _LOOKED_THROUGH:
            break
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and names.get(style.get(W + "val", "")) in ("title", "heading 1"):
            text = "".join(t.text or "" for t in paragraph.iter(W + "t"))
            if title := sensible_title(text):
                return title
    return ""
