"""Findings carry code, tasks, places and plan, and come in a settled order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from duban.checking import check
from duban.plan import Milestone, Place, Plan, Severity, Task

SHORT = """
任务 | 一季度 | 二季度 | 三季度 | 四季度
引进企业370户 | 引进企业37户 | 累计引进企业110户 | 累计引进企业220户 | 累计引进企业350户
"""
UNLED = """
序号 | 任务 | 牵头单位
1 | 建设庭院 | 农业办
2 | 改造公厕 |
2 | 整治河道 | 水务站
"""


def placed(task: Task) -> Task:
    stones = tuple(
        Milestone(stone.period, stone.text, Place(table=1, row=2, column=column))
        for column, stone in enumerate(task.milestones, 3)
    )
    places = {"title": (Place(table=1, row=2, column=2),)}
    return replace(task, milestones=stones, places=places, place=Place(table=1, row=2))


def test_a_figure_is_highlighted_where_it_stands(draw: Callable[[str], Plan]) -> None:
    plan = draw(SHORT)
    plan = replace(plan, tasks=tuple(placed(task) for task in plan.tasks))
    [finding] = check([plan])
    assert (finding.rule, finding.severity, finding.tasks) == ("Y201", Severity.ERROR, (1,))
    assert finding.fields == ("title", "milestone:2026-Q4")
    assert finding.places == (
        Place(table=1, row=2, column=2, start=4, end=8),
        Place(table=1, row=2, column=6, start=6, end=10),
    )
    assert dict(finding.values) == {
        "目标": "370户",
        "最后一期": "2026年四季度累计350户",
        "相差": "-20户",
    }


def test_a_cell_cut_by_a_page_end_is_highlighted_as_a_whole(draw: Callable[[str], Plan]) -> None:
    plan = draw(SHORT)
    halves = (Place(page=1, table=1, row=2), Place(page=2, table=2, row=1))
    [task] = plan.tasks
    cut = replace(placed(task), places={"title": halves, "milestone:2026-Q4": halves})
    [finding] = check([replace(plan, tasks=(cut,))])
    assert finding.places == (*halves, *halves)


def test_the_order_is_by_task_then_gravity(draw: Callable[[str], Plan]) -> None:
    found = [(finding.tasks, finding.rule) for finding in check([draw(UNLED)])]
    assert found == [((2,), "F602"), ((2,), "R501")]


def test_each_plan_keeps_its_findings(draw: Callable[[str], Plan]) -> None:
    found = [(finding.plan, finding.rule) for finding in check([draw(UNLED), draw(SHORT)])]
    assert found == [(0, "F602"), (0, "R501"), (1, "Y201")]


def test_an_empty_plan_has_no_findings(draw: Callable[[str], Plan]) -> None:
    assert check([replace(draw(SHORT), tasks=())]) == ()
