"""Reads plain text and Markdown: line breaks stay as they were typed, a form feed begins a new page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from evidencepack.intake import reading_copy
from evidencepack.intake.decoding import decode, load
from evidencepack.intake.html import story_of
from evidencepack.intake.prepared import Intake, Story, new_place, own_version, stem

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader


_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{1,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def read_text(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a plain text.

    Raises:
        BadInput: If it is not text, is empty or is too large.
    """
    del password
    found = decode(load(path))
    story = Story(warnings=list(found.warnings))
    text = _LINE_ENDS.sub("\n", found.text)
    for number, page in enumerate(text.rstrip("\f\n\r \x1a").split("\f")):
        if number:
            story.blocks.append({"kind": "break"})
        if lines := page.rstrip("\n").split("\n"):
            story.blocks.append({"kind": "lines", "lines": lines, "mono": True})
    if not found.text.strip():
        story.blocks.clear()
    return _prepared(path, workspace, reader, story, "text/plain", {"encoding": found.encoding})


def read_markdown(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a Markdown text; HTML in it is shown as it was typed.

    Raises:
        BadInput: If it is not text, is empty or is too large.
    """
    del password
    found = decode(load(path))
    text = _LINE_ENDS.sub("\n", found.text)
    head = _FRONT_MATTER.match(text)
    body = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    story = story_of(body.render(text[head.end() :] if head else text))
    story.title = next((_words(b) for b in story.blocks if b["kind"] == "heading" and b["level"] == 1), "")
    if head:  # what some programs write above the words: a title, a date
        story.blocks.insert(0, {"kind": "lines", "lines": head[1].split("\n"), "mono": True})
    story.warnings[:0] = found.warnings
    return _prepared(path, workspace, reader, story, "text/markdown", {"encoding": found.encoding})


def _words(block: dict[str, Any]) -> str:
    return "".join(run["text"] for run in block["runs"])


def _prepared(
    path: Path, workspace: Path, reader: Reader, story: Story, media_type: str, settings: dict[str, Any]
) -> Intake:
    title = story.title or stem(path)
    out = new_place(workspace)
    told = reading_copy.make_copy(story, title, path, out, reader)
    return Intake(
        original=path, media_type=media_type, kind="document", title=title, author="", url="", dates={},
        rendition=out, converter=reading_copy.converter(), converter_version=own_version(),
        settings={**reading_copy.SETTINGS, **settings}, warnings=[*story.warnings, *told],
    )  # fmt: skip
