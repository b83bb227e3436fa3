"""Plans drawn as tables, so that a test shows what a reader of the document would see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from duban.checking import Directory, check
from duban.plan import (
    Document,
    Due,
    Finding,
    Format,
    Link,
    Milestone,
    Period,
    Plan,
    PlanKind,
    Relation,
    SourceFile,
    Task,
)
from duban.reading import measure

YEAR = 2026
PERIODS = {
    "一季度": Period.quarter(YEAR, 1),
    "二季度": Period.quarter(YEAR, 2),
    "三季度": Period.quarter(YEAR, 3),
    "四季度": Period.quarter(YEAR, 4),
    "上半年": Period.half(YEAR, 1),
    "下半年": Period.half(YEAR, 2),
}
LISTS = {"牵头单位": "lead_units", "配合单位": "co_units", "牵头领导": "leaders"}
OWN = {"序号", "任务", "类别", "期限", "备注", *PERIODS, *LISTS}


def drawn(drawing: str, kind: PlanKind = PlanKind.LIST, year: int | None = YEAR) -> Plan:
    """The plan of a drawing; tasks without 序号 are numbered as they come.

    A table has its cells between | and its header in the first line. Wide rows are drawn one cell
    to a line, 栏目：文字, with a blank line between tasks.
    """
    lines = [line.strip() for line in drawing.strip().splitlines()]
    rows = _down(lines) if "：" in lines[0] else _across(lines)
    tasks = [_task(number, cells) for number, cells in enumerate(rows, 1)]
    document = Document("示例", kind, SourceFile("示例.txt", "0" * 64, Format.TXT), year)
    return measure(Plan(document, tuple(tasks)))


def _across(lines: list[str]) -> list[dict[str, str]]:
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(header, row, strict=True)) for row in rows]


def _down(lines: list[str]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = [{}]
    for line in lines:
        name, _, text = line.partition("：")
        if line:
            rows[-1][name] = text
        else:
            rows.append({})
    return rows


def _task(number: int, cells: dict[str, str]) -> Task:
    due = cells.get("期限")
    return Task(
        title=cells.get("任务", "推进重点工作"),
        number=int(cells.get("序号") or number),
        path=(cells["类别"],) if "类别" in cells else (),
        text=cells.get("任务", "推进重点工作"),
        due=Due.parse(due) if due else None,
        note=cells.get("备注", ""),
        milestones=tuple(
            Milestone(PERIODS[name], text) for name, text in cells.items() if name in PERIODS
        ),
        fields={name: text for name, text in cells.items() if name not in OWN},
        **{  # type: ignore[arg-type]
            field: tuple(name for name in re.split("[、 ]", cells[header]) if name)
            for header, field in LISTS.items()
            if header in cells
        },
    )


@pytest.fixture
def draw() -> Callable[..., Plan]:
    return drawn


@pytest.fixture
def found() -> Callable[..., list[Finding]]:
    """What one rule finds in a drawn plan."""

    def look(code: str, drawing: str, directory: Directory | None = None) -> list[Finding]:
        findings = check([drawn(drawing)], directory=directory)
        return [finding for finding in findings if finding.rule == code]

    return look


@pytest.fixture
def between() -> Callable[[str, str, str, bool, int], list[Finding]]:
    """What one rule finds between the plan above and the town's plan for `year`.

    `linked` says whether the first task of each is known to be the same work.
    """

    def look(code: str, upper: str, lower: str, linked: bool, year: int) -> list[Finding]:
        town = drawn(lower, year=year)
        town = replace(town, document=replace(town.document, issuer="柳溪镇人民政府"))
        links = (Link(1, 1, Relation.PART_OF, Decimal(1)),) if linked else ()
        findings = check([drawn(upper), town], links=links)
        return [finding for finding in findings if finding.rule == code]

    return look
