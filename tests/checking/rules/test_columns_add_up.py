"""C109 各单位分列的数之和应等于合计栏"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 合计 | 云泽镇 | 柳溪镇 | 北塘镇
            新建停车场 | 70 | 25 | 30 | 14
            """,
            id="one-short",
        ),
        pytest.param(
            """
            任务 | 全区目标 | 云泽镇 | 柳溪镇 | 北塘镇
            新建停车场 | 70个 | 25个 | 30个 | 14个
            """,
            id="total-called-target",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C109", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 合计 | 云泽镇 | 柳溪镇 | 北塘镇
            新建停车场 | 70 | 25 | 30 | 15
            """,
            id="adds-up",
        ),
        pytest.param(
            """
            任务 | 合计 | 云泽镇 | 柳溪镇
            新建停车场 | 70 | 25 | 30
            """,
            id="two-places",
        ),
        pytest.param(
            """
            任务 | 云泽镇 | 柳溪镇 | 北塘镇
            新建停车场 | 25 | 30 | 15
            """,
            id="no-total",
        ),
        pytest.param(
            """
            任务 | 合计 | 云泽镇 | 柳溪镇 | 北塘镇
            新建停车场 | 70 | 推进 | 推进 | 推进
            """,
            id="words",
        ),
        pytest.param(
            """
            任务 | 合计 | 云泽镇 | 柳溪镇 | 北塘镇
            改造公路 | 12.5 | 4.5 | 5 | 3
            """,
            id="decimals",
        ),
        pytest.param(
            """
            任务 | 2026年计划投资 | 云泽镇 | 柳溪镇 | 北塘镇
            新建停车场 | 300 | 1 | 2 | 3
            """,
            id="money-beside-places",
        ),
        pytest.param(
            """
            任务 | 年度任务 | 云泽镇 | 柳溪镇 | 北塘镇
            整治河道 | 120 | 1 | 2 | 3
            """,
            id="a-target-of-another-measure",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C109", drawing)
