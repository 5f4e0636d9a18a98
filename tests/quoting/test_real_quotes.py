"""Quotations cut from real documents by other programs: true ones are found, no falsified one is."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from real_quotes import FALSIFIED, Cut, false_quotes, true_quotes
from sqlalchemy import select

from evidencepack.actions.anchors import page_words
from evidencepack.actions.packs import new_pack
from evidencepack.actions.sources import import_paths
from evidencepack.model.tables import Source
from evidencepack.quoting.finding import PageIndex

_FROM_EACH = {".pdf": 80, ".docx": 40, ".html": 40, ".eml": 5}
_FEWEST = 200
_LEFT_OUT = 0.02  # of the true ones: a note's raised number that the other program writes as a figure, say


@pytest.fixture(scope="module")
def read(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Path, PageIndex]]:
    """The real documents with the pages of their reading copies."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext, the other program, is not installed on this machine")
    paths = sorted(
        path for path in (corpora / "real").glob("*/*") if path.suffix in (".pdf", ".html", ".eml")
    )
    paths += sorted((corpora / "real" / "docx").glob("*.docx"))[:2]
    paths = [path for path in paths if path.parent.name != "scans"]
    with new_pack(tmp_path_factory.mktemp("real") / "real.evpack") as pack:
        import_paths(pack, paths)
        with pack.reading() as session:
            handles = {source.file_name: source.handle for source in session.scalars(select(Source))}
            yield {
                path: PageIndex(page_words(session, handles[path.name]))
                for path in paths
                if path.name in handles
            }


@pytest.fixture(scope="module")
def cuts(read: dict[Path, PageIndex]) -> list[Cut]:
    """True quotations out of all the documents, always the same ones."""
    chance = random.Random(6)
    return [cut for path in read for cut in true_quotes(path, _FROM_EACH[path.suffix], chance)]


def test_every_true_quotation_is_found_on_its_page(read: dict[Path, PageIndex], cuts: list[Cut]) -> None:
    assert len(cuts) >= _FEWEST
    missed = []
    for cut in cuts:
        check = read[cut.path].check(cut.text)
        stands = {place.page for place in check.occurrences}
        if check.grade in ("altered", "missing", "words") or (cut.page and cut.page not in stands):
            missed.append((cut.path.name, cut.page, check.grade, cut.text, check.notes))
    assert len(missed) <= _LEFT_OUT * len(cuts), missed


def test_no_falsified_quotation_is_accepted(read: dict[Path, PageIndex], cuts: list[Cut]) -> None:
    chance = random.Random(7)
    tried: Counter[str] = Counter()
    accepted = []
    for cut in cuts:
        for kind, words in false_quotes(cut, chance):
            tried[kind] += 1
            if (grade := read[cut.path].check(words).grade) not in ("altered", "missing"):
                accepted.append((kind, grade, cut.path.name, words, cut.text))
    assert not accepted
    assert tried.total() >= _FEWEST
    assert len(tried) >= len(FALSIFIED) - 3, "some kinds of falsification were hardly tried"
