"""What a task's own words propose to be tracked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duban.plan import (
    Comparator,
    Document,
    Format,
    Milestone,
    Period,
    Plan,
    PlanKind,
    SourceFile,
    Task,
)
from duban.reading import measure
from duban.web.handling.models import Direction, Rollup
from duban.web.handling.proposing import Proposal, propose

DOCUMENT = Document("清单", PlanKind.LIST, SourceFile("a.txt", "0", Format.TXT), year=2026)
Q1, Q2, Q3, Q4 = (Period.quarter(2026, number) for number in (1, 2, 3, 4))


def of(title: str, *stones: str, **columns: str) -> tuple[Proposal, ...]:
    """What a task with this title, these quarters and these other columns proposes."""
    task = Task(
        title=title,
        milestones=tuple(
            Milestone(period, text) for period, text in zip((Q1, Q2, Q3, Q4), stones, strict=False)
        ),
        fields=columns,
        co_units=("柳溪镇", "芦荡镇"),
    )
    return propose(measure(Plan(DOCUMENT, (task,))).tasks[0], DOCUMENT)


def targets(proposal: Proposal) -> list[tuple[str, str]]:
    return [(str(target.period), f"{target.value:f}") for target in proposal.targets]


def test_quarters_of_one_metric_are_one_indicator() -> None:
    [one] = of("建成停车场60个", "建成10个", "累计建成20个", "累计建成40个", "累计建成60个")
    assert (one.metric, one.unit) == ("停车场", "个")
    assert targets(one) == [
        ("2026-Q1", "10"),
        ("2026-Q2", "20"),
        ("2026-Q3", "40"),
        ("2026-Q4", "60"),
    ]
    assert one.cumulative
    assert one.rollup is Rollup.SUM


def test_quarters_that_only_together_make_the_target_count_each_for_itself() -> None:
    [one] = of(
        "培训农户400人次", "培训农户100人次", "培训农户90人次", "培训农户110人次", "培训农户100人次"
    )
    assert not one.cumulative


def test_a_target_that_the_last_quarter_does_not_name_is_kept_for_the_year() -> None:
    [one] = of("完成税收9亿元", "完成税收2亿元", "完成税收5亿元")
    assert targets(one) == [
        ("2026-Q1", "200000000"),
        ("2026-Q2", "500000000"),
        ("2026", "900000000"),
    ]


def test_a_goal_without_quarters_has_one_target() -> None:
    [one] = of("新增停车场12个", "选址", "开工")
    assert targets(one) == [("2026", "12")]


@pytest.mark.parametrize(
    ("title", "metric", "rollup", "direction"),
    [
        ("企业诉求按时办结率不低于98%", "企业诉求按时办结率", Rollup.LAST, Direction.UP),
        ("商品销售额增速6%", "商品销售额增速", Rollup.LAST, Direction.UP),
        ("火灾事故不超过12起", "火灾事故", Rollup.SUM, Direction.DOWN),
    ],
)
def test_kind_and_comparator_tell_how_it_adds_up(
    title: str, metric: str, rollup: Rollup, direction: Direction
) -> None:
    [one] = of(title)
    assert (one.metric, one.rollup, one.direction) == (metric, rollup, direction)


def test_a_floor_stays_a_floor() -> None:
    [one] = of("企业诉求按时办结率不低于98%")
    assert one.targets[0].comparator is Comparator.AT_LEAST


def test_shares_come_with_the_indicator_they_belong_to() -> None:
    [one] = of("建设停车场30个", 街镇任务量="共30个，其中柳溪镇12个、芦荡镇18个")
    assert one.shares == (("柳溪镇", Decimal(12)), ("芦荡镇", Decimal(18)))
    assert targets(one) == [("2026", "30")]


@pytest.mark.parametrize("title", ["编制村庄规划", "推进河长制工作", "召开第3次联席会议"])
def test_words_without_a_figure_to_reach_propose_nothing(title: str) -> None:
    assert of(title, "启动", "推进") == ()


def test_a_figure_beyond_every_column_is_left_to_a_person() -> None:
    assert of("完成税收90000000000亿元") == ()


def test_money_that_pays_for_it_is_no_indicator() -> None:
    assert of("编制村庄规划", **{"总投资(万元)": "360"}) == ()
