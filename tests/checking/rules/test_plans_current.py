"""F607 引用的规划、计划不应已经到期"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            发展农业 | 落实《设施农业行动计划（2021-2023年）》
            """,
            id="ended-three-years-ago",
        ),
        pytest.param(
            """
            任务 | 建设目标
            发展农业 | 按照“十三五”规划要求推进
            """,
            id="two-five-year-plans-ago",
        ),
        pytest.param(
            """
            任务 | 建设目标
            发展农业 | 按照“十四五”规划要求推进
            """,
            id="ended-last-year",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F607", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            发展农业 | 落实《设施农业行动计划（2024-2026年）》
            """,
            id="still-runs",
        ),
        pytest.param(
            """
            任务 | 建设目标
            发展农业 | 按照“十五五”规划要求推进
            """,
            id="this-five-years",
        ),
        pytest.param(
            """
            任务 | 建设目标
            改造鱼塘 | 完成2023-2024年度尾水治理设施建设
            """,
            id="no-plan",
        ),
        pytest.param(
            """
            任务 | 建设目标
            发展农业 | 开展“十四五”规划总结评估
            """,
            id="being-closed",
        ),
        pytest.param(
            """
            任务 | 建设目标
            发展农业 | 执行DB31/T 1109-2022
            """,
            id="a-standard",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F607", drawing)
