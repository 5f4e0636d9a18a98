"""What several tests need: the trial documents where they are, and programs that may be missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("evidencepack", deadline=None)  # how fast a busy machine is proves nothing
settings.load_profile("evidencepack")
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Real, hard and hostile documents for trying things out; they are not part of the project."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the trial documents are not on this machine")
    return folder


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, which some checks compare with."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed on this machine")
    return found


@pytest.fixture(scope="session")
def sample_recipe() -> Path:
    """The recipe of the sample pack."""
    return ROOT / "samples" / "pupil-data" / "recipe.toml"
