"""A calendar that tests turn, and the real lists beside the project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.walks.walking import Office, TurnedClock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> TurnedClock:
    """Everything that asks Django for the time gets the day the test stands at."""
    turned = TurnedClock(datetime(2026, 1, 5, 1, tzinfo=UTC))

    class Turned(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            # a millisecond a look, so that what happens later is later
            turned.moment += timedelta(milliseconds=1)
            return turned.moment.astimezone(tz)

    # below `now` itself, which models hold as a default
    monkeypatch.setattr(timezone, "datetime", Turned)
    return turned


@pytest.fixture
def files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def office(
    cast: Any,
    client_of: Callable[[str], Client],
    clock: TurnedClock,
    files_apart: None,
    django_capture_on_commit_callbacks: Any,
) -> Office:
    return Office(cast, client_of, clock, django_capture_on_commit_callbacks)
