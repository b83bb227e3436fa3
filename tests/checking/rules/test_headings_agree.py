"""F604 同一标题前后应一致"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from duban.checking import check
from duban.plan import Doubt, Finding, Plan, Severity


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            类别 | 任务
            （一）改善人居环境工作 | 任务0
            （二）发展产业 | 任务1
            （一）改善人居环竟工作 | 任务2
            """,
            id="one-character",
        ),
        pytest.param(
            """
            类别 | 任务
            (四)调整优化农业结构 | 任务0
            (四)调优调整农业结构 | 任务1
            """,
            id="words-swapped",
        ),
        pytest.param(
            """
            类别 | 任务
            一、抢抓机遇强韧性 | 任务0
            一、抢抓机遇 强韧性 | 任务1
            """,
            id="white-space",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F604", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            类别 | 任务
            （一）改善人居环境工作 | 任务0
            （一）改善人居环境工作 | 任务1
            """,
            id="same",
        ),
        pytest.param(
            """
            类别 | 任务
            （一）改善人居环境工作 | 任务0
            （二）发展乡村产业 | 任务1
            """,
            id="different",
        ),
        pytest.param(
            """
            类别 | 任务
            一、农业 | 任务0
            二、商业 | 任务1
            """,
            id="short-and-different",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F604", drawing)


@pytest.mark.parametrize(
    ("again", "severity"),
    [
        pytest.param("一、乡村 建设", Severity.INFO, id="only-blanks"),
        pytest.param("一、乡村建没", Severity.WARNING, id="a-character"),
        pytest.param("", None, id="spellings-not-kept"),
    ],
)
def test_a_doubt_of_the_reader_is_told_by_its_spellings(
    again: str, severity: Severity | None, draw: Callable[..., Plan]
) -> None:
    values = {"首次": "一、乡村建设", "又作": again} if again else {}
    doubt = Doubt("heading-variant", "两种写法。", values=values)
    plan = replace(draw("任务 | 类别\n改造公厕 | 一、乡村建设"), doubts=(doubt,))
    [finding] = [one for one in check([plan]) if one.rule == "F604"]
    assert finding.values == values
    assert finding.severity is (severity or Severity.WARNING)
