"""Export, verify, recipe, build and demo, as they are typed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from typed_commands import Typed

from evidencepack.store.pack import open_pack


@pytest.fixture
def exported(typed: Typed, pack: Path) -> Path:
    """A folder with x.pdf, x.docx and the filing ``filed``."""
    folder = pack.parent
    answer = typed.json(
        "export", pack, "--pdf", folder / "x.pdf", "--word", folder / "x.docx", "--filing", folder / "filed"
    )
    assert {"files", "findings", "seconds"} <= set(answer)
    for file in answer["files"]:
        data = Path(file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    kinds = {Path(file["path"]).name: file["kind"] for file in answer["files"]}
    assert (kinds["x.pdf"], kinds["x.docx"], kinds["manifest.json"]) == ("bundle", "word", "filing")
    pages = {Path(file["path"]).name: file["pages"] for file in answer["files"]}
    assert pages["x.pdf"] == pages["bundle.pdf"]
    assert pages["x.docx"] is None
    return folder


def test_everything_exported_can_be_verified_with_the_pack_and_without(
    typed: Typed, pack: Path, exported: Path
) -> None:
    keys = {"ok", "pages", "index_rows", "links", "bookmarks", "quotes", "failures"}
    for name in ("x.pdf", "x.docx", "filed", pack.name):
        answer = typed.json("verify", exported / name)
        assert keys <= set(answer)
        assert answer["ok"] is True
        assert answer["failures"] == []
    assert typed.json("verify", exported / "x.pdf")["pages"] > 0
    for name in ("x.pdf", "x.docx", "filed"):
        assert typed.json("verify", "--pack", pack, exported / name)["ok"]
    assert "Everything agrees." in typed.said("verify", exported / "x.pdf")
    renamed = exported / "no ending"
    (exported / "x.pdf").rename(renamed)
    assert typed.json("verify", renamed)["ok"]


def test_a_later_change_of_the_pack_is_seen_in_what_was_exported(
    typed: Typed, pack: Path, exported: Path
) -> None:
    typed.json("set", pack, "P2", "text=Now it says something else about @Q1.")
    for name in ("x.pdf", "x.docx", "filed"):
        answer = typed.json("verify", exported / name, "--pack", pack, code=1)
        assert answer["ok"] is False
        assert all({"page", "kind", "message"} <= set(failure) for failure in answer["failures"])
        assert answer["failures"]
    assert typed.json("verify", exported / "x.pdf")["ok"]


def test_an_export_for_another_receiver_is_verified_under_its_rules(typed: Typed, pack: Path) -> None:
    files = [pack.with_name("y.pdf"), pack.with_name("y.docx")]
    typed.json(
        "export", pack, "--profile", "court", "--pdf", files[0], "--word", files[1],
    )  # fmt: skip
    for file in files:
        assert typed.json("verify", file, "--pack", pack)["ok"]


def test_what_cannot_be_verified_is_one_sentence(typed: Typed, pack: Path, exported: Path) -> None:
    (exported / "empty").mkdir()
    (exported / "x.bin").write_bytes(b"nothing in particular")
    (exported / "cut.pdf").write_bytes((exported / "x.pdf").read_bytes()[:3000])
    (exported / "x.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    for name in ("empty", "x.bin", "x.zip", "nowhere"):
        assert name in typed.complaint("verify", exported / name, code=3)
    typed.complaint("verify", pack, "--pack", pack, code=2)
    code, out, _ = typed.run("verify", exported / "cut.pdf")
    assert code in (1, 3)
    assert "Everything agrees." not in out


def test_an_error_stops_the_export_until_it_is_accepted_with_a_reason(typed: Typed, pack: Path) -> None:
    typed.json("remove", pack, "E1")
    target = pack.with_name("x.docx")
    refused = typed.json("export", pack, "--word", target, code=1)
    assert "reference-missing" in [finding["rule"] for finding in refused["findings"]]
    assert "P2 refers to E1" in typed.run("export", pack, "--word", target)[2]
    assert not target.exists()
    typed.complaint("export", pack, "--word", target, "--accept", "reference-missing", code=2)
    typed.json("export", pack, "--word", target, "--accept", "reference-missing", "--because", "A draft.")
    assert target.exists()


def test_an_export_leaves_an_earlier_file_when_it_fails(typed: Typed, pack: Path, exported: Path) -> None:
    (exported / "mine").mkdir()
    (exported / "mine" / "a.txt").write_text("mine", "utf-8")
    typed.complaint("export", pack, "--filing", exported / "mine", code=3)
    assert (exported / "mine" / "a.txt").read_text("utf-8") == "mine"
    typed.json("remove", pack, "E1")
    before = (exported / "x.pdf").read_bytes()
    typed.json("export", pack, "--pdf", exported / "x.pdf", code=1)
    assert (exported / "x.pdf").read_bytes() == before


def test_private_notes_never_reach_an_export(typed: Typed, pack: Path) -> None:
    for handle in ("matter", "S1", "Q1", "E1"):
        typed.json("set", pack, handle, "note=Xanthippe knows")
    folder = pack.parent / "filed"
    typed.json("export", pack, "--filing", folder)
    for file in folder.rglob("*"):
        assert not file.is_file() or b"Xanthippe" not in file.read_bytes()
    import zipfile

    with zipfile.ZipFile(folder / "submission.docx") as word:
        assert all(b"Xanthippe" not in word.read(name) for name in word.namelist())


def test_an_export_of_a_pack_open_elsewhere_is_refused(typed: Typed, pack: Path) -> None:
    with open_pack(pack):
        answer = typed.json("export", pack, "--pdf", pack.with_name("x.pdf"), code=4)
    assert answer["error"]["code"] == "locked"
    assert not pack.with_name("x.pdf").exists()


def test_build_makes_the_pack_and_both_exports(typed: Typed, pack: Path, tmp_path: Path) -> None:
    typed.json("recipe", pack, "--out", tmp_path / "recipe")
    answer = typed.json("build", tmp_path / "recipe" / "recipe.toml", "--out", tmp_path / "built")
    assert Path(answer["pack"]).is_file()
    assert {file["kind"] for file in answer["files"]} == {"bundle", "word"}
    typed.complaint("build", tmp_path / "recipe" / "recipe.toml", "--out", tmp_path / "built", code=3)


def test_a_build_with_errors_keeps_the_pack_and_says_where_it_is(
    typed: Typed, pack: Path, tmp_path: Path
) -> None:
    typed.json("remove", pack, "E1")
    typed.json("recipe", pack, "--out", tmp_path / "recipe")
    answer = typed.json("build", tmp_path / "recipe" / "recipe.toml", "--out", tmp_path / "built", code=1)
    assert str(tmp_path / "built" / "recipe.evpack") in answer["error"]["message"]
    assert typed.json("list", tmp_path / "built" / "recipe.evpack", "quotes")
