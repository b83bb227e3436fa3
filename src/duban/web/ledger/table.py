"""The ledger's table: which columns stand side by side, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform

from duban.web.accounts.prepared import prepared
from duban.web.design.periods import due_words
from duban.web.ledger.filters import Filter
from duban.web.ledger.listing import headers_of, label_of_period, labelled
from duban.web.ledger.marks import Among, Mark, marking, rows_among
from duban.web.ledger.models import Plan, Stone, Task, TaskLeader, TaskUnit, UnitRole
from duban.web.ledger.sheets import Field


@dataclass(slots=True)
class Beside:
    """What hangs on tasks, in the order of the paper, by key of the task; one query each."""

    lead: dict[int, list[str]] = field(default_factory=dict)
    co: dict[int, list[str]] = field(default_factory=dict)
    leaders: dict[int, list[str]] = field(default_factory=dict)
    stones: dict[int, dict[str, str]] = field(default_factory=dict)
    fields: dict[int, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, tasks: Sequence[Task], wanted: Filter) -> Self:
        """What the paper's own columns say is taken out of the wording only where it is shown."""
        asked = Among.of(task.pk for task in tasks)
        found, keys, in_a_row = cls(), asked.keys, asked.in_a_row
        for task, role, name in _units(keys, in_a_row):
            held = found.lead if role == UnitRole.LEAD else found.co
            held.setdefault(task, []).append(name)
        for task, name in _leaders(keys, in_a_row):
            found.leaders.setdefault(task, []).append(name)
        for task, period, text in _stones(keys, in_a_row):
            found.stones.setdefault(task, {})[period] = text
        if "fields" in wanted.columns_for(set() if found.stones else {"quarters"}):
            found.fields = dict(_fields(keys, in_a_row))
        return found


@prepared
def _fields(keys: Sequence[int], in_a_row: bool) -> QuerySet[Any, tuple[int, dict[str, str]]]:
    own = Task.objects.filter(rows_among(keys, in_a_row, "pk")).order_by()
    return own.values_list("pk", KeyTransform("fields", "form"))


@prepared
def _units(keys: Sequence[int], in_a_row: bool) -> QuerySet[Any, tuple[int, str, str]]:
    units = TaskUnit.objects.filter(rows_among(keys, in_a_row)).order_by("position")
    return units.values_list("task", "role", "name")


@prepared
def _leaders(keys: Sequence[int], in_a_row: bool) -> QuerySet[Any, tuple[int, str]]:
    leaders = TaskLeader.objects.filter(rows_among(keys, in_a_row)).order_by("position")
    return leaders.values_list("task", "name")


@prepared
def _stones(keys: Sequence[int], in_a_row: bool) -> QuerySet[Any, tuple[int, str, str]]:
    stones = Stone.objects.filter(rows_among(keys, in_a_row)).order_by("position")
    return stones.values_list("task", "period", "text")


@prepared
def _plans(keys: Set[int]) -> QuerySet[Plan]:
    return Plan.objects.filter(pk__in=keys).order_by()


class Row:
    """A task for the table: its columns by name."""

    def __init__(
        self,
        task: Task,
        mark: Mark | None,
        beside: Beside,
        periods: Sequence[tuple[str, str]],
        headers: Sequence[str],
    ) -> None:
        self.task, self.mark = task, mark
        self.lead = beside.lead.get(task.pk, [])
        self.co = beside.co.get(task.pk, [])
        self.leaders = beside.leaders.get(task.pk, [])
        stones = beside.stones.get(task.pk, {})
        self.stones = [(label, stones.get(period, "")) for period, label in periods]
        fields = beside.fields.get(task.pk, {})
        self.fields = [(header, fields.get(header, "")) for header in headers]

    @property
    def investment(self) -> Decimal | None:
        """In 万元, as papers of this kind print it."""
        held = self.task.investment
        return None if held is None else (held / 10_000).normalize()

    @property
    def period(self) -> str:
        return label_of_period(self.task.period) if self.task.period else ""

    @property
    def due(self) -> str:
        return due_words(self.task.due) if self.task.due else ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Tasks for the table: `columns` by name, quarters and own columns spelled out beside."""

    rows: list[Row]
    periods: list[str]
    headers: list[str]
    columns: tuple[str, ...]

    @property
    def span(self) -> int:
        """How many columns the table has."""
        spelled = {"quarters": len(self.periods), "fields": len(self.headers)}
        return sum(spelled.get(name, 1) for name in self.columns)


def rows_of(found: Sequence[Task], wanted: Filter) -> Rows:
    """The tasks (`for_table`) as rows; a usual column that is empty throughout is left out."""
    beside, marks = Beside.of(found, wanted), marking().beside(found)
    plans = {plan.pk: plan for plan in _plans(frozenset(task.plan_id for task in found))}
    for task in found:
        task.plan = plans[task.plan_id]
    set_for = {period for stones in beside.stones.values() for period in stones}
    periods, headers = labelled(set_for), headers_of(beside.fields.values())
    rows = [Row(task, marks.get(task.pk), beside, periods, headers) for task in found]
    held = {
        "light": bool(marks),
        "leader": any(row.leaders for row in rows),
        "lead": any(row.lead for row in rows),
        "co": any(row.co for row in rows),
        "quarters": bool(periods),
        "fields": bool(headers),
        "due": any(row.task.due for row in rows),
        "period": any(row.task.period for row in rows),
    }
    empty = {name for name, something in held.items() if rows and not something}
    return Rows(rows, [label for _, label in periods], headers, wanted.columns_for(empty))


def cells_of(row: Row, columns: Sequence[str]) -> list[Field]:
    """The row for a workbook, spelled-out columns included."""
    task = row.task
    held: dict[str, list[Field]] = {
        "number": [task.number],
        "light": ["", ""] if row.mark is None else [row.mark.word, row.mark.cause],
        "title": [task.title],
        "path": [task.heading],
        "leader": ["、".join(row.leaders)],
        "lead": ["、".join(row.lead)],
        "co": ["、".join(row.co)],
        "quarters": [text for _label, text in row.stones],
        "fields": [text for _header, text in row.fields],
        "period": [row.period],
        "due": [row.due],
        "investment": [task.investment],
        "note": [task.note],
        "plan": [str(task.plan)],
        "state": [str(task.get_state_display())],
    }
    return [value for name in columns for value in held[name]]
