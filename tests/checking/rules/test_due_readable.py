"""F614 完成期限应写明日期"""

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
        return [finding for finding in findings if finding.rule == "F614"]

    return look


@pytest.mark.parametrize("place", [pytest.param(Place(table=1, row=3), id="in-the-second-row")])
def test_it_speaks(place: Place, doubted: Callable[[str, Place], list[Finding]]) -> None:
    [finding] = doubted("due-unread", place)
    assert finding.tasks == (2,)
    assert finding.places == (place,)
    assert finding.message == "读取时作了处理。"


@pytest.mark.parametrize(
    "code",
    [pytest.param("closing-line", id="another-doubt"), pytest.param("converted", id="a-note")],
)
def test_it_keeps_silent(code: str, doubted: Callable[[str, Place], list[Finding]]) -> None:
    assert not doubted(code, Place(table=1, row=3))
