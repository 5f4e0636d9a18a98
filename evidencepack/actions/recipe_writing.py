"""Pack -> recipe: the pack as readable TOML beside its source files, to keep, compare or build anew."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from evidencepack.actions.order import in_order
from evidencepack.actions.quotes import page_words
from evidencepack.errors import BadInput, CannotWrite
from evidencepack.model.tables import Entry, Matter, Quote, Source
from evidencepack.quoting.finding import check_quote
from evidencepack.store.blobs import write_file
from evidencepack.store.pack import Pack
from evidencepack.submission.contents import Contents, load_contents

FILE = "recipe.toml"


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

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is not empty; choose another folder for the recipe.", file=str(folder))
    try:
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
    recipe: dict[str, Any] = {"recipe": 1, "matter": _matter(contents.matter)}
    parts = {
        "source": [_source(session, source, folder) for source in contents.sources],
        "quote": [_quote(session, quote) for quote in contents.quotes],
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
        "section": [
            _filled(handle=section.handle, kind=section.kind, title=section.title)
            | ({} if section.enabled else {"enabled": False})
            | _filled(
                paragraph=[
                    {"handle": p.handle, "level": p.level, "text": p.text}
                    for p in in_order(section.paragraphs)
                ]
            )
            for section in contents.sections
        ],
        "annex": [
            _filled(handle=annex.handle, source=annex.source.handle, pages=annex.pages, title=annex.title)
            for annex in contents.annexed.ordered
        ],
    }
    return recipe | {noun: rows for noun, rows in parts.items() if rows}


def _matter(matter: Matter) -> dict[str, Any]:
    names = [column.name for column in Matter.__table__.columns if column.name != "id"]
    return _filled(**{name: getattr(matter, name) for name in names})


def _source(session: Session, source: Source, folder: Path) -> dict[str, Any]:
    stem = re.sub(r"[^\w.-]+", "-", source.file_name).strip("-.") or "document"
    place = Path("sources") / f"{source.handle}-{stem[-80:]}"
    (folder / "sources").mkdir(exist_ok=True)
    write_file(session, source.sha256, folder / place)
    return _filled(
        handle=source.handle,
        path=place.as_posix(),
        sha256=source.sha256,
        title=source.title,
        kind=source.kind,
        author=source.author,
        recipient=source.recipient,
        reference=source.reference,
        url=source.url,
        note=source.note,
        label_offset=source.label_offset or None,
        dates={dated.kind: dated.date_words or dated.date_edtf for dated in source.dates},
    )


def _quote(session: Session, quote: Quote) -> dict[str, Any]:
    return _filled(
        handle=quote.handle,
        source=quote.source.handle,
        text=quote.text,
        **_place(session, quote),
        speaker=quote.speaker,
        role=quote.role,
        date=quote.date_words or quote.date_edtf,
        topics=[link.topic.name for link in quote.topic_links],
        note=quote.note,
        emphasis=quote.emphasis,
        accept_words=quote.accepted,
        **{"as": quote.kind},
    )


def _place(session: Session, quote: Quote) -> dict[str, int]:
    """The page, and which of several places there, so that the same words are found again."""
    first = quote.anchors[0]
    words = page_words(session, quote.source.handle)
    check = check_quote(quote.text, words, page=first.page)
    if check.grade != "ambiguous":
        return {"page": first.page}
    starts = [place.start for place in check.occurrences]
    return {"page": first.page, "occurrence": starts.index(first.start) + 1}


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
