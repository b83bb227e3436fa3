"""On SQLite one writes at a time: the next begins as soon as the first has ended, or is told."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from duban.web.config.data import SQLITE_OPTIONS
from duban.web.config.sqlite.base import DatabaseWrapper

# a connection of its own is opened, which the guard of tests without a database does not let pass
pytestmark = pytest.mark.django_db
DESCRIBED = {
    "ENGINE": "duban.web.config.sqlite",
    "USER": "",
    "PASSWORD": "",
    "HOST": "",
    "PORT": "",
    "AUTOCOMMIT": True,
    "ATOMIC_REQUESTS": False,
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": False,
    "TIME_ZONE": None,
    "TEST": {},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "site.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE line (word TEXT)")
    made.close()
    return path


@pytest.fixture
def wrapper(file: Path) -> Iterator[Any]:
    options = SQLITE_OPTIONS | {"timeout": 1}
    held = DatabaseWrapper({**DESCRIBED, "NAME": str(file), "OPTIONS": options}, "other")
    yield held
    held.close()


def holding(file: Path) -> sqlite3.Connection:
    """Another who writes, within a transaction."""
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO line VALUES ('first')")
    return other


def test_the_next_begins_when_the_first_has_ended(file: Path, wrapper: Any) -> None:
    wrapper.connect()
    other = holding(file)
    threading.Timer(0.2, other.execute, ["COMMIT"]).start()
    began = time.monotonic()
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    waited = time.monotonic() - began
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT word FROM line")
        assert cursor.fetchall() == [("first",)]
    assert waited > 0.1
    wrapper.rollback()
    other.close()


def test_after_the_time_out_it_is_told(file: Path, wrapper: Any) -> None:
    wrapper.connect()
    other = holding(file)
    with pytest.raises(OperationalError, match="locked"):
        wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    other.close()


def test_whoever_writes_without_a_transaction_waits_as_ever(file: Path, wrapper: Any) -> None:
    wrapper.connect()
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    wrapper.rollback()
    wrapper.set_autocommit(True)
    with wrapper.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (1000,)
