"""The shape of the code: imports run downwards, and the top of the repository holds what it should."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOP = {"pyproject.toml", "evidencepack", "resources", "samples", "tests", "README.md", "LICENCE"}
MADE = {"build", "demo", "dist", "__pycache__"}  # what tools leave behind and git ignores
LAYERS = [
    ["__main__"],
    ["gui", "cli"],
    ["rules"],
    ["export"],
    ["actions"],
    ["submission", "intake"],
    ["quoting"],
    ["reading", "typesetting"],
    ["store"],
    ["model"],
    ["settings", "progress", "workers"],
    ["errors"],
]


def test_the_import_contract_is_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    command = str(program) if program.exists() else shutil.which("lint-imports")
    assert command, "import-linter is part of the test extra"
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports anywhere in it, inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_every_part_has_its_layer_and_none_imports_upwards() -> None:
    height = {name: n for n, layer in enumerate(LAYERS) for name in layer}
    parts = {
        path.stem
        for path in (ROOT / "evidencepack").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert parts - {"__init__"} == set(height)
    upwards = []
    for path in (ROOT / "evidencepack").rglob("*.py"):
        own = path.relative_to(ROOT / "evidencepack").parts[0].removesuffix(".py")
        for name in imports_of(path):
            package, _, rest = name.partition(".")
            other = rest.partition(".")[0]
            if (
                package == "evidencepack"
                and other in height
                and other != own
                and height[other] <= height[own]
            ):
                upwards.append(f"{path.name}: {name}")
    assert upwards == []


def test_only_the_window_knows_qt_only_the_reader_pdfium_and_only_the_typesetter_typst() -> None:
    for library, home in (("PySide6", "gui"), ("pypdfium2", "reading"), ("typst", "typesetting")):
        users = {
            path.relative_to(ROOT / "evidencepack").parts[0]
            for path in (ROOT / "evidencepack").rglob("*.py")
            if any(name.partition(".")[0] == library for name in imports_of(path))
        }
        assert users <= {home}


def test_nothing_in_the_program_opens_a_network_connection() -> None:
    network = {
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
        "urllib.request",
        "http.client",
        "ftplib",
        "smtplib",
    }
    users = [
        f"{path.name}: {name}"
        for path in (ROOT / "evidencepack").rglob("*.py")
        for name in imports_of(path) & network
    ]
    assert users == []


def test_the_top_of_the_repository_holds_what_it_should_and_nothing_else() -> None:
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - MADE
    there = {name for name in there if not name.endswith(".egg-info")}
    assert there == TOP


def test_every_module_begins_with_a_caption() -> None:
    bare = []
    for path in (ROOT / "evidencepack").rglob("*.py"):
        caption = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        if not caption or len(caption.splitlines()[0]) < 15:
            bare.append(str(path.relative_to(ROOT)))
    assert bare == []


def test_tests_have_no_packages_and_no_two_of_one_name() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(set(names)) == sorted(names)
    assert list((ROOT / "tests").rglob("__init__.py")) == []
