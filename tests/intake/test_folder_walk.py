"""Which files of a folder are offered, in which order, and which are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidencepack.intake.folder import Candidate, walk


def _names(candidates: list[Candidate]) -> list[str]:
    return [c.path.name for c in candidates if not c.skipped]


def test_files_come_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    for name in ("page 10.txt", "page 9.txt", "Page 1.txt", "appendix.txt", "²note.txt"):
        (tmp_path / name).write_text("x")
    assert _names(list(walk([tmp_path]))) == [
        "appendix.txt", "Page 1.txt", "page 9.txt", "page 10.txt", "²note.txt",
    ]  # fmt: skip


def test_folders_within_are_walked_after_the_files_beside_them(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "deep.txt").write_text("x")
    (tmp_path / "z.txt").write_text("x")
    assert _names(list(walk([tmp_path]))) == ["z.txt", "deep.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "~$letter.docx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._x.docx",
        "case.evpack",
        "case.lock",
        ".~lock.x#",
    ],
)
def test_clutter_is_skipped_with_a_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"something")
    [candidate] = walk([tmp_path])
    assert candidate.skipped


def test_an_empty_hidden_file_is_skipped_but_an_empty_letter_is_offered(tmp_path: Path) -> None:
    (tmp_path / ".marker").touch()
    (tmp_path / "letter.pdf").touch()
    skipped = {c.path.name: bool(c.skipped) for c in walk([tmp_path])}
    assert skipped == {".marker": True, "letter.pdf": False}


def test_who_names_a_file_means_it(tmp_path: Path) -> None:
    lock = tmp_path / "~$letter.docx"
    lock.write_bytes(b"x")
    assert [c.skipped for c in walk([lock])] == [""]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "inside.txt").write_text("x")
    (folder / "out.txt").symlink_to(outside)
    (folder / "in.txt").symlink_to(folder / "inside.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "nowhere").symlink_to(folder / "gone")
    reasons = {c.path.name: c.skipped for c in walk([folder])}
    assert reasons["inside.txt"] == reasons["in.txt"] == ""
    assert reasons["out.txt"] == "a link that leads out of the folder"
    assert reasons["loop"] == "a link to a folder"
    assert reasons["nowhere"] == "a link that leads nowhere"


def test_a_file_that_is_named_twice_comes_once(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("x")
    assert len(list(walk([tmp_path, letter, tmp_path]))) == 1


def test_a_file_that_is_not_there_is_offered_so_that_it_can_be_refused(tmp_path: Path) -> None:
    assert [c.skipped for c in walk([tmp_path / "gone.pdf"])] == [""]


def test_the_folder_of_a_saved_page_belongs_to_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "News_files"
    folder.mkdir()
    for name in ("News.html", "News_files/a.png", "News_files/frame.html", "News_files/answer.pdf"):
        (tmp_path / name).write_text("x")
    other = tmp_path / "case_files"  # belongs to no page
    other.mkdir()
    (other / "scan.png").write_text("x")
    found = list(walk([tmp_path]))
    assert _names(found) == ["News.html", "answer.pdf", "scan.png"]
    assert [(c.path, c.skipped) for c in found if c.skipped] == [
        (folder, "saved with “News.html” and read together with it")
    ]
