"""Recipe -> pack: a readable TOML file beside its sources, built into a pack and proved again."""

from __future__ import annotations

import contextlib
import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.ocr import read_by_ocr
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.actions.regions import add_region
from evidencepack.actions.relations import COMPARED, add_relation
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput, Cancelled, PackError
from evidencepack.progress import NoProgress, Progress, stop_if_cancelled
from evidencepack.settings import resources
from evidencepack.store.blobs import sha256_of
from evidencepack.store.handles import find, reserve_handle
from evidencepack.store.pack import Pack

_EDITED_SOURCE = (
    "title",
    "kind",
    "author",
    "recipient",
    "reference",
    "url",
    "note",
    "label_offset",
    "file_name",
    "exemptions",
    "internal_review",
)
_AFTERWARDS = ("text", "as", "compared", "authorities")
_EDITED_ENTRY = ("status_by", "note")


def schema_path() -> Path:
    """The published schema of a recipe (JSON Schema, draft 7)."""
    return resources() / "recipe.schema.json"


@cache
def _validator() -> Any:
    import fastjsonschema

    return fastjsonschema.compile(json.loads(schema_path().read_text("utf-8")))


def load_recipe(path: Path) -> dict[str, Any]:
    """Read a recipe and hold it against the schema.

    Raises:
        BadInput: It cannot be read, is not TOML, or does not fit; the message names the place.
    """
    import fastjsonschema

    try:
        recipe = tomllib.loads(path.read_text("utf-8-sig"))
        _validator()(recipe)
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}).", file=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise BadInput(f"{path.name} is not a text in UTF-8, as a recipe is.", file=str(path)) from problem
    except tomllib.TOMLDecodeError as problem:
        raise BadInput(f"{path.name} is not a recipe: {problem}.", file=str(path)) from problem
    except RecursionError as problem:
        raise BadInput(f"{path.name} is not a recipe: too much in one another.", file=str(path)) from problem
    except fastjsonschema.JsonSchemaValueException as problem:
        place = problem.message.replace("data.", "", 1)
        raise BadInput(
            f"{path.name} does not fit the form of a recipe: {place}.", file=str(path)
        ) from problem
    _refuse_repeats(recipe, path)
    return recipe


def _items(recipe: dict[str, Any]) -> list[dict[str, Any]]:
    """Every item of a recipe that has a handle."""
    items = [
        item
        for noun in ("source", "quote", "relation", "entry", "section", "annex")
        for item in recipe.get(noun, [])
    ]
    return items + [p for section in recipe.get("section", []) for p in section.get("paragraph", [])]


def _refuse_repeats(recipe: dict[str, Any], path: Path) -> None:
    seen: set[str] = set()
    for item in _items(recipe):
        if item["handle"] in seen:
            raise BadInput(f"{path.name} gives the handle {item['handle']} twice.", file=str(path))
        seen.add(item["handle"])


def build_recipe(path: Path, target: Path, progress: Progress | None = None) -> Pack:
    """Build a pack from a recipe and open it.

    Args:
        path: The recipe.
        target: The pack to make; it must not exist.
        progress: Told of each file and quotation.

    Raises:
        BadInput: The recipe or a file of it is wrong; no pack is left behind.
        QuoteNotStored: A quotation is not true; no pack is left behind.
    """
    progress = progress or NoProgress()
    recipe = load_recipe(path)
    files = _source_files(recipe, path)
    pack = new_pack(target, profile=recipe["matter"].get("profile", "plain"), with_sections=False)
    try:
        with _placed("matter"):
            set_fields(pack, "matter", {key: value for key, value in recipe["matter"].items() if value})
        _add_sources(pack, recipe, files, progress)
        _add_quotes(pack, recipe, progress)
        _add_relations(pack, recipe)
        _add_entries(pack, recipe)
        _add_sections(pack, recipe)
        _add_annexes(pack, recipe)
        with pack.change("Number handles") as session:
            for item in _items(recipe):
                reserve_handle(session, item["handle"])
    except BaseException:
        pack.close()
        target.unlink(missing_ok=True)
        raise
    return pack


@contextlib.contextmanager
def _placed(handle: str) -> Iterator[None]:
    """Say at which item of the recipe something is wrong."""
    try:
        yield
    except Cancelled:
        raise
    except PackError as problem:
        problem.message = f"{handle}: {problem.message}"
        problem.args = (problem.message,)
        raise


def _source_files(recipe: dict[str, Any], path: Path) -> dict[str, Path]:
    """The file of each source; only files inside the recipe's own folder."""
    folder = path.resolve().parent
    files: dict[str, Path] = {}
    for source in recipe.get("source", []):
        named = source["path"]
        if "\0" in named:
            raise BadInput(f"{path.name} names a file for {source['handle']} that cannot be.", file=str(path))
        file = (folder / named).resolve()
        if not file.is_relative_to(folder):
            raise BadInput(
                f"{path.name} names {named}, which lies outside the recipe's folder.", file=str(path)
            )
        if not file.is_file():
            raise BadInput(f"{path.name} names {named}, which is not there.", file=str(file))
        if file in files.values():
            raise BadInput(f"{path.name} names {named} for two sources.", file=str(path))
        if source.get("sha256") not in (None, sha256_of(file)):
            raise BadInput(f"{named} does not have the bytes that {path.name} says.", file=str(file))
        files[source["handle"]] = file
    return files


def _add_sources(pack: Pack, recipe: dict[str, Any], files: dict[str, Path], progress: Progress) -> None:
    handles = {file: handle for handle, file in files.items()}
    for row in import_paths(pack, files.values(), progress=progress, handles=handles):
        if row.status != "imported":
            raise BadInput(row.reason or f"{row.path} could not be imported.", file=row.path)
    for source in recipe.get("source", []):
        edits = {key: str(source[key]) for key in _EDITED_SOURCE if key in source}
        edits |= source.get("dates", {})
        if edits:
            with _placed(source["handle"]):
                set_fields(pack, source["handle"], edits)
    _tie_sources(pack, recipe)
    for source in recipe.get("source", []):
        if source.get("ocr_pages"):
            with _placed(source["handle"]):
                typed = ", ".join(map(str, source["ocr_pages"]))
                read_by_ocr(pack, [source["handle"]], pages=typed, progress=progress)


def _tie_sources(pack: Pack, recipe: dict[str, Any]) -> None:
    """Say of each source what it came with and what it replaces."""
    with pack.change("Import documents") as session:
        for source in recipe.get("source", []):
            item = find(session, source["handle"], "source")
            for key, column in (("came_with", "parent_id"), ("replaces", "replaces_id")):
                if key in source:
                    with _placed(source["handle"]):
                        setattr(item, column, find(session, source[key], "source").id)


def _add_quotes(pack: Pack, recipe: dict[str, Any], progress: Progress) -> None:
    with ReadingCopies(pack) as copies:
        for quote in recipe.get("quote", []):
            stop_if_cancelled(progress)
            progress.note(quote["handle"])
            rest = {key: value for key, value in quote.items() if key not in _AFTERWARDS}
            with _placed(quote["handle"]):
                if "region" in quote:
                    add_region(
                        pack,
                        rest.pop("source"),
                        rest.pop("page"),
                        rest.pop("region"),
                        quote["text"],
                        quote["as"],
                        copies=copies,
                        **rest,
                    )
                else:
                    add_quote(pack, quote["text"], quote["as"], copies=copies, **rest)
                if quote.get("compared"):
                    set_fields(pack, quote["handle"], {"compared": "yes"})
                if quote.get("authorities"):
                    set_fields(pack, quote["handle"], {"authorities": "; ".join(quote["authorities"])})


def _add_relations(pack: Pack, recipe: dict[str, Any]) -> None:
    for relation in recipe.get("relation", []):
        with _placed(relation["handle"]):
            add_relation(
                pack,
                relation["from"],
                relation["kind"],
                relation["to"],
                because=relation.get("because", ""),
                same={key: relation[key] for key in COMPARED if key in relation},
                handle=relation["handle"],
            )


def _add_entries(pack: Pack, recipe: dict[str, Any]) -> None:
    for entry in recipe.get("entry", []):
        edits = {key: entry[key] for key in _EDITED_ENTRY if entry.get(key)}
        if "material" in entry:
            edits["material"] = "yes" if entry["material"] else "no"
        with _placed(entry["handle"]):
            add_entry(
                pack,
                date=entry.get("date", ""),
                text=entry["text"],
                quotes=entry.get("quotes", ()),
                status=entry.get("status", ""),
                handle=entry["handle"],
            )
            if edits:
                set_fields(pack, entry["handle"], edits)


def _add_sections(pack: Pack, recipe: dict[str, Any]) -> None:
    for section in recipe.get("section", []):
        handle = section["handle"]
        with _placed(handle):
            add_section(pack, section["kind"], title=section.get("title", ""), handle=handle)
            if not section.get("enabled", True):
                set_fields(pack, handle, {"enabled": "no"})
        for paragraph in section.get("paragraph", []):
            level = paragraph.get("level", 1)
            with _placed(paragraph["handle"]):
                add_paragraph(pack, handle, paragraph["text"], level=level, handle=paragraph["handle"])


def _add_annexes(pack: Pack, recipe: dict[str, Any]) -> None:
    for annex in recipe.get("annex", []):
        with _placed(annex["handle"]):
            add_annex(
                pack,
                annex["source"],
                pages=annex.get("pages", ""),
                title=annex.get("title", ""),
                handle=annex["handle"],
            )
