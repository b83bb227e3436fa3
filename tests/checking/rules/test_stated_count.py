"""F613 所述任务项数应与清单一致"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from duban.checking import check
from duban.plan import Doubt, Finding, Place, Plan

DRAWING = """
任务 | 一季度 | 二季度
建设庭院 | 排摸 | 开工
改造公厕 | 选址 | 招标
"""


@pytest.fixture
def doubted(draw: Callable[[str], Plan]) -> Callable[[str, Place], list[Finding]]:
    """What the rule says of a plan whose reader was in doubt at a place."""

    def look(code: str, place: Place) -> list[Finding]:
        plan = draw(DRAWING)
        tasks = tuple(
            replace(task, place=Place(table=1, row=row)) for row, task in enumerate(plan.tasks, 2)
        )
        doubt = Doubt(code, "读取时作了处理。", place)
        findings = check([replace(plan, tasks=tasks, doubts=(doubt,))])
        return [finding for finding in findings if finding.rule == "F613"]

    return look


@pytest.mark.parametrize("place", [pytest.param(Place(table=1, row=3), id="in-the-second-row")])
def test_it_speaks(place: Place, doubted: Callable[[str, Place], list[Finding]]) -> None:
    [finding] = doubted("count-mismatch", place)
    assert finding.tasks == ()
    assert finding.places == (place,)
    assert finding.message == "读取时作了处理。"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("全镇2026年共安排重点任务5项。", id="above-the-list"),
        pytest.param("本清单共5项任务。", id="number-first"),
    ],
)
def test_it_speaks_of_what_stands_above(said: str, draw: Callable[[str], Plan]) -> None:
    doubt = Doubt("text-outside", f"表外的文字未读成任务：{said}")
    findings = check([replace(draw(DRAWING), doubts=(doubt,))])
    assert [(one.rule, one.values["清单实有"]) for one in findings] == [("F613", "2项")]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("全镇2026年共安排重点任务2项。", id="as-many"),
        pytest.param("全年共培训5人。", id="no-tasks"),
        pytest.param("投资5亿元，共建设公园5个。", id="things-to-build"),
    ],
)
def test_it_keeps_silent_on_what_stands_above(said: str, draw: Callable[[str], Plan]) -> None:
    doubt = Doubt("text-outside", f"表外的文字未读成任务：{said}")
    assert not check([replace(draw(DRAWING), doubts=(doubt,))])


@pytest.mark.parametrize(
    "code",
    [pytest.param("closing-line", id="another-doubt"), pytest.param("converted", id="a-note")],
)
def test_it_keeps_silent(code: str, doubted: Callable[[str, Place], list[Finding]]) -> None:
    assert not doubted(code, Place(table=1, row=3))
