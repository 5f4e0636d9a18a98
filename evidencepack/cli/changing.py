"""The commands that change a pack: each calls an action and says what came of it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from evidencepack.cli.listing import import_lines
from evidencepack.cli.opening import Args, Command, changing, looking, read_text
from evidencepack.cli.output import Answer, PrintedProgress, error_data
from evidencepack.errors import BadInput, NotFound, UsageError
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.intake.details import Detail

_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")


def _new(args: Args) -> Answer:
    from evidencepack.actions.packs import new_pack

    new_pack(args.pack, args.title, args.profile).close()
    return Answer({"pack": str(args.pack), "profile": args.profile}, [f"Made {args.pack}."])


def _set(args: Args) -> Answer:
    from evidencepack.actions.fields import set_fields, set_fields_of

    pairs = list(args.values)
    handles = list(takewhile(lambda word: "=" not in word, pairs))
    pairs = pairs[len(handles) :]
    values = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(f"“{pair}” is not KEY=VALUE.")
        values[key] = value
    if not values:
        raise UsageError("Say what to set: KEY=VALUE.")
    with changing(args.pack) as pack:
        if len(handles) > 1:
            changed = set_fields_of(pack, handles, values)
        else:
            changed = set_fields(pack, handles[0] if handles else "matter", values)
    return Answer({"changed": changed, "fields": list(values)}, [f"Changed {changed}: {', '.join(values)}."])


def _import(args: Args) -> Answer:
    from evidencepack.actions.sources import Imported, import_paths

    if not any(path.exists() for path in args.paths):
        absent = [Imported(str(p), "failed", reason=f"{p} is not there.").as_json() for p in args.paths]
        raise NotFound(
            f"{args.paths[0]} is not there.", file=str(args.paths[0]), details={"imported": absent}
        )
    with changing(args.pack) as pack:
        rows = [
            row.as_json()
            for row in import_paths(
                pack, args.paths, passwords=_passwords(args), ocr=args.ocr, progress=PrintedProgress()
            )
        ]
    data: dict[str, Any] = {"imported": rows}
    lines = [line for row in rows for line in import_lines(row)]
    failed = [row for row in rows if row["status"] == "failed"]
    if not failed:
        return Answer(data, lines)
    count = f"{len(failed)} of {counted(len(rows), 'file')} could not be imported"
    problem = BadInput(
        failed[0]["reason"] if len(rows) == 1 else f"{count}; the first: {failed[0]['reason']}",
        file=failed[0]["path"],
    )
    return Answer(data | {"error": error_data(problem)}, [*lines, f"{count}."], problem.exit_code)


def _passwords(args: Args) -> list[str]:
    return read_text(args.password_file).splitlines() if args.password_file else []


def _replace(args: Args) -> Answer:
    from evidencepack.actions.replacing import replace_source

    with changing(args.pack) as pack:
        made = replace_source(
            pack, args.source, args.path, passwords=_passwords(args), progress=PrintedProgress()
        )
    settled = sum(row.settled for row in made.quotes)
    lines = [f"{made.source}  {args.path.name}: {counted(made.pages, 'page')}, replaces {made.replaces}."]
    if made.quotes:
        lines.append(f"      {settled} of {counted(len(made.quotes), 'quote')} went over to it.")
    return Answer(made.as_json(), [*lines, *(f"      {told}" for told in made.warnings)])


def _details(args: Args) -> Answer:
    from evidencepack.actions.quote_suggestions import suggest_for_quote, take_for_quote
    from evidencepack.actions.suggestions import suggest, take_suggestions

    of_quote = args.source.strip().upper().startswith("Q")
    look, take = (suggest_for_quote, take_for_quote) if of_quote else (suggest, take_suggestions)
    with changing(args.pack) if args.take is not None else looking(args.pack) as pack:
        taken = take(pack, args.source, args.take) if args.take is not None else {}
        found = look(pack, args.source)
    lines = [f"{field}: {value} (taken over)" for field, value in taken.items()]
    lines += [_suggestion_line(each.detail) for each in found]
    data = {"taken": taken, "suggestions": [each.as_json() for each in found]}
    return Answer(data, lines or ["The pages say nothing that is not known already."])


def _suggestion_line(detail: Detail) -> str:
    read = f"page {detail.page}: “{detail.words}”" if detail.end else detail.words
    doubt = "" if detail.sure or not detail.end else ", by its place"
    return f"{detail.field}: {detail.value}  ({read}{doubt}){f'  {detail.note}' if detail.note else ''}"


def _ocr(args: Args) -> Answer:
    from evidencepack.actions.ocr import read_by_ocr

    with changing(args.pack) as pack:
        found = read_by_ocr(pack, args.sources, pages=args.pages, progress=PrintedProgress())
    lines = []
    for read in found:
        lines.append(f"{read.source}  {counted(len(read.pages), 'page')} read, {read.confidence} % sure.")
        lines += [f"      {warning}" for warning in read.warnings]
    return Answer({"read": [read.as_json() for read in found]}, lines or ["Every page has its words."])


def _quote(args: Args) -> Answer:
    from evidencepack.actions.chains import add_quote_and_repeats
    from evidencepack.actions.quotes import add_quote

    if args.region is not None:
        return _quote_region(args)
    about = {
        "source": args.source,
        "page": args.page,
        "occurrence": args.occurrence,
        "speaker": args.speaker,
        "role": args.role,
        "date": args.date,
        "topics": args.topic,
        "note": args.note,
        "emphasis": args.emphasis,
        "elision_because": args.elision_because,
        "accept_words": (args.because or "accepted on the command line") if args.accept else "",
    }
    repeats: list[str] = []
    with changing(args.pack) as pack:
        if args.quoted_in:
            quoted, repeats = add_quote_and_repeats(pack, args.text, args.kind, args.quoted_in, **about)
        else:
            quoted = add_quote(pack, args.text, args.kind, **about)
    data = quoted.as_json() | {"quoted_in": repeats}
    lines = [f"{data['quote']}: {data['match']}, {data['source']} page {data['page']}."]
    lines += [
        f"      {place['source']} page {place['page']}: {place['reason']}"
        for place in data["places"]
        if place["second_hand"]
    ]
    lines += [f"      quoted in {handle}, too" for handle in repeats]
    lines += [f"      leaves out: “{' '.join(words.split())}”" for words in data["omitted"]]
    lines += [f"      {finding['message']}" for finding in data["findings"]]
    return Answer(data, lines)


def _requote(args: Args) -> Answer:
    from evidencepack.actions.settling import keep_as_it_is, quote_newer
    from evidencepack.actions.unsettled import unsettled_quotes

    if not args.quote:
        if args.keep or args.to or args.text or args.page or args.occurrence:
            raise UsageError("Say which quote is meant: requote PACK Q2.")
        with looking(args.pack) as pack:
            rows = unsettled_quotes(pack)
        lines = [f"{row.quote}  {row.outcome}: {row.told}" for row in rows]
        return Answer([row.as_json() for row in rows], lines or ["Every quote is settled."])
    handle = args.quote.strip().upper()
    if args.keep:
        if args.to or args.text or args.page or args.occurrence:
            raise UsageError("--keep leaves a quote where it stands; nothing else can be said with it.")
        with changing(args.pack) as pack:
            keep_as_it_is(pack, handle, because=args.because)
        return Answer({"quote": handle, "kept": True}, [f"{handle} stays where it stands."])
    with changing(args.pack) as pack:
        source = quote_newer(
            pack,
            handle,
            target=args.to,
            text=args.text,
            page=args.page,
            occurrence=args.occurrence,
            accept_words=(args.because or "accepted on the command line") if args.accept else "",
        )
    return Answer({"quote": handle, "source": source, "kept": False}, [f"{handle} quotes {source} now."])


def _quote_region(args: Args) -> Answer:
    from evidencepack.actions.regions import add_region

    box = [float(side) for side in args.region.split(",") if _NUMBER.fullmatch(side.strip())]
    if len(box) != 4 or not args.source or args.page is None:
        raise UsageError("A region needs --source, --page and four numbers: --region LEFT,BOTTOM,RIGHT,TOP.")
    with changing(args.pack) as pack:
        handle = add_region(
            pack,
            args.source,
            args.page,
            box,
            args.text,
            args.kind,
            speaker=args.speaker,
            role=args.role,
            date=args.date,
            topics=args.topic,
            note=args.note,
        )
    data = {"quote": handle, "source": args.source.strip().upper(), "page": args.page, "match": "picture"}
    return Answer(data, [f"{handle}: a picture, {data['source']} page {args.page}; its words were typed."])


def _relate(args: Args) -> Answer:
    from evidencepack.actions.relations import COMPARED, add_relation

    same = {name: getattr(args, name) for name in COMPARED}
    with changing(args.pack) as pack:
        handle = add_relation(
            pack, args.from_quote, args.kind, args.to_quote, because=args.because, same=same
        )
    return Answer({"relation": handle}, [f"{handle}: {args.from_quote} {args.kind} {args.to_quote}."])


def _entry(args: Args) -> Answer:
    from evidencepack.actions.entries import add_entry
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents

    with changing(args.pack) as pack:
        handle = add_entry(pack, date=args.date, text=args.text, quotes=args.quote, status=args.status)
        with pack.reading() as session:
            rows = overview.entries(load_contents(session))
    row = next(row for row in rows if row["handle"] == handle)
    return Answer(
        {"entry": handle, **row}, [f"{handle}: entry {row['number']}, {row['shown'] or 'undated'}."]
    )


def _section(args: Args) -> Answer:
    from evidencepack.actions.sections import add_section

    with changing(args.pack) as pack:
        handle = add_section(pack, args.kind, title=args.title, after=args.after)
    return Answer({"section": handle}, [f"{handle}: {args.kind}."])


def _paragraph(args: Args) -> Answer:
    from evidencepack.actions.sections import add_paragraph
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents

    text = read_text(args.text_file) if args.text_file else args.text
    with changing(args.pack) as pack:
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

    with changing(args.pack) as pack:
        handle = add_annex(pack, args.source, pages=args.pages, title=args.title)
        with pack.reading() as session:
            rows = overview.annexes(load_contents(session))
    row = next(row for row in rows if row["handle"] == handle)
    return Answer(
        {"annex": handle, **row},
        [f"{handle}: {row['mark']}, {counted(len(row['pages']), 'page')} of {row['source']}."],
    )


def _move(args: Args) -> Answer:
    from evidencepack.actions.items import move_item

    with changing(args.pack) as pack:
        handle = move_item(pack, args.handle, args.after)
    return Answer({"moved": handle}, [f"Moved {handle} after {args.after}."])


def _remove(args: Args) -> Answer:
    from evidencepack.actions.items import remove_item

    with changing(args.pack) as pack:
        handle = remove_item(pack, *args.handles)
    return Answer({"removed": handle}, [f"Removed {handle}; “undo” brings it back."])


def _undo(args: Args) -> Answer:
    with changing(args.pack) as pack:
        name = pack.undo()
    return Answer({"undone": name}, [f"Undone: {name}." if name else "There is nothing to undo."])


def _redo(args: Args) -> Answer:
    with changing(args.pack) as pack:
        name = pack.redo()
    return Answer({"redone": name}, [f"Done again: {name}." if name else "There is nothing to do again."])


COMMANDS: dict[str, Command] = {
    "new": _new,
    "set": _set,
    "import": _import,
    "details": _details,
    "ocr": _ocr,
    "replace": _replace,
    "requote": _requote,
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
}
