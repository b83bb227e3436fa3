"""A plan is given the figures of its tasks, and nothing else of it changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from duban.plan import Document, Format, Milestone, Period, Plan, PlanKind, SourceFile, Task
from duban.reading.measuring import measure

SOURCE = SourceFile("清单.txt", "0" * 64, Format.TXT)


def plan(kind: PlanKind, *tasks: Task, achievements: tuple[Task, ...] = ()) -> Plan:
    return Plan(Document("云泽区二〇二六年任务清单", kind, SOURCE), tasks, achievements)


PARKING = Task(
    title="完善村级停车设施",
    number=7,
    lead_units=("区市容局",),
    fields={
        "建设目标": "建成村级停车场70处",
        "建设规模": "村级停车场(点)建设(处):柳溪镇25;梅岭镇45。",
        "总投资(万元)": "约340.5",
        "涉及范围": "各街镇",
    },
    milestones=(
        Milestone(Period.parse("2026-H1"), "完成20%"),
        Milestone(Period.parse("2026-Q4"), "累计完成100%"),
    ),
    note="不少于70处",
)


def test_every_cell_of_a_task_is_measured_under_its_own_name() -> None:
    [task] = measure(plan(PlanKind.LIST, PARKING)).tasks
    assert [(q.field, q.text, q.metric) for q in task.quantities] == [
        ("milestone:2026-H1", "20%", "村级停车场"),
        ("milestone:2026-Q4", "100%", "村级停车场"),
        ("建设目标", "70处", "村级停车场"),
        ("建设规模", "25", "村级停车场"),
        ("建设规模", "45", "村级停车场"),
        ("总投资(万元)", "约340.5", "总投资"),
        ("note", "不少于70处", "村级停车场"),
    ]


def test_shares_and_cost_are_found() -> None:
    [task] = measure(plan(PlanKind.LIST, PARKING)).tasks
    assert [(s.org, int(s.value), s.unit, s.metric) for s in task.allocations] == [
        ("柳溪镇", 25, "处", "村级停车场"),
        ("梅岭镇", 45, "处", "村级停车场"),
    ]
    assert task.investment is not None
    assert task.investment.value == 3405000
    assert task.investment.unit == "元"


def test_nothing_else_of_the_plan_changes() -> None:
    before = plan(PlanKind.LIST, PARKING)
    after = measure(before)
    assert after.document == before.document
    [task] = after.tasks
    assert replace(task, quantities=(), allocations=(), investment=None) == PARKING


def test_a_commitment_in_prose_is_measured_in_its_text() -> None:
    task = Task(title="新建绿道", text="沿云泽河新建绿道30公里", path=("三、生态",))
    [measured] = measure(plan(PlanKind.REPORT, task)).tasks
    assert [(q.field, q.text) for q in measured.quantities] == [("text", "30公里")]


def test_a_commitment_goes_on_measuring_what_the_one_before_did() -> None:
    first = Task(title="", text="财政收入达到180亿元以上", path=("目标",))
    second = Task(title="", text="力争迈上200亿元新台阶", path=("目标",))
    apart = Task(title="", text="力争迈上200亿元新台阶", path=("另一章",))
    measured = measure(plan(PlanKind.PLAN, first, second, apart)).tasks
    assert [task.quantities[0].metric for task in measured] == ["财政收入", "财政收入", ""]


def test_achievements_are_measured_too() -> None:
    done = Task(title="", text="新增床位414张")
    [measured] = measure(plan(PlanKind.REPORT, achievements=(done,))).achievements
    assert [q.text for q in measured.quantities] == ["414张"]


@pytest.mark.parametrize(
    ("title", "fields", "subject"),
    [
        ("完善公交站牌", {"建设规模": "公交站牌(座):12"}, "公交站牌"),
        ("提升供水能力", {"建设目标": "改造老旧管网2.2公里"}, "老旧管网"),
        ("推进村内路桥整治", {"建设规模": "道路(公里):5 桥梁(座):2"}, "村内路桥整治"),
        ("建成口袋公园3个", {}, "口袋公园"),
    ],
)
def test_what_a_bare_share_is_a_share_of(title: str, fields: dict[str, str], subject: str) -> None:
    stone = Milestone(Period.parse("2026-Q3"), "完成50%")
    task = Task(title=title, fields=fields, milestones=(stone,))
    [measured] = measure(plan(PlanKind.LIST, task)).tasks
    [half] = [q for q in measured.quantities if q.field == "milestone:2026-Q3"]
    assert half.metric == subject
