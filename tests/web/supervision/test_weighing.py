"""SQLite knows how rows are spread once the day's work is done."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.web.supervision.ticking import tick
from duban.web.supervision.weighing import weigh_rows

pytestmark = pytest.mark.django_db


def _known() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        return {table for (table,) in cursor.fetchall()}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has to be told to look")
def test_the_day_s_work_looks_at_the_rows() -> None:
    tick(date(2026, 3, 2))
    assert "supervision_tick" in _known()


def test_only_sqlite_is_told_to_look() -> None:
    with CaptureQueriesContext(connection) as asked:
        weigh_rows()
    said = [one["sql"] for one in asked.captured_queries]
    told = ["PRAGMA analysis_limit = 1000", "ANALYZE"]
    assert said == (told if connection.vendor == "sqlite" else [])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has to be told to look")
@pytest.mark.django_db(transaction=True)
def test_a_server_starts_though_another_writes_all_the_while() -> None:
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        weigh_rows()
    finally:
        other.execute("ROLLBACK")
        other.close()
        # the next one waits again as long as the settings say
        connection.close()
