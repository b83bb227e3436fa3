"""Questions to the database that are put together once; afterwards only their values change.

To put a question together, with its joins, rights and text, takes Django longer than most answers
take. A function that gives a queryset becomes a question of this kind by `prepared`:

    @prepared
    def _to_answer(member: Member, on: date) -> QuerySet[Order]:
        own = member.where(Right.ANSWER, units="organisation")
        return Order.objects.filter(own, reply_by__lt=on)

    rows = _to_answer(member, today)

Values are whole numbers, days and lists of numbers, and those that a member consists of: the keys
of the person, of units and of jurisdictions. Everything else belongs to the question's shape: the
roles of the member, how many keys a list holds, which posts are in one unit or jurisdiction, words
and choices. One text is kept for each shape.
The function is called with stand-ins in place of the values, twice with different ones; where the
text hangs on them, or a value goes into it changed, it cannot be prepared and says so at once.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from functools import update_wrapper
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

from duban.web.accounts.keys import LARGEST_KEY
from duban.web.accounts.member import Member, Post
from duban.web.accounts.models import User

P = ParamSpec("P")
Row = TypeVar("Row")
#: of a unit or of a jurisdiction, and its number: these may be alike by chance
Key = tuple[str, int]

#: so many shapes of one question are kept; then it begins anew
SHAPES = 64
#: more values than this are not prepared: a stand-in must fit the smallest column of numbers
VALUES = 1000
#: where the two rows of stand-ins begin; so far from each other that a set keeps both in one order
NUMBERS = (20_481, 20_481 + 4096)
DAYS = (date(1901, 1, 1).toordinal(), date(1951, 1, 1).toordinal())


class Unprepared(TypeError):
    """A question that cannot be put together once for all its values."""


class Prepared(Generic[P, Row]):
    """`build`, asked anew with each call; the rows it gives, as a list."""

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        self.build = build
        self._known: dict[Hashable, _Text | None] = {}
        update_wrapper(self, build)

    def __call__(self, *values: P.args, **words: P.kwargs) -> list[Row]:
        given = (*values, *words.values())
        held: list[int | date] = []
        shape = (tuple(words), *(_shape(value, held) for value in given))
        if len(held) > VALUES or any(map(_in_no_row, given)):
            return list(self.build(*values, **words))
        text = self._text_of(shape, given, tuple(words))
        return [] if text is None else text.rows(held)

    def _text_of(self, shape: Hashable, given: Sequence[Any], words: Sequence[str]) -> _Text | None:
        """None where no row can ever be found."""
        with suppress(KeyError):
            return self._known[shape]
        text = self._put_together(given, words)
        if len(self._known) >= SHAPES:
            self._known.clear()
        self._known[shape] = text
        return text

    def _put_together(self, given: Sequence[Any], words: Sequence[str]) -> _Text | None:
        compiled = []
        for row in range(2):
            stand_ins = _StandIns(count(NUMBERS[row], 3), count(DAYS[row], 3))
            taken = [stand_ins.of(value) for value in given]
            first = len(taken) - len(words)
            named = dict(zip(words, taken[first:], strict=True))
            found = self.build(*taken[:first], **named)
            compiler = found.query.get_compiler(using=found.db)
            try:
                sql, params = compiler.as_sql()
            except EmptyResultSet:
                return None
            compiled.append((found, compiler, sql, params, stand_ins.held))
        return _text(self.__name__, *compiled)  # type: ignore[attr-defined]


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    """`build` must give rows by its arguments alone: not by the time, the language or settings. It
    looks at no value, only at how many there are: stand-ins need not show that it did."""
    return Prepared(build)


@dataclass(frozen=True, slots=True)
class _Text:
    """A question put together. `slots`: for each parameter the number of the value that stands
    there, or None, and whether the database is told it as text; `fixed`: what stands elsewhere."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    slots: Sequence[tuple[int | None, bool]]
    fixed: Sequence[Any]

    def rows(self, held: Sequence[int | date]) -> list[Any]:
        compiler, query = copy.copy(self.compiler), copy.copy(self.queryset.query)
        compiler.connection = connections[compiler.using]
        if query.select_for_update and compiler.connection.get_autocommit():
            raise TransactionManagementError("rows are locked within a transaction")
        bound = (self.sql, tuple(self._params(held)))
        compiler.as_sql = lambda *_words, **_more: bound
        query.get_compiler = lambda *_words, **_more: compiler  # type: ignore[method-assign]
        asked: Any = object.__new__(type(self.queryset))
        asked.__dict__ = self.queryset.__dict__ | {"_query": query}
        return list(asked._iterable_class(asked))

    def _params(self, held: Sequence[int | date]) -> Iterator[Any]:
        for (place, as_text), fixed in zip(self.slots, self.fixed, strict=True):
            if place is None:
                yield fixed
            else:
                yield str(held[place]) if as_text else held[place]


Compiled = tuple[QuerySet[Any, Any], Any, str, Sequence[Any], Sequence[int | date]]


def _text(name: str, one: Compiled, other: Compiled) -> _Text:
    found, compiler, sql, params, held = one
    if sql != other[2] or len(params) != len(other[3]):
        raise Unprepared(f"{name}: the text hangs on the values")
    if found._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise Unprepared(f"{name}: what is fetched beside is another question")
    first, second = _places(held), _places(other[4])
    slots: list[tuple[int | None, bool]] = []
    for mine, theirs in zip(params, other[3], strict=True):
        if mine == theirs:
            slots.append((None, False))
            continue
        place = first.get(mine)
        if place is None or place != second.get(theirs):
            raise Unprepared(f"{name}: {mine!r} is none of the values as given")
        slots.append((place, isinstance(mine, str)))
    return _Text(found, compiler, sql, slots, params)


def _places(held: Sequence[int | date]) -> Mapping[Any, int]:
    """The numbers of stand-ins, by themselves and, for days, by how SQLite is told them."""
    days = {str(value): place for place, value in enumerate(held) if isinstance(value, date)}
    return {value: place for place, value in enumerate(held)} | days


def _in_no_row(value: Any) -> bool:
    """A number that no column holds: Django finds nothing by it, a database may refuse it."""
    return isinstance(value, int) and not -LARGEST_KEY <= value < LARGEST_KEY


def _shape(value: Any, held: list[int | date]) -> Hashable:
    """What of a value belongs to the question; the rest is laid into `held`, in a fixed order."""
    match value:
        case bool() | Enum() | datetime():
            return value
        case int() | date():
            held.append(value)
            return type(value).__name__
        case Member():
            keys = [key for post in value.posts for key in _keys_of(post)]
            held += [value.user.pk, *(number for _kind, number in keys)]
            return tuple(map(_shape_of_post, value.posts)), _repeats(keys)
        case list() | tuple() | set() | frozenset():
            held.extend(sorted(value))
            return len(value)
    found: Hashable = value
    return found


def _shape_of_post(post: Post) -> Hashable:
    return post.role, len(post.below), len(post.inherited)


def _keys_of(post: Post) -> list[Key]:
    """Of units and of jurisdictions, in a fixed order."""
    units = [("unit", key) for key in (post.organisation_id, *sorted(post.inherited))]
    places = [("place", key) for key in (post.jurisdiction_id, *sorted(post.below))]
    return units + places


def _repeats(keys: Sequence[Key]) -> Sequence[int]:
    """For each key where it stands first: a question names a key of two posts once."""
    first: dict[Key, int] = {}
    return tuple(first.setdefault(key, place) for place, key in enumerate(keys))


@dataclass(slots=True)
class _StandIns:
    """Stand-ins for values, in the order in which `_shape` lays those down."""

    numbers: Iterator[int]
    days: Iterator[int]
    held: list[int | date] = field(default_factory=list)

    def of(self, value: Any) -> Any:
        match value:
            case bool() | Enum() | datetime():
                return value
            case int():
                return self._number()
            case date():
                self.held.append(date.fromordinal(next(self.days)))
                return self.held[-1]
            case Member():
                user, known = User(pk=self._number()), dict[Key, int]()
                return Member(user, tuple(self._post(post, known) for post in value.posts))
            case list() | tuple() | set() | frozenset():
                return self._numbers(value)
        return value

    def _number(self) -> int:
        number = next(self.numbers)
        self.held.append(number)
        return number

    def _numbers(self, some: Sequence[int] | Set[int]) -> Any:
        return type(some)(self._number() for _one in some)  # type: ignore[call-arg]

    def _post(self, post: Post, known: dict[Key, int]) -> Post:
        """`known`: the stand-ins for the keys of the member's posts so far."""
        keys = _keys_of(post)
        known |= {key: next(self.numbers) for key in dict.fromkeys(keys) if key not in known}
        self.held += [known[key] for key in keys]
        return replace(
            post,
            organisation_id=known["unit", post.organisation_id],
            jurisdiction_id=known["place", post.jurisdiction_id],
            below=frozenset(known["place", key] for key in post.below),
            inherited=frozenset(known["unit", key] for key in post.inherited),
        )
