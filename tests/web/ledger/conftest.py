"""A fictional town's list on its way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.ledger.lists import ROWS, sheet
from tests.web.told import told_once

from duban.web.accounts.models import Jurisdiction
from duban.web.ledger.models import Edition, State
from duban.web.ledger.uploading import upload


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Any) -> None:
    """What is handed in in one test is gone in the next."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def bring_in(cast: Any, django_capture_on_commit_callbacks: Any) -> Callable[..., Edition]:
    """Hand a file in as the town's office and wait until it was read."""

    def bring(
        content: bytes | None = None,
        name: str = "清单.xlsx",
        part: str = "office",
        place: Jurisdiction | None = None,
    ) -> Edition:
        file = SimpleUploadedFile(name, sheet(ROWS) if content is None else content)
        with django_capture_on_commit_callbacks(execute=True):
            edition = upload(cast[part], place or cast.town, file)
        edition.refresh_from_db()
        return edition

    return bring


@pytest.fixture
@told_once
def draft(bring_in: Callable[..., Edition]) -> Edition:
    """The town's list, read and waiting to be checked."""
    edition = bring_in()
    assert edition.state == State.TO_CHECK, edition.error
    return edition


@pytest.fixture
def list_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("清单.xlsx", sheet(ROWS))
