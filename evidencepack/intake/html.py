"""Reads a saved web page: the words that are seen on it, its title and where it came from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from evidencepack.errors import BadInput
from evidencepack.intake import reading_copy
from evidencepack.intake.decoding import Decoded, decode, load
from evidencepack.intake.html_blocks import Collector, Page
from evidencepack.intake.losses import story_texts
from evidencepack.intake.page_facts import address_of, head_of_page, published_on
from evidencepack.intake.pictures import Album
from evidencepack.intake.prepared import Intake, Story, new_place, one_line, own_version, sensible_title, stem
from evidencepack.intake.saved_page import album_of
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_HEAD = 4096
_DECLARED = (
    re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE),
    re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]+)", re.IGNORECASE),
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a saved web page, with the pictures that were saved beside it.

    Nothing is fetched and nothing in it is run.

    Raises:
        BadInput: If it has no words, is too large or is not text.
    """
    del password
    data = load(path)
    found = decode(data, declared_encoding(data))
    return prepared(path, story_of(found.text, album_of(path)), found, "text/html", workspace, reader)


def prepared(
    path: Path, story: Story, found: Decoded, media_type: str, workspace: Path, reader: Reader
) -> Intake:
    """Make the reading copy of a web page: above its words stand its address and its dates, if it says them.

    Args:
        path: The file.
        story: The page.
        found: How it was read as text.
        media_type: What the file is.
        workspace: Where reading copies go.
        reader: Reads the copy back.

    Raises:
        BadInput: If it has no words.
    """
    title = story.title or stem(path)
    out = new_place(workspace)
    if story.blocks:
        story.blocks[:0] = head_of_page(story.url, story.dates)
    told = reading_copy.make_copy(story, title, path, out, reader)
    return Intake(
        original=path, media_type=media_type, kind="web-page", title=title, author=story.author,
        url=story.url,
        dates=story.dates, rendition=out, converter=reading_copy.converter(), converter_version=own_version(),
        settings={**reading_copy.SETTINGS, "encoding": found.encoding},
        warnings=[*found.warnings, *story.warnings, *told],
    )  # fmt: skip


def declared_encoding(data: bytes) -> str:
    """The encoding that a web page names in its head, or nothing."""
    for pattern in _DECLARED:
        if found := pattern.search(data[:_HEAD]):
            name = found[1].decode("ascii")
            # A page that could be read so far is not in an encoding with two bytes a letter.
            return "utf-8" if name.lower().startswith(("utf-16", "utf-32", "ucs")) else name
    return ""


def story_of(text: str, album: Album | None = None) -> Story:
    """The words, pictures and facts of a web page or of the HTML of an e-mail.

    Args:
        text: The page, decoded.
        album: Where pictures are that were saved with the page.

    Raises:
        BadInput: If the page cannot be parsed at all.
    """
    page = _parsed(text, album)
    heading = next((b for b in page.blocks if b["kind"] == "heading" and b["level"] == 1), None)
    from_heading = "".join(run["text"] for run in heading["runs"]) if heading else ""
    dates = {"published": published_on(page.facts, text), "accessed": page.saved_on}
    return Story(
        blocks=page.blocks,
        pictures=page.pictures,
        title=sensible_title(page.title) or sensible_title(from_heading),
        author=one_line(page.facts.get("author", ""))[:200],
        url=address_of(page.facts, page.saved_from),
        dates={kind: day for kind, day in dates.items() if day},
        warnings=_told(page),
    )


def _parsed(text: str, album: Album | None) -> Page:
    if not text.strip():
        return Page()
    # The parser stops at a null and guesses at other controls; they are not seen on any page.
    data = _NOT_XML.sub("", text).encode("utf-8")
    page = _heard(data, Collector(album))
    if page.hidden > sum(len(words.split()) for words in story_texts(Story(blocks=page.blocks))):
        # A script was to show most of the page when it had loaded: so a reader did see it.
        page = _heard(data, Collector(album, sheets_hide=False))
    return page


def _heard(data: bytes, collector: Collector) -> Page:
    parser = etree.HTMLParser(target=collector, encoding="utf-8", huge_tree=True, no_network=True)
    try:
        page: Page = etree.fromstring(data, parser)
    except etree.LxmlError as problem:
        raise BadInput(
            f"The web page could not be parsed ({problem}); print it to PDF and import that."
        ) from problem
    return page


def _told(page: Page) -> list[str]:
    told: list[str] = []
    if page.hidden:
        words = page.hidden
        told.append(
            f"{counted(words, 'word')} that a reader of the page does not see "
            f"{'is' if words == 1 else 'are'} "
            "left out of the reading copy."
        )
    if page.left_pictures:
        verb = "is" if page.left_pictures == 1 else "are"
        told.append(
            f"{counted(page.left_pictures, 'picture')} that {verb} not stored in the file {verb} left "
            "out; nothing "
            "was fetched."
        )
    if page.embedded:
        told.append(
            f"{counted(page.embedded, 'embedded object')} (frames, films, drawings and the like) "
            f"{'is' if page.embedded == 1 else 'are'} left out."
        )
    return told
