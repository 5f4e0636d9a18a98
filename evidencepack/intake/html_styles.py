"""What a web page says of how it looks, as far as that matters: what is hidden, raised, bold or italic."""

from __future__ import annotations

import re

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all"
)
_SHOWING = re.compile(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible")
_LOOKS = {
    "bold": re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"),
    "italic": re.compile(r"font-style\s*:\s*(?:italic|oblique)"),
    "sup": re.compile(r"vertical-align\s*:\s*super"),
    "sub": re.compile(r"vertical-align\s*:\s*sub(?![\w-])"),
}
_HIDDEN_CLASSES = frozenset({"visually-hidden", "govuk-visually-hidden", "sr-only", "screen-reader-text"})
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_NAME = re.compile(r"[.#][A-Za-z_][\w\-]*")
_ALONE = re.compile(r"(?:[A-Za-z][A-Za-z0-9]*)?([.#][A-Za-z_][\w\-]*)")
_LONGEST_SHEET = 2 << 20


class Styles:
    """What a page hides and how it sets its words: by its tags, and by the style sheets that stand in it.

    Of a style sheet only what is beyond doubt is believed: a class or a name that is always hidden, and that
    no other rule shows. What a screen of another size or a script would hide counts as seen.

    Args:
        sheets_hide: Whether the style sheets are believed where they hide something.
    """

    def __init__(self, *, sheets_hide: bool = True) -> None:
        self._sheets_hide = sheets_hide
        self._hidden: set[str] = set()
        self._shown: set[str] = set()
        self._looks: dict[str, set[str]] = {}

    def read_sheet(self, sheet: str) -> None:
        """Take in a style sheet."""
        for selectors, body in _RULE.findall(_without_conditions(_COMMENT.sub("", sheet[:_LONGEST_SHEET]))):
            declared = body.lower()
            self._note_looks(selectors, declared)
            hides = bool(_HIDING.search(declared))
            if not hides and not _SHOWING.search(declared):
                continue
            for selector in selectors.split(","):
                alone = _ALONE.fullmatch(selector.strip())
                if hides and alone:
                    self._hidden.add(alone[1])
                elif not hides:
                    self._shown.update(_NAME.findall(selector))

    def _note_looks(self, selectors: str, declared: str) -> None:
        looks = _looks_of(declared)
        for selector in selectors.split(",") if looks else ():
            if alone := _ALONE.fullmatch(selector.strip()):
                self._looks.setdefault(alone[1], set()).update(looks)

    def looks(self, facts: dict[str, str]) -> tuple[str, ...]:
        """How an element sets its words: ``bold``, ``italic``, ``sup``, ``sub``.

        Args:
            facts: Its attributes, their names in lower case.
        """
        found = _looks_of(facts["style"].lower()) if "style" in facts else set()
        if self._looks:
            for name in facts.get("class", "").split():
                found |= self._looks.get("." + name, set())
            found |= self._looks.get("#" + facts.get("id", ""), set())
        return tuple(sorted(found))

    def hides(self, tag: str, facts: dict[str, str]) -> bool:
        """Whether an element is one that a reader does not see.

        Args:
            tag: Its tag.
            facts: Its attributes, their names in lower case.
        """
        style = facts.get("style", "").lower()
        classes = facts.get("class", "").split()
        return (
            "hidden" in facts
            or bool(_HIDING.search(style))
            or not _HIDDEN_CLASSES.isdisjoint(facts.get("class", "").lower().split())
            or (tag == "dialog" and "open" not in facts)
            or (tag == "input" and facts.get("type", "").lower() == "hidden")
            or (not _SHOWING.search(style) and self._by_sheet(classes, facts.get("id", "")))
        )

    def _by_sheet(self, classes: list[str], name: str) -> bool:
        if not (self._hidden and self._sheets_hide):
            return False
        names = {"." + each for each in classes} | {"#" + name}
        return not names.isdisjoint(self._hidden) and names.isdisjoint(self._shown)


def _looks_of(declared: str) -> set[str]:
    return {look for look, pattern in _LOOKS.items() if pattern.search(declared)}


def _without_conditions(sheet: str) -> str:
    """A style sheet without the rules that hold on some screens only, or on paper."""
    kept: list[str] = []
    depth = 0
    at = 0
    in_condition = False
    for found in re.finditer(r"[{}]|@[A-Za-z\-]+[^{};]*[{;]", sheet):
        if not in_condition:
            kept.append(sheet[at : found.start() if found[0][0] == "@" else found.end()])
        at = found.end()
        if found[0].endswith("{"):
            if found[0][0] == "@" and not in_condition:
                in_condition, depth = True, 0
            depth += in_condition
        elif found[0] == "}" and in_condition:
            depth -= 1
            in_condition = depth > 0
    return "".join(kept) + ("" if in_condition else sheet[at:])
