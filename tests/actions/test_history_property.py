"""Every state between two deeds is found again, backwards and forwards, across restarts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import EDITABLE, set_fields
from evidencepack.actions.items import move_item, remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.errors import PackError
from evidencepack.model.tables import BY_HANDLE, RELATION_KINDS, SECTION_KINDS, TRACKED
from evidencepack.store.handles import handle_number
from evidencepack.store.history import broken_link
from evidencepack.store.pack import Pack, open_pack

State = dict[str, list[tuple[Any, ...]]]
LETTER = [f"Sentence number {n} says that {n * 7} records were passed on." for n in range(1, 7)]
REPLY = [f"Reply number {n} says that no record was passed on in year {n}." for n in range(1, 7)]
DATES = ("", "2016", "10 October 2016", "July 2016", "about 1998", "before 2012", "from May to June 2016")
VALUES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("date", "published", "answered", "deadline", "hearing_date", "received"), DATES),
    "kind": ("claim", "evidence", "letter", "news", *RELATION_KINDS, *SECTION_KINDS),
    "text": (*LETTER, *REPLY, "Sentence number 1 […] records were passed on.", "It happened: @Q1."),
    "quotes": ("", "Q1", "Q2, Q1", "Q1 Q2 Q3", "Q3 Q1"),
    "topics": ("", "one", "two, one", "one, two, three"),
    "source": ("S1", "S2"),
    "pages": ("", "1", "2"),
    "from": ("Q1", "Q2", "Q3"),
    "to": ("Q1", "Q2", "Q3"),
    "level": ("1", "2", "4", "5"),
    "enabled": ("yes", "no"),
    "material": ("yes", "no"),
    "status": ("", "agreed", "undisputed", "disputed"),
    "profile": ("plain", "commons"),
}
NUMBER = st.integers(0, 11)
DEED = st.one_of(
    st.tuples(st.just("entry"), NUMBER, NUMBER),
    st.tuples(st.just("quote"), NUMBER, NUMBER),
    st.tuples(st.just("relate"), NUMBER, NUMBER, NUMBER),
    st.tuples(st.just("section"), NUMBER, NUMBER),
    st.tuples(st.just("paragraph"), NUMBER, NUMBER),
    st.tuples(st.just("annex"), NUMBER, NUMBER),
    st.tuples(st.just("move"), st.sampled_from("TTPPEEAAQ"), NUMBER, NUMBER, NUMBER),
    st.tuples(st.just("remove"), st.sampled_from("SQQRREEPPTAA"), NUMBER),
    st.tuples(st.just("set"), st.sampled_from("MSQQRREEPTA"), NUMBER, NUMBER, NUMBER, NUMBER, NUMBER),
    st.tuples(st.just("import"), NUMBER),
)


def state(pack: Pack) -> State:
    """Every tracked row of a pack."""
    with pack.reading() as session:
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in TRACKED}


class Person:
    """Somebody who does whatever the numbers say to whatever there is."""

    def __init__(self, pack: Pack, copies: ReadingCopies, files: list[Path]) -> None:
        self.pack, self.copies, self.files = pack, copies, files

    def some(self, prefix: str, n: int) -> str:
        """An item there is, or a handle that there is not."""
        with self.pack.reading() as session:
            handles = list(session.scalars(select(BY_HANDLE[prefix].__table__.c.handle)))
        handles.sort(key=handle_number)
        return handles[n % len(handles)] if handles else f"{prefix}999"

    def entry(self, n: int, m: int) -> None:
        quotes = [self.some("Q", m), self.some("Q", n)][: m % 3]
        add_entry(self.pack, date=DATES[n % len(DATES)], text=f"Event {m}.", quotes=quotes)

    def quote(self, n: int, m: int) -> None:
        words = (LETTER + REPLY)[n]
        topics = VALUES["topics"][m % 4].split(",")
        kind = ("claim", "evidence")[m % 2]
        add_quote(self.pack, words, kind, topics=topics, date=DATES[m % len(DATES)], copies=self.copies)

    def relate(self, n: int, m: int, k: int) -> None:
        add_relation(self.pack, self.some("Q", n), RELATION_KINDS[k % 2], self.some("Q", m))

    def section(self, n: int, m: int) -> None:
        after = self.some("T", m) if m % 2 else ""
        add_section(self.pack, SECTION_KINDS[n % len(SECTION_KINDS)], after=after)

    def paragraph(self, n: int, m: int) -> None:
        where = self.some("T", n) if m % 3 else SECTION_KINDS[n % len(SECTION_KINDS)]
        after = self.some("P", n) if n % 4 == 3 else ""
        add_paragraph(self.pack, where, "“Words” – 王 🦄", level=1 + m % 4, after=after)

    def annex(self, n: int, m: int) -> None:
        add_annex(self.pack, self.some("S", n), pages=("", "1", "2")[m % 3])

    def move(self, prefix: str, n: int, m: int, k: int) -> None:
        after = "first" if not k else self.some("T" if prefix == "P" and k > 8 else prefix, m)
        move_item(self.pack, self.some(prefix, n), after)

    def remove(self, prefix: str, n: int) -> None:
        remove_item(self.pack, self.some(prefix, n))

    def set(self, prefix: str, n: int, *numbers: int) -> None:
        fields = EDITABLE["matter" if prefix == "M" else BY_HANDLE[prefix].__name__.lower()]
        values = {}
        for field_n, value_n in zip(numbers[::2], numbers[1::2], strict=True):
            field = fields[field_n % len(fields)]
            choice = VALUES.get(field, ("", "plain words", "x" * 300, "“curly” 王 🦄"))
            values[field] = choice[value_n % len(choice)]
        set_fields(self.pack, "matter" if prefix == "M" else self.some(prefix, n), values)

    def bring(self, n: int) -> None:
        import_paths(self.pack, [self.files[n % 2]])

    def does(self, deed: tuple[Any, ...]) -> None:
        """Do one deed; one that is refused changes nothing."""
        before = state(self.pack)
        verbs: dict[str, Callable[..., None]] = {"import": self.bring}
        try:
            verbs.get(deed[0], getattr(self, deed[0], self.bring))(*deed[1:])
        except PackError:
            assert state(self.pack) == before


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    for name, sentences in (("letter", LETTER), ("reply", REPLY)):
        (folder / f"{name}.txt").write_text("\n\n".join(sentences), "utf-8")
    return [folder / "letter.txt", folder / "reply.txt"]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.evpack"
    with new_pack(path, "Records") as pack:
        import_paths(pack, files)
        quotes = [add_quote(pack, words, "claim").handle for words in (LETTER[0], REPLY[0], LETTER[1])]
        add_relation(pack, quotes[1], "contradicts", quotes[0])
        add_relation(pack, quotes[2], "supports", quotes[0])
        add_entry(pack, date="10 October 2016", text="It was said.", quotes=quotes[:2])
        add_paragraph(pack, "paragraphs", "It was said: @Q1")
        add_annex(pack, "S1")
    return path


@pytest.fixture(scope="module")
def copies(template: Path) -> Iterator[ReadingCopies]:
    with open_pack(template, read_only=True) as pack, ReadingCopies(pack) as copies:
        yield copies


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=st.lists(DEED, min_size=6, max_size=14), walk=st.lists(st.booleans(), max_size=12), cut=NUMBER)
def test_undo_and_redo_find_every_earlier_state_again(
    template: Path,
    copies: ReadingCopies,
    files: list[Path],
    tmp_path: Path,
    deeds: list[tuple[Any, ...]],
    walk: list[bool],
    cut: int,
) -> None:
    path = tmp_path / "tried.evpack"
    shutil.copy(template, path)
    with open_pack(path) as pack:
        known = len(pack.undo_stacks()[0])
        person = Person(pack, copies, files)
        states = [state(pack)]
        for deed in deeds:
            person.does(deed)
            if len(pack.undo_stacks()[0]) > known + len(states) - 1:
                states.append(state(pack))
    with open_pack(path) as pack:
        at = len(states) - 1
        for back in walk:
            if back and at:
                assert pack.undo()
                at -= 1
            elif not back and at < len(states) - 1:
                assert pack.redo()
                at += 1
            assert state(pack) == states[at]
        for expected in reversed(states[:at]):
            assert pack.undo()
            assert state(pack) == expected
    with open_pack(path) as pack:
        for expected in states[1:]:
            assert pack.redo()
            assert state(pack) == expected
        assert pack.redo() is None
        for _ in range(min(cut, known + len(states) - 1)):
            assert pack.undo()
        add_entry(pack, date="2016", text="Another thing.")
        assert pack.redo() is None
        while pack.undo():
            pass
        assert state(pack)["source"] == []
        with pack.reading() as session:
            assert broken_link(session.connection()) is None
