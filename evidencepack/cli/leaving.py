"""The commands that write something out: export, recipe, build and demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidencepack.cli.opening import Args, Command, changing, looking
from evidencepack.cli.output import Answer, PrintedProgress, finding_line
from evidencepack.errors import FindingsStand, UsageError
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.rules.gate import Accepted


def _accepted(args: Args) -> list[Accepted]:
    from evidencepack.rules.gate import Accepted

    if len(args.accept) != len(args.because):
        raise UsageError("Each --accept RULE needs its --because and a reason.")
    return [Accepted(rule, reason) for rule, reason in zip(args.accept, args.because, strict=True)]


def _export(args: Args) -> Answer:
    from evidencepack.export.exporting import Wanted
    from evidencepack.rules.gate import export_checked
    from evidencepack.submission.contents import ProofChoice

    if not (args.pdf or args.word or args.filing or args.proof):
        raise UsageError("Say what to export: --pdf FILE, --word FILE, --filing DIR or --proof FILE.")
    _refuse_same_place(args)
    accepted = _accepted(args)
    light = None if args.light is None else args.light == "on"
    choice = ProofChoice(all_quotes=args.all_quotes, names=args.names)
    wanted = Wanted(args.pdf, args.word, args.filing, args.profile, light, args.proof, choice)
    with changing(args.pack) as pack:
        exported = export_checked(pack, wanted, accepted, PrintedProgress())
    return Answer(exported.as_json(), _export_lines(exported.as_json()))


def _refuse_same_place(args: Args) -> None:
    """Keep an export from taking the place of the pack, or of another file of the same export."""
    taken = {args.pack.resolve(): "the pack itself"}
    for place in (args.word, args.pdf, args.filing, args.proof):
        if place is None:
            continue
        if place.resolve() in taken:
            raise UsageError(f"{place} is {taken[place.resolve()]}; choose another name.", file=str(place))
        taken[place.resolve()] = "named twice"


def _export_lines(data: dict[str, Any]) -> Iterator[str]:
    for finding in data["findings"]:
        if finding["severity"] != "info":
            yield finding_line(finding)
    for file in data["files"]:
        pages = f"{counted(file['pages'], 'page')}, " if file["pages"] else ""
        yield f"{file['path']}: {pages}{file['bytes'] / 1000:,.0f} kB, proved."


def _recipe(args: Args) -> Answer:
    from evidencepack.actions.recipe_writing import write_recipe

    with looking(args.pack) as pack:
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
        try:
            exported = export_checked(pack, wanted, accepted, PrintedProgress())
        except FindingsStand as problem:
            problem.message += f" The pack is built: {target}; mend it there, and export it."
            problem.args = (problem.message,)
            raise
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


COMMANDS: dict[str, Command] = {
    "export": _export,
    "recipe": _recipe,
    "build": _build,
    "demo": _demo,
}
