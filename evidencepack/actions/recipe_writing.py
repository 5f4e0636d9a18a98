"""Pack -> recipe: the pack as readable TOML beside its source files, to keep, compare or build anew."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from evidencepack.actions.anchors import page_words
from evidencepack.actions.order import in_order
from evidencepack.errors import BadInput, CannotWrite
from evidencepack.model.tables import PICTURE, Entry, Matter, Quote, Section, Source
from evidencepack.quoting.finding import PageIndex
from evidencepack.store.blobs import write_file
from evidencepack.store.pack import Pack
from evidencepack.submission.contents import Contents, load_contents

FILE = "recipe.toml"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ufffd]+')
_LONGEST_NAME = 200  # bytes; most systems allow 255


def write_recipe(pack: Pack, folder: Path) -> Path:
    """Write a pack as a recipe with its source files.

    Args:
        pack: The pack.
        folder: Where; must not exist or be empty.

    Returns:
        The recipe's path.

    Raises:
        BadInput: The folder has something in it.
        CannotWrite: The folder cannot be written.
    """
    import tomli_w

    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(f"{folder} is not empty; choose another folder for the recipe.", file=str(folder))
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as problem:
        raise CannotWrite(f"{folder} cannot be written ({problem.strerror}).", file=str(folder)) from problem
    try:
        with pack.reading() as session:
            recipe = _recipe(session, load_contents(session), building)
        (building / FILE).write_bytes(tomli_w.dumps(recipe, multiline_strings=False).encode())
        building.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        os.replace(building, folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)  # already gone when all went well
    return folder / FILE


def _filled(**values: Any) -> dict[str, Any]:
    """Only what says something."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}


def _recipe(session: Session, contents: Contents, folder: Path) -> dict[str, Any]:
    places = _places(session, contents.quotes)
    handles = {source.id: source.handle for source in contents.sources}
    parts = {
        "source": [_source(session, source, folder, handles) for source in contents.sources],
        "quote": [_quote(quote, places[quote.handle]) for quote in contents.quotes],
        "relation": [
            _filled(
                handle=relation.handle,
                kind=relation.kind,
                to=relation.to_quote.handle,
                because=relation.because,
                same_subject=relation.same_subject,
                same_data=relation.same_data,
                same_period=relation.same_period,
                **{"from": relation.from_quote.handle},
            )
            for relation in contents.relations
        ],
        "entry": [_entry(entry) for entry in in_order([entry for _, entry in contents.entries])],
        "section": [_section(section) for section in contents.sections],
        "annex": [
            _filled(handle=annex.handle, source=annex.source.handle, pages=annex.pages, title=annex.title)
            for annex in contents.annexed.ordered
        ],
    }
    return {"recipe": 1, "matter": _matter(contents.matter)} | _filled(**parts)


def _matter(matter: Matter) -> dict[str, Any]:
    names = [column.name for column in Matter.__table__.columns if column.name != "id"]
    return _filled(**{name: getattr(matter, name) for name in names})


_WEB_ARCHIVES = ("multipart/related", "application/x-webarchive")


def _source(session: Session, source: Source, folder: Path, handles: dict[str, str]) -> dict[str, Any]:
    place = Path("sources") / source.handle / safe_name(source.file_name)
    (folder / place).parent.mkdir(parents=True)
    write_file(session, source.sha256, folder / place)
    dates = {dated.kind: dated.date_words or dated.date_edtf for dated in source.dates}
    said = {"handle": source.handle, "path": place.as_posix(), "sha256": source.sha256, "title": source.title}
    is_page = "html" in source.media_type or source.media_type in _WEB_ARCHIVES
    if is_page or source.media_type == "message/rfc822":
        # An import finds these in the file: where they were taken out, the recipe says so.
        said |= {"author": source.author, "url": source.url}
        dates = ({"published": "", "accessed": ""} if is_page else {"sent": ""}) | dates
    return said | _filled(
        kind=source.kind,
        came_with=handles.get(source.parent_id or ""),
        replaces=handles.get(source.replaces_id or ""),
        exemptions=source.exemptions,
        internal_review=source.internal_review,
        ocr_pages=source.rendition.settings.get("ocr", {}).get("pages", []),
        author=source.author,
        recipient=source.recipient,
        reference=source.reference,
        url=source.url,
        note=source.note,
        label_offset=source.label_offset or None,
        file_name="" if place.name == source.file_name else source.file_name,
        dates=dates,
    )


def safe_name(name: str) -> str:
    """A file name that every system takes, as near to the given one as can be."""
    plain = _FORBIDDEN.sub("-", Path(name).name).strip(" .") or "document"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = plain, ""
    room = _LONGEST_NAME - len(ending)
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .") or "document"
    return f"{stem}.{ending}" if ending else stem


def _quote(quote: Quote, place: dict[str, Any]) -> dict[str, Any]:
    return _filled(
        handle=quote.handle,
        source=quote.source.handle,
        text=quote.text,
        **place,
        speaker=quote.speaker,
        role=quote.role,
        date=quote.date_words or quote.date_edtf,
        topics=[link.topic.name for link in quote.topic_links],
        note=quote.note,
        emphasis=quote.emphasis,
        accept_words=quote.accepted,
        elision_because=quote.elision_because,
        compared=bool(quote.compared_at) or None,
        authorities=quote.authorities,
        **{"as": quote.kind},
    )


def _places(session: Session, quotes: list[Quote]) -> dict[str, dict[str, Any]]:
    """For each quote the page, and which of several places there, so that the same words are found again."""
    by_source: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_source.setdefault(quote.source.handle, []).append(quote)
    places: dict[str, dict[str, Any]] = {}
    for source, taken in by_source.items():
        index = PageIndex(page_words(session, source))  # once for all quotes of a source
        for quote in taken:
            region = quote.grade == PICTURE
            places[quote.handle] = _region(quote) if region else _place(quote, index)
    return places


def _region(quote: Quote) -> dict[str, Any]:
    (anchor,) = quote.anchors
    return {"page": anchor.page, "region": [round(value, 2) for value in anchor.rectangles[0]]}


def _place(quote: Quote, index: PageIndex) -> dict[str, Any]:
    first = quote.anchors[0]
    check = index.check(quote.text, page=first.page)
    if check.grade != "ambiguous":
        return {"page": first.page}
    distances = [abs(place.start - first.start) for place in check.occurrences]
    return {"page": first.page, "occurrence": distances.index(min(distances)) + 1}


def _entry(entry: Entry) -> dict[str, Any]:
    return _filled(
        handle=entry.handle,
        date=entry.date_words or entry.date_edtf,
        text=entry.text,
        quotes=[link.quote.handle for link in sorted(entry.quote_links, key=lambda link: link.n)],
        status=entry.status,
        status_by=entry.status_by,
        note=entry.note,
    ) | ({} if entry.material else {"material": False})


def _section(section: Section) -> dict[str, Any]:
    paragraphs = [
        {"handle": p.handle, "level": p.level, "text": p.text} for p in in_order(section.paragraphs)
    ]
    return (
        _filled(handle=section.handle, kind=section.kind, title=section.title)
        | ({} if section.enabled else {"enabled": False})
        | _filled(paragraph=paragraphs)
    )
