"""A list written as PDF says, when it is read again, what it said: every task, cell by cell. Where
a line ended in a cell, a PDF does not tell; so blanks are left aside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.writing.there_and_back import DAY

from duban.plan import Plan, Task
from duban.reading import measure, read
from duban.writing.blocks import Light
from duban.writing.tasklist import ADDED, Standing, task_list_pdf

pytestmark = pytest.mark.usefixtures("chinese_font")
LISTS = ("liantang-2026-targets", "qingpu-2023-rural", "qingpu-2026-construction")


def read_back(plan: Plan, path: Path, standings: list[Standing | None] | None = None) -> Plan:
    path.write_bytes(task_list_pdf(plan, DAY, standings))
    return measure(read(path))


def squeezed(value: object) -> str:
    return "".join(str(value).split())


def cells(task: Task) -> Mapping[str, str]:
    """Every cell of a task, and what was understood of its figures."""
    held: dict[str, object] = {
        "number": task.number,
        "title": task.title,
        "path": task.path,
        "leaders": task.leaders,
        "lead": task.lead_units,
        "co": task.co_units,
        "due": task.due,
        "note": task.note,
        "figures": [(one.value, one.unit) for one in task.quantities if one.field not in ADDED],
        "shares": [(one.org, one.value, one.unit) for one in task.allocations],
    }
    held |= {str(one.period): one.text for one in task.milestones}
    held |= {name: text for name, text in task.fields.items() if name not in ADDED}
    return {name: squeezed(value) for name, value in held.items()}


@pytest.mark.parametrize("name", LISTS)
def test_a_real_list_comes_back(name: str, corpus: Path, tmp_path: Path) -> None:
    plan = measure(read(corpus / name / "sheet.xlsx"))
    again = read_back(plan, tmp_path / "清单.pdf")
    assert list(map(cells, again.tasks)) == list(map(cells, plan.tasks))
    assert [frame.columns for frame in again.frames] == [frame.columns for frame in plan.frames]


@pytest.mark.parametrize("name", LISTS)
def test_a_real_list_comes_back_beside_what_came_of_it(
    name: str, corpus: Path, tmp_path: Path
) -> None:
    """With the columns that the office adds, which are read as columns of their own."""
    plan = measure(read(corpus / name / "sheet.xlsx"))
    told: list[Standing | None] = [
        Standing("已完成前期工作，正在施工", Light.GREEN, "") for _ in plan.tasks
    ]
    again = read_back(plan, tmp_path / "清单.pdf", told)
    assert list(map(cells, again.tasks)) == list(map(cells, plan.tasks))
    added = [again.tasks[0].fields.get(name) for name in ADDED]
    assert added[0] == "已完成前期工作，正在施工"
