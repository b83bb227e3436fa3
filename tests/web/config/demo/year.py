"""What tests ask of a sample year: its rows, read straight from the file, past the site."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def opened(data: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{data / 'duban.sqlite3'}?mode=ro", uri=True)) as held:
        yield held


def rows(data: Path, question: str, *words: object) -> list[tuple[Any, ...]]:
    with opened(data) as held:
        return held.execute(question, words).fetchall()


def counted(data: Path, question: str, *words: object) -> Counter[Any]:
    """How often each value of the one column occurs."""
    return Counter(value for (value,) in rows(data, question, *words))


def everything(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for what a start writes of itself."""
    with opened(data) as held:
        names = [
            name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return {
            name: sorted(held.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608
            for name in names
            if not name.startswith(("sqlite_", "django_migrations"))
        }
