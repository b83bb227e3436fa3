"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def shared_folder(name: str) -> Path:
    """A folder of real documents beside the project; skips without it, fails in CI."""
    folder = SHARED / name
    if not folder.is_dir():
        reason = f"no real documents beside the project ({name})"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    return shared_folder("corpus")


@pytest.fixture(scope="session")
def gold() -> Path:
    return shared_folder("gold")


@pytest.fixture(scope="session")
def scorer() -> Path:
    return shared_folder("tools") / "score.py"
