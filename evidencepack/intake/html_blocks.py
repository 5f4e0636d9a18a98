"""Turns the tags of a web page into blocks as they go by, without ever building the tree.

A page nested sixty thousand deep costs no more here than a flat one, and nothing is fetched or run.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from evidencepack.intake.html_styles import Styles
from evidencepack.intake.numerals import numeral
from evidencepack.intake.page_facts import saved_note
from evidencepack.intake.pictures import Album, picture_of
from evidencepack.intake.table_grid import Cell, Table

_NEVER = frozenset({"script", "style", "head", "noscript", "template", "object", "embed", "iframe", "video",
                    "audio", "canvas", "svg", "map", "applet", "frameset", "datalist", "math"})  # fmt: skip
_EMBEDDED = frozenset({"object", "embed", "iframe", "video", "audio", "canvas", "svg", "applet"})
_PARAGRAPHS = frozenset({"p", "div", "section", "article", "main", "header", "footer", "nav", "aside",
                         "address",
                         "figure", "figcaption", "form", "fieldset", "legend", "details", "summary", "dl",
                         "dt",
                         "caption", "center", "body", "html", "hgroup", "dialog", "search", "menu", "option",
                         "optgroup", "select", "w:p"})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INDENTED = frozenset({"blockquote", "dd"})
_QUIET = frozenset({"nav", "footer"})
_LISTS = frozenset({"ul", "ol", "li"})
_TABLES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_BLOCKS = _PARAGRAPHS | frozenset(_HEADINGS) | _INDENTED | {"pre", "hr"}
_STYLES = {"b": "bold", "strong": "bold", "th": "bold", "i": "italic", "em": "italic", "cite": "italic",
           "var": "italic", "dfn": "italic", "code": "mono", "kbd": "mono", "samp": "mono", "tt": "mono",
           "sup": "sup", "sub": "sub"}  # fmt: skip
# How a converted Word document marks a paragraph with a number: its depth.
_NUMBERED = re.compile(r"evidence-item-([1-9])")
_SPACES = re.compile("[ \t\r\n\f]+")
_BULLETS = ("•", "–", "▪")


@dataclass
class _Open:
    """A tag that is open, and what it changed."""

    tag: str
    skips: bool = False
    hides: bool = False
    styles: tuple[str, ...] = ()
    is_number: bool = False
    quiets: bool = False


@dataclass
class _List:
    ordered: bool
    number: int = 1
    form: str = "1"


@dataclass
class Page:
    """What a web page holds, as far as it can be seen.

    Attributes:
        blocks: The words.
        pictures: Pictures that stood in the page itself.
        title: The text of its title tag.
        facts: Its meta and link tags by name, in lower case; the first of each counts.
        saved_from: The address a browser noted when it saved the page.
        saved_on: The ISO day it noted with that.
        hidden: How many words there are that a reader of the page does not see.
        left_pictures: How many pictures were not in the page itself.
        embedded: How many frames, films and the like.
    """

    blocks: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    title: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    saved_from: str = ""
    saved_on: str = ""
    hidden: int = 0
    left_pictures: int = 0
    embedded: int = 0


class Collector:
    """Hears the tags of a page in order (lxml's target interface) and collects what is seen.

    Args:
        album: Where pictures are that were saved with the page.
        sheets_hide: Whether what the page's style sheets hide is left out.
    """

    def __init__(self, album: Album | None = None, *, sheets_hide: bool = True) -> None:
        self.page = Page()
        self._album = album
        self._open: list[_Open] = []
        self._skipping = 0
        self._hiding = 0
        self._quiet = 0
        self._styles: Counter[str] = Counter()
        self._runs: list[dict[str, Any]] = []
        self._lists: list[_List] = []
        self._tables: list[Table] = []
        self._heading = 0
        self._indent = 0
        self._pre = 0
        self._numbered = 0
        self._marker: str | None = None
        self._title: list[str] | None = None
        self._sheet: list[str] | None = None
        self._looks = Styles(sheets_hide=sheets_hide)

    # --- what the parser says -----------------------------------------------------------------------

    def start(self, tag: str, attributes: Any) -> None:
        """A tag opens."""
        facts = {str(name).lower(): str(value or "") for name, value in attributes.items()}
        opened = _Open(tag)
        self._open.append(opened)
        self._note(tag, facts)
        if tag in _NEVER:
            opened.skips = True
            self._skipping += 1
            self.page.embedded += tag in _EMBEDDED
        elif self._looks.hides(tag, facts):
            opened.hides = True
            self._hiding += 1
        if not (self._skipping or self._hiding):
            self._begin(tag, facts, opened)
        opened.quiets = tag in _QUIET
        self._quiet += opened.quiets

    def end(self, tag: str) -> None:
        """A tag closes; the parser closes what the page forgot."""
        if not self._open:
            return
        opened = self._open.pop()
        if tag == "title" and self._title is not None:
            self.page.title = self.page.title or _SPACES.sub(" ", "".join(self._title)).strip()
            self._title = None
        elif tag == "style" and self._sheet is not None:
            self._looks.read_sheet("".join(self._sheet))
            self._sheet = None
        if not (self._skipping or self._hiding):
            self._finish(tag, opened)
        self._quiet -= opened.quiets
        self._skipping -= opened.skips
        self._hiding -= opened.hides

    def data(self, text: str) -> None:
        """Text."""
        if self._title is not None:
            self._title.append(text)
        elif self._sheet is not None:
            self._sheet.append(text)
        elif self._skipping:
            if any(o.tag in ("template", "noscript") for o in self._open[-50:]) and text.strip():
                self.page.hidden += len(text.split())
        elif self._hiding:
            self.page.hidden += len(text.split())
        else:
            self._add(text)

    def comment(self, text: str) -> None:
        """A comment: browsers note here where a page was saved from."""
        address, day = saved_note(text)
        if address and not self.page.saved_from:
            self.page.saved_from, self.page.saved_on = address, day

    def pi(self, target: str, data: str | None = None) -> None:
        """A processing instruction says nothing that is seen."""

    def close(self) -> Page:
        """The page is over."""
        while self._tables:
            self._close_table()
        self._flush()
        return self.page

    # --- tags ---------------------------------------------------------------------------------------

    def _note(self, tag: str, facts: dict[str, str]) -> None:
        """Remember what the head of the page says about it."""
        if tag == "title" and not any(o.tag == "svg" for o in self._open[-20:]):
            self._title = []
        elif tag == "style" and not re.search(r"print|speech", facts.get("media", ""), re.IGNORECASE):
            self._sheet = []
        elif tag == "meta" and facts.get("content"):
            name = (facts.get("property") or facts.get("name") or facts.get("itemprop") or "").lower()
            self.page.facts.setdefault(name, facts["content"].strip())
        elif tag == "link" and "canonical" in facts.get("rel", "").lower().split():
            self.page.facts.setdefault("canonical", facts.get("href", "").strip())

    def _begin(self, tag: str, facts: dict[str, str], opened: _Open) -> None:
        opened.styles = (*((_STYLES[tag],) if tag in _STYLES else ()), *self._looks.looks(facts))
        self._styles.update(opened.styles)
        if tag == "br":
            self._runs.append({"text": "\n", "break": True})
        elif tag == "img":
            self._picture(facts)
        elif tag in _LISTS:
            self._begin_list(tag, facts)
        elif tag in _TABLES:
            self._begin_table(tag, facts)
        elif tag in _BLOCKS:
            self._flush()
            self._begin_block(tag, facts)
        elif tag == "span" and self._numbered and facts.get("class") == "evidence-number":
            opened.is_number = True

    def _begin_block(self, tag: str, facts: dict[str, str]) -> None:
        if tag == "hr":
            self._sink().append({"kind": "rule"})
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "pre":
            self._pre += 1
        elif tag in _INDENTED:
            self._indent += 1
        elif found := _NUMBERED.fullmatch(facts.get("class", "")):
            self._numbered = int(found[1])

    def _finish(self, tag: str, opened: _Open) -> None:
        if tag in _LISTS:
            self._flush()
            self._marker = None
            if tag != "li" and self._lists:
                self._lists.pop()
        elif tag in _TABLES:
            self._finish_table(tag)
        elif tag in _BLOCKS:
            self._flush()
            self._finish_block(tag)
        elif opened.is_number:
            self._marker = "".join(run["text"] for run in self._runs).strip()
            self._runs = []
        self._styles.subtract(opened.styles)

    def _finish_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._heading = 0
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in _INDENTED:
            self._indent = max(0, self._indent - 1)
        else:
            self._numbered = 0

    def _finish_table(self, tag: str) -> None:
        if tag == "table":
            self._close_table()
        elif tag in ("td", "th"):
            self._flush()
        elif tag == "thead" and self._tables:
            self._tables[-1].head_rows = len(self._tables[-1].rows)

    def _begin_list(self, tag: str, facts: dict[str, str]) -> None:
        self._flush()
        if tag != "li":
            start = facts.get("start", "").strip()
            number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
            self._lists.append(_List(tag == "ol", number, facts.get("type", "1") or "1"))
            return
        if not self._lists:
            self._marker = _BULLETS[0]
            return
        current = self._lists[-1]
        if current.ordered:
            value = facts.get("value", "").strip()
            current.number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else current.number
            self._marker = numeral(current.number, current.form) + "."
            current.number += 1
        else:
            self._marker = _BULLETS[(len(self._lists) - 1) % len(_BULLETS)]

    def _begin_table(self, tag: str, facts: dict[str, str]) -> None:
        if tag == "table":
            self._flush()
            self._tables.append(Table(layout=facts.get("role", "").lower() in ("presentation", "none")))
        elif not self._tables:
            self._flush()
        elif tag == "tr":
            self._flush()
            self._tables[-1].rows.append([])
        elif tag in ("td", "th"):
            self._flush()
            table = self._tables[-1]
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(Cell(_span(facts, "colspan"), _span(facts, "rowspan"), tag == "th"))

    def _close_table(self) -> None:
        self._flush()
        if self._tables:
            blocks = self._tables.pop().finished()
            self._sink().extend(blocks)

    def _picture(self, facts: dict[str, str]) -> None:
        found = picture_of(facts.get("src", "").strip(), self._album)
        if found is None:
            self.page.left_pictures += 1
            return
        self._flush(keep_marker=True)
        picture, width, height = found
        self._sink().append(
            {"kind": "image", "picture": len(self.page.pictures), "width": width, "height": height}
        )
        self.page.pictures.append(picture)

    # --- words --------------------------------------------------------------------------------------

    def _sink(self) -> list[dict[str, Any]]:
        """Where blocks go: the cell of the innermost table, else the page."""
        for table in reversed(self._tables):
            cell = table.cell()
            if cell is not None:
                return cell.blocks
        return self.page.blocks

    def _run(self, text: str) -> dict[str, Any]:
        run: dict[str, Any] = {"text": text}
        for style in ("bold", "italic", "mono"):
            if self._styles[style] > 0:
                run[style] = True
        for style in ("sup", "sub"):
            if self._styles[style] > 0:
                run["raise"] = style
        return run

    def _add(self, text: str) -> None:
        run = self._run(text)
        if self._runs and {**self._runs[-1], "text": ""} == {**run, "text": ""}:
            self._runs[-1]["text"] += text
        else:
            self._runs.append(run)

    def _flush(self, *, keep_marker: bool = False) -> None:
        """End the paragraph that is being collected."""
        runs, self._runs = self._runs, []
        if self._pre:
            text = "".join(run["text"] for run in runs).strip("\r\n")
            if text.strip():
                lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
                self._sink().append({"kind": "lines", "lines": lines, "mono": True, "indent": self._indent})
            return
        runs = _collapsed(runs)
        if not runs:
            return
        block: dict[str, Any] = {"kind": "para", "runs": runs}
        if self._heading:
            block = {"kind": "heading", "level": self._heading, "runs": runs}
        elif self._lists or self._marker:
            depth = self._numbered or max(1, len(self._lists))
            block = {"kind": "item", "marker": self._marker or "", "depth": depth, "runs": runs}
        if not keep_marker:
            self._marker = None
        if self._indent:
            block["indent"] = min(self._indent, 8)
        if self._quiet:
            block["quiet"] = True
        self._sink().append(block)


def _span(facts: dict[str, str], name: str) -> int:
    value = facts.get(name, "").strip()
    return int(value) if re.fullmatch(r"[1-9]\d{0,3}", value) else 1


def _collapsed(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Runs with white space as a browser shows it: one space, none at the ends of lines."""
    kept: list[dict[str, Any]] = []
    after_space = True
    for run in runs:
        if "break" in run:  # a line break that the page asks for
            if kept:
                kept[-1]["text"] = kept[-1]["text"].rstrip(" ") + "\n"
            after_space = True
            continue
        text = _SPACES.sub(" ", run["text"])
        if after_space:
            text = text.removeprefix(" ")
        if text:
            kept.append({**run, "text": text})
            after_space = text.endswith(" ")
    while kept and not kept[-1]["text"].strip(" \n"):
        kept.pop()
    if kept:
        kept[-1]["text"] = kept[-1]["text"].rstrip(" \n")
    return kept
