"""Everything a person can do in the window: its name, its keys, its menu and its icon, in menu order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Deed:
    """One thing a person can do.

    Attributes:
        name: Such as ``quote.claim``.
        text: As the menu has it; ``&`` marks the letter to press.
        keys: Its shortcuts, separated by spaces; a single letter acts only where no text is typed.
        icon: Of ``resources/screen/icons``, or empty.
        place: The page it belongs to; empty for the window itself.
        anywhere: It works from every page: the window goes to its page first.
        changes: It changes the pack, so it is greyed while the pack is read-only.
        needs_pack: It is greyed while no pack is open.
        tip: What it does, in one sentence, where the name does not say it.
    """

    name: str
    text: str
    keys: str = ""
    icon: str = ""
    place: str = ""
    anywhere: bool = False
    changes: bool = False
    needs_pack: bool = True
    tip: str = ""

    @property
    def plain(self) -> str:
        """The text without its marks."""
        return self.text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _window(name: str, text: str, keys: str = "", icon: str = "", **more: Any) -> Deed:
    return Deed(name, text, keys, icon, **more)


def _change(place: str, name: str, text: str, keys: str = "", icon: str = "", **more: Any) -> Deed:
    return Deed(name, text, keys, icon, place, changes=True, **more)


def _look(place: str, name: str, text: str, keys: str = "", icon: str = "", **more: Any) -> Deed:
    return Deed(name, text, keys, icon, place, **more)


_REGION = "Draw round a stamp, a chart or handwriting, and quote it as an image"
_OCR = "Read scanned pages, so that their words can be searched and quoted"
_NEWER = "The old version stays, and its quotes are looked for in the new one"
_TRUE_ONLY = "Only if they stand there; its relations, entries and references stay"
_KEPT = "It is not listed again until something changes"
MENUS: dict[str, tuple[Deed | None, ...]] = {
    "&File": (
        _window("file.new", "&New pack…", "Ctrl+N", "file-plus", needs_pack=False),
        _window("file.open", "&Open a pack…", "Ctrl+O", "folder-open", needs_pack=False),
        _window("file.sample", "Open the &sample", "Ctrl+Shift+O", "graduation-cap", needs_pack=False),
        _window("file.build", "&Build a pack from a recipe…", needs_pack=False),
        None,
        _change("sources", "source.add-files", "Add &files…", "Ctrl+I", "plus", anywhere=True),
        _change("sources", "source.add-folder", "Add fol&der…", "Ctrl+Shift+I", "folder-plus", anywhere=True),
        None,
        _window("file.matter", "&Matter details…", "Ctrl+M", "scale", changes=True),
        _window("file.recipe", "&Write as a recipe…", "", "list"),
        _window("file.show", "Show pack in &folder", "", "folder"),
        None,
        _window("file.close", "&Close pack", "Ctrl+W"),
        _window("file.quit", "&Quit", "Ctrl+Q", needs_pack=False),
    ),
    "&Edit": (
        _window("edit.undo", "&Undo", "Ctrl+Z", "undo-2", changes=True),
        _window("edit.redo", "&Redo", "Ctrl+Shift+Z Ctrl+Y", "redo-2", changes=True),
        None,
        _window("edit.find", "&Find anything…", "Ctrl+K", "search", needs_pack=False),
    ),
    "&View": (
        *(
            _window(f"view.{place}", name, f"Ctrl+{n}", icon)
            for n, (place, name, icon) in enumerate(
                (
                    ("sources", "&Sources", "library"),
                    ("reader", "&Reader", "book-open"),
                    ("claims", "&Claims && evidence", "scale"),
                    ("chronology", "C&hronology", "calendar-days"),
                    ("submission", "Su&bmission", "file-text"),
                    ("export", "&Export", "package-check"),
                ),
                start=1,
            )
        ),
        _window("view.history", "H&istory", "Ctrl+7", "history"),
        None,
        _window("view.inspector", "&Inspector", "F4", "panel-right"),
        _window("view.next-pane", "&Next pane", "F6", needs_pack=False),
        _window("view.previous-pane", "&Previous pane", "Shift+F6", needs_pack=False),
        None,
        _look("reader", "reader.larger", "Zoom i&n", "Ctrl++ Ctrl+=", "zoom-in"),
        _look("reader", "reader.smaller", "Zoom &out", "Ctrl+-", "zoom-out"),
        _look("reader", "reader.width", "Fit &width", "Ctrl+0"),
        _look("reader", "reader.page", "Fit whole &page", "Ctrl+9"),
        _look("reader", "reader.full", "&Actual size", "Ctrl+8"),
        _look("reader", "reader.turn", "&Turn clockwise", "Ctrl+Shift+R", "rotate-cw"),
        None,
        _look("reader", "reader.small", "Pages and &contents", "Ctrl+Shift+T", "panel-left"),
        _look("reader", "reader.split", "Side &by side", "F7", "columns-2"),
        _look("reader", "reader.other", "The ot&her side", "F8"),
        _look("reader", "reader.goto", "&Go to page…", "Ctrl+G"),
        _look("reader", "reader.back", "Bac&k", "Alt+Left", "arrow-left"),
        _look("reader", "reader.forward", "For&ward", "Alt+Right", "arrow-right"),
        _look("reader", "reader.find", "Find in this &document…", "Ctrl+F", "search"),
        _window("view.jobs", "&Tasks and problems", "Ctrl+J", "list", needs_pack=False),
    ),
    "&Source": (
        _look("sources", "source.read", "&Read", "Return", "book-open"),
        _look("sources", "source.original", "&Open the original", "Ctrl+Return", "external-link"),
        _look("sources", "source.folder", "Show in &folder", "", "folder-open"),
        _look("sources", "source.save", "&Save the original as…", "", "download"),
        _look("sources", "source.report", "&Import report", "", "list"),
        _change("sources", "source.annex", "&Attach as an annex", "Ctrl+Shift+A", "paperclip"),
        _change("sources", "source.ocr", "Read by &OCR", "", "file-search", tip=_OCR),
        _change("sources", "source.replace", "Bring in a ne&wer version…", "", "file-plus", tip=_NEWER),
        _change("sources", "source.edit", "&Edit details", "F2", "pencil"),
        _change("sources", "source.remove", "Re&move", "Del", "trash-2"),
    ),
    "&Quote": (
        _change("reader", "quote.claim", "Tag as a &claim", "C", "message-square"),
        _change("reader", "quote.evidence", "Tag as &evidence", "E", "file-check"),
        _change("reader", "quote.topic", "File under &topics…", "T", "tag"),
        _change("reader", "quote.relate", "&Relate to a claim…", "R", "link-2"),
        _change("reader", "quote.note", "Write a n&ote", "N", "sticky-note"),
        _change("reader", "quote.entry", "Make an ent&ry…", "Return", "calendar-days"),
        None,
        _look(
            "reader",
            "quote.sentence",
            "Select the &sentence",
            "S",
            tip="Select the whole sentence, or one more",
        ),
        _look(
            "reader", "quote.letters", "Move by &letters", "L", tip="Let the arrows move a caret on the page"
        ),
        _look(
            "reader",
            "quote.beside",
            "Show beside its answer",
            "Ctrl+Return",
            "columns-2",
            tip="Show the quote and what answers it side by side",
        ),
        _look("reader", "quote.copy", "Co&py the words", "Ctrl+C", "copy"),
        _change("reader", "quote.typed", "&Quote typed words…", "Ctrl+Shift+Q", "text-quote", anywhere=True),
        _look(
            "changed", "changed.show", "&Work through changed quotes", "Ctrl+Shift+W", "diff", anywhere=True
        ),
        _change("reader", "quote.region", "Quote a p&icture…", "G", "crop", tip=_REGION),
        _change("reader", "quote.remove", "Re&move the quote", "Del", "trash-2"),
    ),
    "C&hanged quotes": (
        _change("changed", "changed.quote", "&Quote the newer words", "Ctrl+Return", "check", tip=_TRUE_ONLY),
        _change("changed", "changed.keep", "&Keep it where it stands", "K", "lock", tip=_KEPT),
        _look("changed", "changed.beside", "&Both versions side by side", "B", "columns-2"),
        _look("changed", "changed.next", "Ne&xt", "N", "arrow-down"),
        _look("changed", "changed.previous", "&Previous", "P", "arrow-up"),
        _change("changed", "changed.remove", "Re&move the quote", "Del", "trash-2"),
    ),
    "&Claims": (
        _change("claims", "relation.add", "&Relate…", "R", "link-2"),
        _change("claims", "relation.edit", "&Change the relation…", "F2", "pencil"),
        _change("claims", "relation.remove", "Re&move the relation", "Del", "unlink"),
        _look("claims", "claims.read", "&Show in the Reader", "Return", "book-open"),
        None,
        _look(
            "claims",
            "claims.diagram",
            "Over &time",
            "Ctrl+D",
            "waypoints",
            tip="Show claims and evidence over time",
        ),
        _look(
            "claims",
            "claims.picture",
            "Save as a &picture…",
            "",
            "image-down",
            tip="Save the diagram as a picture",
        ),
    ),
    "C&hronology": (
        _change("chronology", "entry.add", "&New entry", "Ctrl+E", "plus", anywhere=True),
        _change("chronology", "entry.edit", "&Edit", "F2", "pencil"),
        _change("chronology", "entry.up", "Move &up within its day", "Alt+Up", "arrow-up"),
        _change("chronology", "entry.down", "Move &down within its day", "Alt+Down", "arrow-down"),
        _change("chronology", "entry.quotes", "&Attach quotes…", "Ctrl+L", "link-2"),
        _look("chronology", "entry.read", "&Show its quote in the Reader", "Ctrl+Return", "book-open"),
        _change("chronology", "entry.remove", "Re&move", "Del", "trash-2"),
    ),
    "Sub&mission": (
        _change("submission", "paragraph.add", "&New paragraph", "Ctrl+P", "plus", anywhere=True),
        _change("submission", "section.add", "New &section…", "Ctrl+Shift+P", "list", anywhere=True),
        _change("submission", "paragraph.reference", "Insert a &reference…", "Ctrl+R", "at-sign"),
        _change("submission", "paragraph.deeper", "Number one level &deeper", "Ctrl+]", "chevron-right"),
        _change("submission", "paragraph.shallower", "Number one level &higher", "Ctrl+[", "chevron-left"),
        _change("submission", "paragraph.up", "Move &up", "Alt+Up", "arrow-up"),
        _change("submission", "paragraph.down", "Move d&own", "Alt+Down", "arrow-down"),
        _change("submission", "annex.add", "New &annex…", "", "paperclip", anywhere=True),
        _look("submission", "submission.pages", "Show the &pages", "Ctrl+T", "columns-2"),
        _change("submission", "submission.remove", "Re&move", "Ctrl+Del", "trash-2"),
    ),
    "E&xport": (
        _look("export", "export.check", "&Check", "F5", "shield-check", anywhere=True),
        _look("export", "export.export", "&Export", "Ctrl+Shift+E", "package-check", anywhere=True),
        _window("export.verify", "&Prove a file…", "Ctrl+Shift+V", "file-search", needs_pack=False),
        _look(
            "export", "export.verify-pack", "Prove the &documents in this pack", "", "shield", anywhere=True
        ),
    ),
    "He&lp": (
        _window("help.keys", "&Keys", "F1", "keyboard", needs_pack=False),
        _window("help.about", "&About Evidence Pack", "", "info", needs_pack=False),
    ),
}
DEEDS = {deed.name: deed for menu in MENUS.values() for deed in menu if deed is not None}
