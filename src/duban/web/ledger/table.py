"""The ledger's table: which columns stand side by side, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from duban.web.ledger.fields import label_of_due
from duban.web.ledger.filters import Filter
from duban.web.ledger.listing import headers_of, label_of_period, periods_of
from duban.web.ledger.marks import Mark, marking
from duban.web.ledger.models import Task, UnitRole
from duban.web.ledger.sheets import Field


class Row:
    """A task for the table: its columns by name."""

    def __init__(
        self,
        task: Task,
        mark: Mark | None,
        periods: Sequence[tuple[str, str]],
        headers: Sequence[str],
    ) -> None:
        self.task, self.mark = task, mark
        units = task.units.all()
        self.lead = [unit.name for unit in units if unit.role == UnitRole.LEAD]
        self.co = [unit.name for unit in units if unit.role == UnitRole.CO]
        self.leaders = [leader.name for leader in task.leaders.all()]
        stones = {stone.period: stone.text for stone in task.stones.all()}
        self.stones = [(label, stones.get(period, "")) for period, label in periods]
        self.fields = [(header, task.form["fields"].get(header, "")) for header in headers]

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
        return label_of_due(self.task.due) if self.task.due else ""


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
    """The tasks as rows; a usual column that is empty throughout is left out."""
    periods, headers = periods_of(found), headers_of(found)
    marks = marking().beside(found)
    rows = [Row(task, marks.get(task.pk), periods, headers) for task in found]
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
