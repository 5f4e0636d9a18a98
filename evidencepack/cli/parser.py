"""The commands and their arguments. Loads nothing but what it takes to explain them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from evidencepack.errors import UsageError

LISTED = (
    "sources",
    "quotes",
    "relations",
    "entries",
    "sections",
    "paragraphs",
    "annexes",
    "history",
    "topics",
    "profiles",
    "imports",
)


_JSON_HELP = "print one JSON document on standard output and nothing else there; may stand anywhere"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and leaves it to the caller how that is printed."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            UsageError: Always.
        """
        raise UsageError(f"{message[:1].upper()}{message[1:]}; “{self.prog} --help” shows how it is used.")


def make_parser() -> argparse.ArgumentParser:
    """All commands. Names of options are typed in full, so that a later option breaks no script."""
    parser = _Parser(
        prog="evidencepack",
        allow_abbrev=False,
        description="Quotations proved word for word, numbered and bundled for a committee or a court.",
        epilog="Exit codes: 0 done; 1 errors among the findings, a failed proof, or a quote not stored; "
        "2 wrong usage; 3 bad input; 4 the pack is locked, newer or damaged; 130 cancelled.",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.add_argument("--json", action="store_true", help=_JSON_HELP)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for add in (_packs, _contents, _documents, _order, _looking, _leaving):
        add(_adder(commands))
    return parser


def _adder(commands: Any) -> Callable[..., argparse.ArgumentParser]:
    def add(name: str, explained: str, *, pack: bool = True) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = commands.add_parser(
            name, help=explained, description=explained, allow_abbrev=False
        )
        parser.add_argument("--json", action="store_true", help=_JSON_HELP)
        if pack:
            parser.add_argument("pack", type=Path, metavar="PACK", help="the pack's file")
        return parser

    return add


def _packs(add: Callable[..., argparse.ArgumentParser]) -> None:
    new = add("new", "make a new, empty pack")
    new.add_argument("--title", default="")
    new.add_argument("--profile", default="plain", metavar="ID", help="the receiver's rules")
    add("open", "open a pack in the window")
    demo = add("demo", "build the sample pack, export it and say where", pack=False)
    demo.add_argument("--out", type=Path, metavar="DIR", help="where; with it, no window opens")
    build = add("build", "build a pack and its exports from a recipe", pack=False)
    build.add_argument("recipe", type=Path, metavar="RECIPE.toml")
    build.add_argument("--out", type=Path, metavar="DIR", required=True)
    build.add_argument("--accept", action="append", default=[], metavar="RULE")
    build.add_argument("--because", action="append", default=[], metavar="T")
    recipe = add("recipe", "write a pack out as a recipe with its source files")
    recipe.add_argument("--out", type=Path, metavar="DIR", required=True)
    change = add("set", "set fields of the matter or of any item")
    change.add_argument(
        "values",
        nargs="+",
        metavar="[HANDLE…|matter] KEY=VALUE",
        help="handles or “matter” first; the matter if none",
    )


def _documents(add: Callable[..., argparse.ArgumentParser]) -> None:
    bring = add("import", "import files and folders")
    bring.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    bring.add_argument("--ocr", action="store_true", help="read pages without words by OCR right away")
    bring.add_argument("--password-file", type=Path, metavar="F", help="passwords to try, one a line")
    ocr = add("ocr", "read scanned pages by OCR, so that their words can be searched and quoted")
    ocr.add_argument("sources", nargs="*", metavar="S1", help="all that have pages without words, if none")
    ocr.add_argument("--pages", default="", metavar="2-5", help="other pages than those without words")
    details = add("details", "show what the pages say about a source or a quote, and take it over")
    details.add_argument("source", metavar="S1|Q1")
    details.add_argument(
        "--take",
        nargs="*",
        metavar="FIELD",
        help="take these fields over; without names, the empty ones that the document labels",
    )
    newer = add("replace", "bring in a newer version of a source; the old one stays")
    newer.add_argument("source", metavar="S1")
    newer.add_argument("path", type=Path, metavar="PATH")
    newer.add_argument("--password-file", type=Path, metavar="F", help="passwords to try, one a line")
    again = add("requote", "work through the quotes that a newer version or a new reading left; lists them")
    again.add_argument("quote", nargs="?", default="", metavar="Q2", help="the quote to settle")
    again.add_argument("--to", default="", metavar="S2", help="quote this version; the newest if left out")
    again.add_argument("--text", default="", metavar="T", help="its words there; its own if left out")
    again.add_argument("--page", type=int, metavar="N")
    again.add_argument("--occurrence", type=int, metavar="N")
    again.add_argument("--accept", choices=("words",), help="though capitals or punctuation differ")
    again.add_argument("--keep", action="store_true", help="leave it where it stands")
    again.add_argument("--because", default="", help="why that is right")
    quote = add("quote", "tag verbatim words as claim or evidence; kept only if they are true")
    quote.add_argument("--source", default="", metavar="S1")
    quote.add_argument("--text", required=True, metavar="T", help="the words; […] where some are left out")
    quote.add_argument("--as", dest="kind", required=True, choices=("claim", "evidence"))
    quote.add_argument("--page", type=int, metavar="N")
    quote.add_argument(
        "--region",
        metavar="L,B,R,T",
        help="quote this part of the page as an image, in points from its bottom left; the words are then "
        "what you read there",
    )
    quote.add_argument("--occurrence", type=int, metavar="N")
    quote.add_argument("--speaker", default="")
    quote.add_argument("--role", default="")
    quote.add_argument("--date", default="")
    quote.add_argument("--topic", action="append", default=[])
    quote.add_argument("--note", default="", help="a private note; never exported")
    quote.add_argument("--emphasis", default="", help="such as “emphasis added”")
    quote.add_argument(
        "--elision-because", default="", metavar="T", help="why what is left out may be left out"
    )
    quote.add_argument("--accept", choices=("words",), help="keep it though capitals or punctuation differ")
    quote.add_argument("--because", default="", help="why that is right")
    quote.add_argument(
        "--quoted-in",
        action="append",
        default=[],
        metavar="S3",
        help="a source that repeats the words: they are quoted there too, and the two related",
    )


def _contents(add: Callable[..., argparse.ArgumentParser]) -> None:
    relate = add("relate", "say what one quote does to another")
    relate.add_argument("from_quote", metavar="Q2")
    relate.add_argument("kind", help="contradicts, supports, qualifies, supersedes, answers, quoted-in")
    relate.add_argument("to_quote", metavar="Q1")
    relate.add_argument("--because", default="", metavar="T")
    for name in ("subject", "data", "period"):
        relate.add_argument(f"--same-{name}", choices=("yes", "no", "in part", "unknown"), default="unknown")
    entry = add("entry", "add an entry to the chronology")
    entry.add_argument(
        "--date", default="", metavar="D", help="of any precision; nothing for an undated entry"
    )
    entry.add_argument("--text", required=True, metavar="T")
    entry.add_argument("--quote", action="append", default=[], metavar="Q1")
    entry.add_argument("--status", default="")
    section = add("section", "add a section to the submission")
    section.add_argument("kind", metavar="KIND")
    section.add_argument("--title", default="")
    section.add_argument("--after", default="", metavar="T1")
    paragraph = add("paragraph", "add a paragraph; its text may hold @Q1 @E1 @A1 @P1 @S1")
    paragraph.add_argument("--section", required=True, metavar="KIND|T1")
    text = paragraph.add_mutually_exclusive_group(required=True)
    text.add_argument("--text", metavar="T")
    text.add_argument("--text-file", type=Path, metavar="F")
    paragraph.add_argument("--level", type=int, default=1, choices=(1, 2, 3, 4))
    paragraph.add_argument("--after", default="", metavar="P1")
    annex = add("annex", "attach a source, or some of its pages")
    annex.add_argument("source", metavar="S1")
    annex.add_argument("--pages", default="", metavar="2-5")
    annex.add_argument("--title", default="")


def _order(add: Callable[..., argparse.ArgumentParser]) -> None:
    move = add("move", "put an item right after another")
    move.add_argument("handle", metavar="HANDLE")
    move.add_argument("--after", required=True, metavar="HANDLE", help="or “first”")
    remove = add("remove", "remove items; undo brings them back at once")
    remove.add_argument("handles", nargs="+", metavar="HANDLE")
    add("undo", "undo the last deed")
    add("redo", "do again what was undone")


def _looking(add: Callable[..., argparse.ArgumentParser]) -> None:
    show = add("list", "list what is in the pack")
    show.add_argument("noun", choices=LISTED)
    search = add("search", "find words in the sources' pages")
    search.add_argument("words", nargs="+", metavar="WORDS")
    find = add("find", "find words anywhere: pages, quotes, entries, paragraphs, reasons and notes")
    find.add_argument(
        "words", nargs="+", metavar="WORDS", help="or a handle; behind “@” only items are found"
    )
    add("weak-spots", "show where the argument can be attacked, by plain rules")
    diagram = add("diagram", "draw the claims and evidence over time as an SVG picture")
    diagram.add_argument("--out", type=Path, required=True, metavar="F")
    picture = add("picture", "save the part of the page where a quote stands, to compare the words with it")
    picture.add_argument("quote", metavar="Q1")
    picture.add_argument("--out", type=Path, required=True, metavar="F.png")
    proof = add("proof", "compare every quotation with its page once more, and say what was found")
    proof.add_argument("--out", type=Path, metavar="F.json", help="write it to this file too")
    _proof_choices(proof)
    check = add("check", "check the pack against the receiver's rules")
    check.add_argument("--profile", metavar="ID")


def _proof_choices(parser: argparse.ArgumentParser) -> None:
    """What a proof sheet lists beyond the usual."""
    parser.add_argument(
        "--all-quotes",
        action="store_true",
        help="in the proof sheet, list every quotation in the pack, and not only those that are used",
    )
    parser.add_argument(
        "--names",
        action="store_true",
        help="in the proof sheet, say who checked; without it, no name is told",
    )


def _leaving(add: Callable[..., argparse.ArgumentParser]) -> None:
    export = add("export", "write the Word file, the bundle or the filing, each proved before it is in place")
    export.add_argument("--pdf", type=Path, metavar="F")
    export.add_argument("--word", type=Path, metavar="F")
    export.add_argument("--filing", type=Path, metavar="DIR")
    export.add_argument(
        "--proof", type=Path, metavar="F.json", help="the proof sheet as data; it goes into a filing, too"
    )
    _proof_choices(export)
    export.add_argument("--profile", metavar="ID")
    export.add_argument("--accept", action="append", default=[], metavar="RULE")
    export.add_argument("--because", action="append", default=[], metavar="T")
    export.add_argument(
        "--light",
        choices=("on", "off"),
        help="light the quoted words on the annexes; else as the receiver likes",
    )
    verify = add("verify", "prove a bundle, a Word file, a filing or a pack", pack=False)
    verify.add_argument("file", type=Path, metavar="FILE|DIR|PACK")
    verify.add_argument("--pack", type=Path, metavar="PACK", help="compare it with this pack too")
