"""A plan written out and read again, without the places that belong to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from duban.plan import Place, Plan, Task, Total
from duban.reading import measure, read
from duban.writing.tasklist import ADDED, Standing, task_list_docx, task_list_xlsx

DAY = date(2026, 3, 2)
WRITERS = {".docx": task_list_docx, ".xlsx": task_list_xlsx}


def written(plan: Plan, path: Path, standings: Sequence[Standing | None] | None = None) -> Path:
    path.write_bytes(WRITERS[path.suffix](plan, DAY, standings))
    return path


def read_again(plan: Plan, path: Path, standings: Sequence[Standing | None] | None = None) -> Plan:
    """The plan that stands in the file which `plan` is written to."""
    return measure(read(written(plan, path, standings)))


def cells(plan: Plan) -> list[Task]:
    """The tasks with all that they say, without where it was read and without added columns."""
    return [
        replace(
            task,
            fields={name: text for name, text in task.fields.items() if name not in ADDED},
            quantities=tuple(one for one in task.quantities if one.field not in ADDED),
            milestones=tuple(stone._replace(place=Place()) for stone in task.milestones),
            place=Place(),
            places={},
        )
        for task in plan.tasks
    ]


def sums(plan: Plan) -> list[Total]:
    return [
        replace(
            total,
            milestones=tuple(stone._replace(place=Place()) for stone in total.milestones),
            place=Place(),
            places={},
        )
        for total in plan.totals
    ]


def facts(plan: Plan) -> tuple[object, ...]:
    document = plan.document
    return document.title, document.year, document.issuer, document.number, document.date


def sheet_of(path: Path) -> Any:
    """The first sheet of a workbook."""
    return load_workbook(path).worksheets[0]
