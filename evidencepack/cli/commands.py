"""What each command does: a call of an action, and its answer. Everything heavy is loaded when called."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidencepack.cli.output import Answer, PrintedProgress, finding_line
from evidencepack.errors import BadInput, UsageError

if TYPE_CHECKING:
    from evidencepack.rules.gate import Accepted
    from evidencepack.store.pack import Pack

Args = argparse.Namespace
Command = Callable[[Args], Answer]


@contextlib.contextmanager
def _changing(path: Path) -> Iterator[Pack]:
    from evidencepack.store.pack import open_pack

    with open_pack(path) as pack:
        yield pack


@contextlib.contextmanager
def _looking(path: Path) -> Iterator[Pack]:
    from evidencepack.store.pack import open_pack

    with open_pack(path, read_only=True) as pack:
        yield pack


def _new(args: Args) -> Answer:
    from evidencepack.actions.packs import new_pack

    new_pack(args.pack, args.title, args.profile).close()
    return Answer({"pack": str(args.pack), "profile": args.profile}, [f"Made {args.pack}."])


def _set(args: Args) -> Answer:
    from evidencepack.actions.fields import set_fields

    handle, pairs = "matter", list(args.values)
    if "=" not in pairs[0]:
        handle, pairs = pairs[0], pairs[1:]
    values = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(f"“{pair}” is not KEY=VALUE.")
        values[key] = value
    if not values:
        raise UsageError("Say what to set: KEY=VALUE.")
    with _changing(args.pack) as pack:
        changed = set_fields(pack, handle, values)
    return Answer({"changed": changed, "fields": list(values)}, [f"Changed {changed}: {', '.join(values)}."])


def _import(args: Args) -> Answer:
    from evidencepack.actions.sources import import_paths

    missing = [path for path in args.paths if not path.exists()]
    if missing and len(missing) == len(args.paths):
        raise BadInput(f"{missing[0]} is not there.", file=str(missing[0]))
    passwords = _read_text(args.password_file).splitlines() if args.password_file else []
    with _changing(args.pack) as pack:
        rows = import_paths(pack, args.paths, passwords=passwords, progress=PrintedProgress())
    lines = []
    for row in rows:
        name = Path(row.path).name
        if row.status == "imported":
            lines.append(
                f"{row.source}  {name}: {row.pages} page{'s' * (row.pages != 1)}, by {row.converter}"
            )
        else:
            lines.append(f"--  {name}: {row.status}. {row.reason}")
        lines += [f"      {warning}" for warning in row.warnings]
    failed = any(row.status == "failed" for row in rows)
    return Answer({"imported": [row.as_json() for row in rows]}, lines, 3 if failed else 0)


def _quote(args: Args) -> Answer:
    from evidencepack.actions.quotes import add_quote

    with _changing(args.pack) as pack:
        quoted = add_quote(
            pack,
            args.text,
            args.kind,
            source=args.source,
            page=args.page,
            occurrence=args.occurrence,
            speaker=args.speaker,
            role=args.role,
            date=args.date,
            topics=args.topic,
            note=args.note,
            emphasis=args.emphasis,
            accept_words=(args.because or "accepted on the command line") if args.accept else "",
        )
    data = quoted.as_json()
    lines = [f"{data['quote']}: {data['match']}, {data['source']} page {data['page']}."]
    lines += [f"      leaves out: “{' '.join(words.split())}”" for words in data["omitted"]]
    lines += [f"      {finding['message']}" for finding in data["findings"]]
    return Answer(data, lines)


def _relate(args: Args) -> Answer:
    from evidencepack.actions.relations import COMPARED, add_relation

    same = {name: getattr(args, name) for name in COMPARED}
    with _changing(args.pack) as pack:
        handle = add_relation(
            pack, args.from_quote, args.kind, args.to_quote, because=args.because, same=same
        )
    return Answer({"relation": handle}, [f"{handle}: {args.from_quote} {args.kind} {args.to_quote}."])


def _entry(args: Args) -> Answer:
    from evidencepack.actions.entries import add_entry
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents

    with _changing(args.pack) as pack:
        handle = add_entry(pack, date=args.date, text=args.text, quotes=args.quote, status=args.status)
        with pack.reading() as session:
            rows = overview.entries(load_contents(session))
    row = next(row for row in rows if row["handle"] == handle)
    return Answer(
        {"entry": handle, **row}, [f"{handle}: entry {row['number']}, {row['shown'] or 'undated'}."]
    )


def _section(args: Args) -> Answer:
    from evidencepack.actions.sections import add_section

    with _changing(args.pack) as pack:
        handle = add_section(pack, args.kind, title=args.title, after=args.after)
    return Answer({"section": handle}, [f"{handle}: {args.kind}."])


def _paragraph(args: Args) -> Answer:
    from evidencepack.actions.sections import add_paragraph
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents

    text = _read_text(args.text_file) if args.text_file else args.text
    with _changing(args.pack) as pack:
        handle = add_paragraph(pack, args.section, text, level=args.level, after=args.after)
        with pack.reading() as session:
            rows = overview.paragraphs(load_contents(session))
    number = next((row["number"] for row in rows if row["handle"] == handle), "")
    said = f"paragraph {number}" if number else "without a number"
    return Answer({"paragraph": handle, "number": number}, [f"{handle}: {said}."])


def _annex(args: Args) -> Answer:
    from evidencepack.actions.annexes import add_annex
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents

    with _changing(args.pack) as pack:
        handle = add_annex(pack, args.source, pages=args.pages, title=args.title)
        with pack.reading() as session:
            rows = overview.annexes(load_contents(session))
    row = next(row for row in rows if row["handle"] == handle)
    return Answer(
        {"annex": handle, **row}, [f"{handle}: {row['mark']}, {len(row['pages'])} pages of {row['source']}."]
    )


def _move(args: Args) -> Answer:
    from evidencepack.actions.items import move_item

    with _changing(args.pack) as pack:
        handle = move_item(pack, args.handle, args.after)
    return Answer({"moved": handle}, [f"Moved {handle} after {args.after}."])


def _remove(args: Args) -> Answer:
    from evidencepack.actions.items import remove_item

    with _changing(args.pack) as pack:
        handle = remove_item(pack, args.handle)
    return Answer({"removed": handle}, [f"Removed {handle}; “undo” brings it back."])


def _undo(args: Args) -> Answer:
    with _changing(args.pack) as pack:
        name = pack.undo()
    return Answer({"undone": name}, [f"Undone: {name}." if name else "There is nothing to undo."])


def _redo(args: Args) -> Answer:
    with _changing(args.pack) as pack:
        name = pack.redo()
    return Answer({"redone": name}, [f"Done again: {name}." if name else "There is nothing to do again."])


def _list(args: Args) -> Answer:
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents

    with _looking(args.pack) as pack:
        if args.noun == "history":
            rows: list[dict[str, Any]] = [
                {"n": deed.n, "when": deed.at, "who": deed.person, "action": deed.name, "kind": deed.kind}
                for deed in pack.history()
            ]
        elif args.noun == "profiles":
            rows = overview.profiles()
        else:
            with pack.reading() as session:
                rows = overview.NOUNS[args.noun](load_contents(session))
    return Answer(rows, _table(rows))


_FIRST = ("handle", "n", "number", "mark", "kind", "shown", "when", "who", "action")
_LAST = ("text", "title", "because")
_HIDDEN = (
    "sha256",
    "edtf",
    "earliest",
    "latest",
    "note",
    "omitted",
    "warnings",
    "date",
    "dates",
    "file",
    "url",
)


def _table(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Rows for a person: what names an item first, its words last, what only programs want left out."""
    for row in rows:
        middle = [key for key in row if key not in (*_FIRST, *_LAST, *_HIDDEN)]
        keys = [key for key in (*_FIRST, *middle, *_LAST) if row.get(key) not in (None, "", [], {})]
        yield "  ".join(
            ", ".join(map(str, row[key])) if isinstance(row[key], list) else str(row[key]) for key in keys
        )
    if not rows:
        yield "Nothing yet."


def _search(args: Args) -> Answer:
    from evidencepack.store.search import search_pages

    with _looking(args.pack) as pack, pack.reading() as session:
        hits = search_pages(session.connection(), " ".join(args.words))
    rows = [{"source": hit.source, "page": hit.page, "snippet": hit.snippet} for hit in hits]
    lines = [f"{hit.source} page {hit.page}: {hit.snippet}" for hit in hits]
    return Answer(rows, lines or ["Not found."])


def _check(args: Args) -> Answer:
    from evidencepack.rules.checks import check_pack

    with _looking(args.pack) as pack:
        profile, findings = check_pack(pack, args.profile)
    rows = [finding.as_json() for finding in findings]
    lines = [finding_line(row) for row in rows] or ["Nothing to mend."]
    errors = any(finding.severity == "error" for finding in findings)
    return Answer({"profile": profile, "findings": rows}, lines, 1 if errors else 0)


def _accepted(args: Args) -> list[Accepted]:
    from evidencepack.rules.gate import Accepted

    if len(args.accept) != len(args.because):
        raise UsageError("Each --accept RULE needs its --because and a reason.")
    return [Accepted(rule, reason) for rule, reason in zip(args.accept, args.because, strict=True)]


def _export(args: Args) -> Answer:
    from evidencepack.export.exporting import Wanted
    from evidencepack.rules.gate import export_checked

    if not (args.pdf or args.word or args.filing):
        raise UsageError("Say what to export: --pdf FILE, --word FILE or --filing DIR.")
    accepted = _accepted(args)
    light = None if args.light is None else args.light == "on"
    wanted = Wanted(args.pdf, args.word, args.filing, args.profile, light)
    with _changing(args.pack) as pack:
        exported = export_checked(pack, wanted, accepted, PrintedProgress())
    return Answer(exported.as_json(), _export_lines(exported.as_json()))


def _export_lines(data: dict[str, Any]) -> Iterator[str]:
    for finding in data["findings"]:
        if finding["severity"] != "info":
            yield finding_line(finding)
    for file in data["files"]:
        pages = f"{file['pages']} pages, " if file["pages"] else ""
        yield f"{file['path']}: {pages}{file['bytes'] / 1000:,.0f} kB, proved."


def _verify(args: Args) -> Answer:
    from evidencepack.cli.verifying import verify_any

    certificate = verify_any(args.file, args.pack)
    return Answer(certificate.as_json(), certificate.text().splitlines(), 0 if certificate.ok else 1)


def _recipe(args: Args) -> Answer:
    from evidencepack.actions.recipe_writing import write_recipe

    with _looking(args.pack) as pack:
        path = write_recipe(pack, args.out)
    return Answer({"recipe": str(path)}, [f"Wrote {path}."])


def _build(args: Args) -> Answer:
    data = _build_into(args.recipe, args.out, args.recipe.stem, _accepted(args))
    return Answer(data, [f"Built {data['pack']}.", *_export_lines(data)])


def _build_into(recipe: Path, out: Path, name: str, accepted: list[Accepted]) -> dict[str, Any]:
    """Build a pack and export its Word file and bundle into a folder."""
    from evidencepack.actions.recipe_reading import build_recipe
    from evidencepack.errors import CannotWrite
    from evidencepack.export.exporting import Wanted
    from evidencepack.rules.gate import export_checked

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotWrite(f"{out} cannot be written ({problem.strerror}).", file=str(out)) from problem
    target = out / f"{name}.evpack"
    wanted = Wanted(pdf=out / f"{name}-bundle.pdf", word=out / f"{name}-submission.docx")
    with build_recipe(recipe, target, PrintedProgress()) as pack:
        exported = export_checked(pack, wanted, accepted, PrintedProgress())
    return {"pack": str(target), **exported.as_json()}


def _demo(args: Args) -> Answer:
    import tempfile

    from evidencepack.settings import samples

    out = args.out or Path(tempfile.mkdtemp(prefix="evidencepack-demo-"))
    data = _build_into(samples() / "pupil-data" / "recipe.toml", out, "pupil-data", [])
    certificate = data["certificate"]
    lines = [
        f"Built {data['pack']}.",
        *_export_lines(data),
        f"Compared {certificate['pages']} pages, {certificate['links']} links and "
        f"{certificate['quotes']} quoted passages: everything agrees.",
    ]
    return Answer(data, lines)


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path} cannot be read as text ({problem}).", file=str(path)) from problem


COMMANDS: dict[str, Command] = {
    "new": _new,
    "set": _set,
    "import": _import,
    "quote": _quote,
    "relate": _relate,
    "entry": _entry,
    "section": _section,
    "paragraph": _paragraph,
    "annex": _annex,
    "move": _move,
    "remove": _remove,
    "undo": _undo,
    "redo": _redo,
    "list": _list,
    "search": _search,
    "check": _check,
    "export": _export,
    "verify": _verify,
    "recipe": _recipe,
    "build": _build,
    "demo": _demo,
}
