"""F605 文字不应中断"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.checking import check
from duban.plan import Finding, Plan, PlanKind


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 完成庭院排摸，制定建设方案和
            """,
            id="and-what",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 完成庭院建设任务（含东桥村
            """,
            id="open-bracket",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 落实《美丽庭院建设导则
            """,
            id="open-book",
        ),
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110
            三季度：累计引进企业220户
            四季度：累计引进企业370户
            """,
            id="number-lost",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F605", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 完成庭院排摸，制定建设方案
            """,
            id="whole",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 促进邻里和睦、环境平和
            """,
            id="ends-in-peace",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 达到提升环境的目的
            """,
            id="on-purpose",
        ),
        pytest.param(
            """
            任务 | 建设目标
            征收房屋 | 完成居民签约
            """,
            id="signed",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 1）排摸；2）建设；3）验收
            """,
            id="numbered",
        ),
        pytest.param(
            """
            任务 | 建设目标
            建设庭院 | 完成庭院建设（含东桥村)
            """,
            id="mixed-brackets",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            新建道路 | 项目施工完成30% | 项目施工完成 | 竣工验收 | 移交
            """,
            id="progress-then-done",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F605", drawing)


def test_it_leaves_prose_alone(draw: Callable[..., Plan]) -> None:
    plan = draw("任务\n完成庭院排摸，制定建设方案和", PlanKind.PLAN)
    assert not check([plan])
