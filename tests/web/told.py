"""What a fixture writes into the database, written once and laid down again for the next test.

    @pytest.fixture
    @told_once
    def issued(cast: Cast, plan: Plan) -> Plan:
        ...

To upload a list, confirm it and hand it out takes longer than most tests that begin with it. The
first test of a module that asks for such a fixture has it run; what it changed, row by row, file by
file, and what it gave is remembered and laid down for the others, which see what they would have
seen: the same rows under the same keys. A fixture is laid down only on what it was told on: the
same fixtures of this kind in the same order, on the same day, and nothing else written in between;
otherwise, and where a test commits, it runs as if it were not of this kind.
"""

from __future__ import annotations

import inspect
import io
import pickle
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

Value = TypeVar("Value")
#: a table's rows by their keys
Rows = Mapping[Any, tuple[Any, ...]]
State = Mapping[type[Model], Rows]
#: how a statement begins that changes nothing
READS = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")
#: so many values go into one statement
VALUES = 900


@dataclass
class Story:
    """What this test was told so far: `chapters`, or None where something else was written."""

    module: Path = Path()
    chapters: tuple[Hashable, ...] | None = ()
    #: how many statements changed something, and at the end of the last chapter
    writes: int = 0
    known: int = 0
    state: State = field(default_factory=dict)

    def begin(self, module: Path) -> None:
        self.__init__(module)  # type: ignore[misc]

    def notice(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """A wrapper for every statement of the connection."""
        self.writes += not str(sql).startswith(READS)
        return execute(sql, params, many, context)


@dataclass(frozen=True)
class Chapter:
    """What a fixture changed; `given` is what it gave and made of its arguments, pickled."""

    removed: State
    added: State
    files: Mapping[Path, bytes]
    given: bytes
    state: State


STORY = Story()
_told: dict[Hashable, Chapter] = {}


def told_once(fixture: Callable[..., Value]) -> Callable[..., Value]:
    """A fixture that writes to the database alone and below MEDIA_ROOT, and gives what can be
    pickled. Arguments that it changes must keep that in their attributes."""
    names = list(inspect.signature(fixture).parameters)

    @wraps(fixture)
    def tell(**words: Any) -> Value:
        story = STORY
        if story.chapters is None or story.writes != story.known or not connection.in_atomic_block:
            story.chapters = None
            return fixture(**words)
        chapters = (*story.chapters, (fixture, settings.DAY))
        key = (connection.vendor, story.module, chapters)
        things = {name: words[name] for name in names if hasattr(words[name], "__dict__")}
        if key in _told:
            value: Value = _lay_down(_told[key], things)
        else:
            value = _tell(key, fixture, words, things)
        story.chapters, story.known, story.state = chapters, story.writes, _told[key].state
        return value

    return tell


def _tell(
    key: Hashable, fixture: Callable[..., Value], words: Mapping[str, Any], things: Any
) -> Value:
    before, files = STORY.state or _rows(), set(_files())
    value = fixture(**words)
    after = _rows()
    _told[key] = Chapter(
        removed=_missing(before, after),
        added=_missing(after, before),
        files={path: (_root() / path).read_bytes() for path in set(_files()) - files},
        given=_pickled(value, things),
        state=after,
    )
    return value


def _lay_down(chapter: Chapter, things: Mapping[str, Any]) -> Any:
    with connection.cursor() as cursor:
        for model, rows in chapter.removed.items():
            table, key = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
            places = ", ".join(["%s"] * len(rows))
            cursor.execute(f"DELETE FROM {table} WHERE {key} IN ({places})", list(rows))  # noqa: S608
        for model, rows in chapter.added.items():
            _insert(cursor, model, list(rows.values()))
    for path, content in chapter.files.items():
        (_root() / path).parent.mkdir(parents=True, exist_ok=True)
        (_root() / path).write_bytes(content)
    value, made = _unpickled(chapter.given, things)
    for name, attributes in made.items():
        vars(things[name]).update(attributes)
    return value


def _insert(cursor: Any, model: type[Model], rows: list[tuple[Any, ...]]) -> None:
    columns = [_quoted(one.column) for one in model._meta.concrete_fields]
    at_once = max(1, VALUES // len(columns))
    into = f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(columns)}) VALUES "  # noqa: S608
    one = f"({', '.join(['%s'] * len(columns))})"
    for start in range(0, len(rows), at_once):
        some = rows[start : start + at_once]
        cursor.execute(into + ", ".join([one] * len(some)), [each for row in some for each in row])


def _rows() -> State:
    """Every row of every table as the database holds it."""
    as_held = "+" if connection.vendor == "sqlite" else ""
    state = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if meta.proxy or not meta.managed:
                continue
            columns = [as_held + _quoted(one.column) for one in meta.concrete_fields]
            key = [one.column for one in meta.concrete_fields].index(meta.pk.column)
            asked = f"SELECT {', '.join(columns)} FROM {_quoted(meta.db_table)}"  # noqa: S608
            cursor.execute(asked)
            state[model] = {row[key]: row for row in cursor.fetchall()}
    return state


def _missing(these: State, those: State) -> State:
    """The rows of `these` that are not in `those`, or not as they are there."""
    found = {
        model: {key: row for key, row in rows.items() if those[model].get(key) != row}
        for model, rows in these.items()
    }
    return {model: rows for model, rows in found.items() if rows}


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)


def _files() -> Iterator[Path]:
    return (path.relative_to(_root()) for path in _root().rglob("*") if path.is_file())


def _pickled(value: Any, things: Mapping[str, Any]) -> bytes:
    """The arguments themselves stand in it by their names, their attributes beside it."""
    names = {id(thing): name for name, thing in things.items()}
    made = {name: vars(one) for name, one in things.items() if not inspect.isfunction(one)}
    file = io.BytesIO()
    pickler = pickle.Pickler(file)
    pickler.persistent_id = lambda thing: names.get(id(thing))  # type: ignore[method-assign]
    pickler.dump((value, made))
    return file.getvalue()


def _unpickled(given: bytes, things: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]:
    unpickler = pickle.Unpickler(io.BytesIO(given))  # noqa: S301 - our own, of this process
    unpickler.persistent_load = things.__getitem__  # type: ignore[method-assign]
    value, made = unpickler.load()
    return value, made
