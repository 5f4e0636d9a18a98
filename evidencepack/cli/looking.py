"""The commands that only look: list, search, find, proof, check, verify and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidencepack.cli.listing import list_lines
from evidencepack.cli.opening import Args, Command, looking
from evidencepack.cli.output import Answer, finding_line
from evidencepack.errors import UsageError

if TYPE_CHECKING:
    from evidencepack.store.pack import Pack


def _list(args: Args) -> Answer:
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents

    with looking(args.pack) as pack:
        if args.noun == "history":
            rows = _history(pack)
        elif args.noun == "profiles":
            rows = overview.profiles()
        elif args.noun == "imports":
            with pack.reading() as session:
                rows = overview.imports(session)
        else:
            with pack.reading() as session:
                rows = overview.NOUNS[args.noun](load_contents(session))
    return Answer(rows, list_lines(args.noun, rows))


def _history(pack: Pack) -> list[dict[str, Any]]:
    """What was done, oldest first, and what each deed changed."""
    from evidencepack.submission.deeds_told import tell_deed

    with pack.reading() as session:
        return [
            {
                "n": deed.n,
                "when": deed.at,
                "who": deed.person,
                "action": deed.name,
                "kind": deed.kind,
                "changes": [one.sentence for one in tell_deed(session, deed.of_deed or deed.deed)],
            }
            for deed in pack.history()
        ]


def _search(args: Args) -> Answer:
    from evidencepack.quoting.sought import Sought
    from evidencepack.submission.search import Finder

    with looking(args.pack) as pack, pack.reading() as session:
        groups = Finder({}, {}).find_pages(session.connection(), Sought(" ".join(args.words)))
    hits = [hit for group in groups for hit in group.hits]
    snippets = [hit.words.between("[", "]") for hit in hits]
    rows = [
        {"source": hit.handle, "page": hit.page, "snippet": snippet}
        for hit, snippet in zip(hits, snippets, strict=True)
    ]
    lines = [f"{row['source']} page {row['page']}: {row['snippet']}" for row in rows]
    return Answer(rows, lines or ["Not found."])


def _find(args: Args) -> Answer:
    from evidencepack.submission.contents import load_contents
    from evidencepack.submission.search import Finder

    with looking(args.pack) as pack, pack.reading() as session:
        groups = Finder.of(load_contents(session)).find(session.connection(), " ".join(args.words))
    lines = []
    for group in groups:
        lines.append(f"{group.title} ({group.total:,})")
        lines += [f"  {hit.place.text}: {hit.words.between('[', ']')}" for hit in group.hits]
    rows = [hit.as_json() for group in groups for hit in group.hits]
    return Answer(rows, lines or ["Not found."])


def _weak_spots(args: Args) -> Answer:
    from evidencepack.rules.weak_spots import find_weak_spots
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents

    with looking(args.pack) as pack, pack.reading() as session:
        contents = load_contents(session)
        spots = find_weak_spots({noun: list_rows(contents) for noun, list_rows in overview.NOUNS.items()})
    lines = []
    for spot in spots:
        lines.append(f"{spot.title} ({len(spot.handles):,})" if spot.found else f"{spot.title}: none")
        lines += [f"  {one.handle}: {one.sentence}" for one in spot.found]
    return Answer([spot.as_json() for spot in spots], lines)


def _diagram(args: Args) -> Answer:
    from evidencepack.submission import overview
    from evidencepack.submission.contents import load_contents
    from evidencepack.submission.diagram import lay_out
    from evidencepack.submission.diagram_svg import draw_svg

    with looking(args.pack) as pack, pack.reading() as session:
        contents = load_contents(session)
        made = lay_out({"quotes": overview.quotes(contents), "relations": overview.relations(contents)})
        title = contents.matter.title or pack.path.stem
    _write(args, draw_svg(made, f"Claims and evidence: {title}").encode())
    return Answer({"file": str(args.out), "quotes": len(made.nodes)}, [f"Written: {args.out}"])


def _picture(args: Args) -> Answer:
    from evidencepack.actions.regions import quote_picture

    with looking(args.pack) as pack:
        _write(args, quote_picture(pack, args.quote))
    return Answer({"file": str(args.out), "quote": args.quote.strip().upper()}, [f"Written: {args.out}"])


def _write(args: Args, data: bytes) -> None:
    """Write what was made to the file that ``--out`` names; an earlier one stays until it is whole.

    Raises:
        UsageError: It would take the place of the pack.
        CannotWrite: The disk is full or the folder cannot be written.
    """
    from evidencepack.export.whole_files import whole_file

    if args.out.resolve() == args.pack.resolve():
        raise UsageError(f"{args.out} is the pack itself; choose another name.", file=str(args.out))
    with whole_file(args.out) as part:
        part.write_bytes(data)


def _proof(args: Args) -> Answer:
    from evidencepack.submission.contents import ProofChoice, load_contents
    from evidencepack.submission.proof_sheet import sheet_lines
    from evidencepack.submission.quotes_proved import prove_quotes, sheet_file

    with looking(args.pack) as pack, pack.reading() as session:
        choice = ProofChoice(all_quotes=args.all_quotes, names=args.names)
        proved = prove_quotes(load_contents(session, proof_choice=choice))
        data, lines = proved.as_json(), list(sheet_lines(proved))
    if args.out:
        _write(args, sheet_file(data))
        lines.append(f"Written: {args.out}")
    return Answer(data, lines, 0 if proved.ok else 1)


def _check(args: Args) -> Answer:
    from evidencepack.rules.checks import check_pack

    with looking(args.pack) as pack:
        profile, findings = check_pack(pack, args.profile)
    rows = [finding.as_json() for finding in findings]
    lines = [finding_line(row) for row in rows] or ["Nothing to mend."]
    errors = any(finding.severity == "error" for finding in findings)
    return Answer({"profile": profile, "findings": rows}, lines, 1 if errors else 0)


def _verify(args: Args) -> Answer:
    from evidencepack.export.verify_any import verify_any

    certificate = verify_any(args.file, args.pack)
    return Answer(certificate.as_json(), certificate.text().splitlines(), 0 if certificate.ok else 1)


COMMANDS: dict[str, Command] = {
    "list": _list,
    "search": _search,
    "find": _find,
    "weak-spots": _weak_spots,
    "diagram": _diagram,
    "picture": _picture,
    "proof": _proof,
    "check": _check,
    "verify": _verify,
}
