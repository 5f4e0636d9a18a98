"""The submission as the page shows it: headings, numbered paragraphs, and what is made from the pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.model.wording import counted
from evidencepack.model.words import storable
from evidencepack.submission.contents import UNNUMBERED_KINDS
from evidencepack.submission.numbering import number_paragraphs

BULLET = "•"
KIND_NAMES = {
    "details": "Matter details",
    "summary": "Summary",
    "introduction": "Introduction",
    "paragraphs": "Text",
    "chronology": "Chronology",
    "claims": "Claims against evidence",
    "recommendations": "Recommendations",
    "authorities": "Table of authorities",
    "proof-sheet": "Proof sheet",
    "annexes": "List of annexes",
}
KIND_TIPS = {
    "paragraphs": "Numbered paragraphs under a heading of your own.",
    "summary": "Bullet points without numbers, at the beginning.",
    "introduction": "Numbered paragraphs that say who is writing.",
    "recommendations": "Numbered paragraphs that say what should be done.",
    "details": "A table of the matter's details: committee or court, submitter, date, length.",
    "chronology": "The chronology as a table, made from its entries.",
    "claims": "Each claim beside its evidence, made from the relations.",
    "authorities": "Cases, legislation and papers, each with the paragraphs and entries that rely on it.",
    "annexes": "The annexes in a table, with their dates and pages.",
    "proof-sheet": "Every quotation with its source, page and check, so that a reader can trust it.",
}
MADE = ("details", "chronology", "claims", "authorities", "proof-sheet", "annexes")
_PRINTED_ROWS = {"chronology": "entries", "claims": "relations", "annexes": "annexes"}


@dataclass(frozen=True)
class TextRow:
    """One row of the submission's text.

    Attributes:
        what: ``heading``, ``paragraph``, ``made`` (a line about what is made from the pack) or ``empty`` (a
            section without words).
        key: The handle of the section or paragraph with what the row is; a new paragraph has its draft's key.
        handle: The handle of the section or paragraph; empty for a new paragraph.
        section: The handle of the section.
        text: The heading, the paragraph's words, or the line.
        label: A paragraph's number as printed: ``3.``, ``(a)`` or a bullet.
        level: Of a paragraph, 1 to 4.
        printed: Whether it is printed.
        link: For what is made from the pack, the page on which it is made.
        link_text: What the link says.
        quiet: The heading is the window's own name for the section; it is not printed.
    """

    what: str
    key: str
    handle: str
    section: str
    text: str
    label: str = ""
    level: int = 1
    printed: bool = True
    link: str = ""
    link_text: str = ""
    quiet: bool = False

    @property
    def spoken(self) -> str:
        """The row in words, for those who listen."""
        if self.what == "paragraph":
            return f"{self.label.replace(BULLET, 'Bullet')} {self.text}".strip()
        hidden = "" if self.printed else ", not printed"
        return f"{self.text}{hidden}{f'. {self.link_text}' if self.link_text else ''}"


@dataclass(eq=False)
class Draft:
    """A paragraph while it is being typed and saved.

    Attributes:
        key: What the rows call it while it has no handle.
        handle: Of the paragraph; empty while it is not in the pack yet.
        section: The section it stands in.
        after: For a new one, the paragraph it follows; empty if it comes last in its section.
        behind: For a new one, another new one that it follows.
        text: Its words now.
        level: Its level now.
        saved: Its words as the pack has them, or will have once what is under way is saved.
        saved_level: Its level likewise.
        saving: How many of its savings are under way.
        failed: The last saving was refused.
    """

    key: str
    handle: str = ""
    section: str = ""
    after: str = ""
    behind: Draft | None = None
    text: str = ""
    level: int = 1
    saved: str = ""
    saved_level: int = 1
    saving: int = 0
    failed: bool = False

    @property
    def words(self) -> str:
        """Its words as they would be stored."""
        return storable(self.text).strip()

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        stored = bool(self.handle or self.saving)
        return bool(self.words) and (self.words != self.saved or (stored and self.level != self.saved_level))

    @property
    def follows(self) -> str:
        """The handle of the paragraph it follows, or the key of one that has none yet."""
        return (self.behind.handle or self.behind.key) if self.behind else self.after


def text_rows(view: PackView, drafts: Sequence[Draft] = ()) -> list[TextRow]:
    """The rows of the whole submission, with paragraphs being typed as they will stand once saved."""
    return _numbered(list(_unnumbered(view, drafts)), view)


def moved_after(rows: Sequence[TextRow], row: TextRow, step: int) -> str:
    """What a paragraph follows once it is moved, over the edge of its section too.

    Args:
        rows: All rows.
        row: The paragraph's.
        step: Up (-1) or down (1).

    Returns:
        The handle of a paragraph, or of a section whose first paragraph it will be; ``first`` if it will be
        the first of its own section; empty if it cannot be moved further.
    """
    at = [n for n, other in enumerate(rows) if other.what in ("paragraph", "heading")]
    here = next((n for n, found in enumerate(at) if rows[found].key == row.key), -1)
    if here < 0:
        return ""
    around = [rows[n] for n in at]
    if step > 0:
        return around[here + 1].handle if here + 1 < len(around) else ""
    if here < 2:  # the first heading stands before it, and nothing before that
        return ""
    if around[here - 1].what == "paragraph" and around[here - 2].what == "heading":
        return "first"
    return around[here - 2].handle


def section_name(row: Row) -> str:
    """What the window calls a section: its heading, or what it holds."""
    return row["title"] or KIND_NAMES.get(row["kind"], "")


def section_note(row: Row, view: PackView) -> str:
    """The small line under a section's name: how much is in it."""
    if not row["enabled"]:
        return "not printed"
    count = row["paragraphs"]
    paragraphs = counted(count, "paragraph")
    if row["kind"] not in MADE:
        return paragraphs if count else "empty"
    noun = _PRINTED_ROWS.get(row["kind"])
    if noun is None:
        return "made from the pack"
    made = len(_printed_rows(view, row["kind"]))
    name = {"relations": "pairs", "entries": "entries"}.get(noun, noun)
    if made == 1:
        name = {"relations": "pair", "entries": "entry", "annexes": "annex"}[noun]
    return f"{made} {name}"


def _unnumbered(view: PackView, drafts: Sequence[Draft]) -> Iterator[TextRow]:
    there = {row["handle"] for row in view.of("paragraphs")}
    typed = {draft.handle: draft for draft in drafts if draft.handle in there}
    new = [draft for draft in drafts if draft.handle not in there]
    paragraphs: dict[str, list[TextRow]] = {}
    for row in view.of("paragraphs"):
        paragraphs.setdefault(row["section"], []).append(_paragraph(row, typed.get(row["handle"])))
    homeless = {draft.section: draft for draft in new}
    for section in view.of("sections"):
        handle, printed = section["handle"], section["enabled"]
        homeless.pop(handle, None)
        quiet = not section["title"]
        name = section_name(section)
        yield TextRow("heading", f"{handle} heading", handle, handle, name, printed=printed, quiet=quiet)
        mine = paragraphs.get(handle, [])
        for draft in new:
            if draft.section == handle:
                _put_new(mine, draft)
        yield from (replace(row, section=handle, printed=printed) for row in mine)
        if section["kind"] in MADE:
            yield _made(section, view)
        elif not mine:
            words = "Nothing here yet. Click here, or press Enter, to write."
            yield TextRow("empty", f"{handle} empty", handle, handle, words, printed=printed)
    for draft in homeless.values():  # the section comes with its first paragraph
        yield TextRow("paragraph", draft.key, draft.handle, draft.section, draft.text, "", draft.level)


def _paragraph(row: Row, draft: Draft | None) -> TextRow:
    handle = row["handle"]
    text, level = (draft.words or row["text"], draft.level) if draft else (row["text"], row["level"])
    return TextRow("paragraph", handle, handle, "", text, "", level)


def _put_new(rows: list[TextRow], draft: Draft) -> None:
    """Put a paragraph that is not in the pack yet where it will stand."""
    made = TextRow("paragraph", draft.key, draft.handle, "", draft.text, "", draft.level)
    for n, row in enumerate(rows):
        if draft.follows and draft.follows in (row.key, row.handle):
            rows.insert(n + 1, made)
            return
    rows.append(made)


def _numbered(rows: list[TextRow], view: PackView) -> list[TextRow]:
    """Give paragraphs their numbers as they will be printed; those that are not printed get none."""
    kinds = {section["handle"]: section["kind"] for section in view.of("sections")}
    numbered = [
        row
        for row in rows
        if row.what == "paragraph" and row.printed and kinds.get(row.section) not in UNNUMBERED_KINDS
    ]
    numbers = number_paragraphs(row.level for row in numbered)
    labels = {row.key: number.label for row, number in zip(numbered, numbers, strict=True)}
    return [
        row if row.what != "paragraph" or not row.printed else replace(row, label=labels.get(row.key, BULLET))
        for row in rows
    ]


def _made(section: Row, view: PackView) -> TextRow:
    kind = section["kind"]
    count = len(_printed_rows(view, kind))
    words, link, link_text = {
        "details": (
            "The matter's details stand here as a table, with the length in words.",
            "matter",
            "Edit the details",
        ),
        "chronology": (_how_many(count, "entry", "entries", "a table"), "chronology", "Open the chronology"),
        "claims": (
            _how_many(count, "pair", "pairs of claim and evidence", "a table"),
            "claims",
            "Open claims and evidence",
        ),
        "authorities": (
            "The authorities stand here in tables, made from what quotes accept and paragraphs name.",
            "claims",
            "Open the quotes",
        ),
        "proof-sheet": (
            "Every quotation stands here with its source, its page and its check, made anew each time.",
            "export",
            "Choose what it lists",
        ),
        "annexes": (_how_many(count, "annex", "annexes", "a list"), "annexes", "Go to the annexes"),
    }[kind]
    handle = section["handle"]
    return TextRow(
        "made",
        f"{handle} made",
        handle,
        handle,
        words,
        printed=section["enabled"],
        link=link,
        link_text=link_text,
    )


def _how_many(count: int, one: str, many: str, form: str) -> str:
    if not count:
        return f"Nothing is printed here while there are no {many}."
    stands = "stands" if count == 1 else "stand"
    return f"{counted(count, one, many)} {stands} here as {form}, made from the pack."


def _printed_rows(view: PackView, kind: str) -> list[Row]:
    rows = view.of(_PRINTED_ROWS.get(kind, ""))
    return [row for row in rows if row.get("kind") != "quoted-in"] if kind == "claims" else rows
