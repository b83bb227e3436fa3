"""Every row of a scene once more: its lists, their tasks and periods, and what is a person's own.

A copy takes everything that hangs on the row with it, keys moved by a distance; what it points to
besides stays the same. So new kinds of rows grow with the old ones; one that may stand only once
names here the field by which its copies differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models

from duban.plan import Period
from duban.web.accounts.models import Alias, ApiToken, Appointment, Organisation, User
from duban.web.boards.models import MapArea, WallKey
from duban.web.handling.models import Draw, Indicator, Naming
from duban.web.journal.models import Entry as Line
from duban.web.ledger.models import (
    Defect,
    Entry,
    Plan,
    SavedFilter,
    SourceDoubt,
    Stone,
    TaskLeader,
    TaskUnit,
)
from duban.web.papers.models import Paper, Template
from duban.web.reports.models import ReportingPeriod
from duban.web.supervision.models import Book, LightHistory, Notice, OrderTurn

#: keys of the first copies lie so far from those of what they copy, of the next twice as far, so
#: that copies of copies never meet
DISTANCE = 1_000_000
EVERYTHING: frozenset[type[models.Model]] = frozenset(
    model for model in apps.get_models(include_auto_created=True)
)
NOTHING: frozenset[type[models.Model]] = frozenset()
#: what is copied, in this order, and what goes with it where it hangs on it: more of what belongs
#: to one task or paper, then more tasks of a list, then more lists
ROOTS: tuple[tuple[type[models.Model], frozenset[type[models.Model]]], ...] = (
    *((own, NOTHING) for own in (Stone, TaskLeader, TaskUnit, OrderTurn, LightHistory)),
    *((own, NOTHING) for own in (Defect, SourceDoubt)),
    (MapArea, NOTHING),
    (Indicator, EVERYTHING),
    (ReportingPeriod, EVERYTHING),
    (Entry, EVERYTHING),
    (Plan, EVERYTHING),
    (Organisation, frozenset({Alias})),
    (User, frozenset({Appointment, ApiToken})),
    *((own, NOTHING) for own in (Book, Notice, SavedFilter, ApiToken, Line, Paper, Template)),
    *((own, NOTHING) for own in (WallKey, Draw, Naming)),
)


def worded(text: str, copy: int) -> str:
    return f"{text}-{copy}"


def later(day: Any, copy: int) -> Any:
    return day + timedelta(days=copy)


def moved(number: int, copy: int) -> int:
    return number + (10 << copy)


def another_month(period: str, copy: int) -> str:
    last = Period.parse(period).last_day
    return str(Period.month(last.year + 20 * copy, last.month))


#: the fields by which copies of one row differ; what depends on a copied key differs by itself
VARIED: Mapping[str, Callable[[Any, int], Any]] = {
    "accounts.Alias.name": worded,
    "boards.MapArea.position": moved,
    "boards.WallKey.digest": lambda digest, copy: f"{copy:02}{digest[:-2]}",
    "accounts.ApiToken.digest": lambda digest, copy: f"{copy:02}{digest[:-2]}",
    "accounts.Organisation.governs": lambda _place, _copy: None,
    "accounts.Organisation.name": worded,
    "accounts.User.username": worded,
    "handling.Indicator.metric": worded,
    "ledger.Entry.key": worded,
    "ledger.Entry.position": moved,
    "ledger.Plan.title": worded,
    "ledger.SavedFilter.name": worded,
    "ledger.SourceDoubt.position": moved,
    "ledger.Task.heading": worded,
    "ledger.Task.position": moved,
    "ledger.TaskLeader.name": worded,
    "ledger.TaskUnit.name": worded,
    "papers.Paper.number": moved,
    "papers.Template.number": lambda number, copy: number + copy,
    "reports.ReportingPeriod.period": another_month,
    "supervision.Book.since": later,
    "supervision.LightHistory.period": another_month,
    "supervision.Notice.key": worded,
    "supervision.Order.number": moved,
    "supervision.Proposal.key": worded,
}


def grow(copies: int = 1) -> None:
    """Copy everything there is; rows that were copied are not copied again by the same root."""
    for at, (root, with_it) in enumerate(ROOTS):
        found = {root: list(root._default_manager.values_list("pk", flat=True))}
        _gather(found, with_it)
        for copy in range(at * copies, (at + 1) * copies):
            _write(found, copy + 1, DISTANCE << copy)


Found = dict[type[models.Model], list[int]]


def _gather(found: Found, allowed: frozenset[type[models.Model]]) -> None:
    """Add the keys of all that hangs on what is there."""
    waiting = list(found)
    while waiting:
        model = waiting.pop()
        for below, name in _below(model):
            if below not in allowed:
                continue
            rows = below._default_manager.filter(**{f"{name}__in": found[model]})
            known = set(found.get(below, ()))
            more = set(rows.values_list("pk", flat=True)) - known
            if more:
                found[below] = sorted(known | more)
                waiting.append(below)


def _below(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            field: Any = relation.field  # type: ignore[union-attr]
            yield relation.related_model, field.name  # type: ignore[misc]


def _write(found: Found, copy: int, distance: int) -> None:
    """The database looks at keys only at the end: rows may point at what is written after them."""
    for model, keys in found.items():
        rows: list[models.Model] = list(model._default_manager.filter(pk__in=keys))
        for row in rows:
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                setattr(row, field.attname, _value(field, value, found, copy, distance))
        model._default_manager.bulk_create(rows)


def _value(field: models.Field[Any, Any], value: Any, found: Found, copy: int, far: int) -> Any:
    if field.primary_key:
        return value + far
    vary = VARIED.get(f"{field.model._meta.label}.{field.name}")
    if value is None or vary is not None:
        return None if vary is None or value is None else vary(value, copy)
    return value + far if field.is_relation and _copied(field, value, found) else value


def _copied(field: models.Field[Any, Any], value: Any, found: Found) -> bool:
    keys: Iterable[int] = found.get(field.related_model, ())  # type: ignore[arg-type]
    return value in keys
