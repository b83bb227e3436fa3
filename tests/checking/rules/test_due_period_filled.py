"""D403 完成期限所在时期应有进度要求"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 期限 | 上半年 | 三季度 | 四季度
            评价示范村 | 完成5个示范村评价 | 2026-09 | 完成5个示范村评价 | |
            """,
            id="done-before-its-cell",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("D403", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 期限 | 上半年 | 三季度 | 四季度
            评价示范村 | 完成5个示范村评价 | 2026-09 | 制定方案 | 完成5个示范村评价 | /
            """,
            id="in-its-cell",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 期限 | 上半年 | 三季度 | 四季度
            编制村庄规划 | 保障项目用地 | 2026-12 | 按需指导街镇编制规划 | |
            """,
            id="merged-text",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 期限 | 上半年 | 三季度 | 四季度
            改造管网 | 改造管网2公里 | 2026-12 | 累计完成1公里 | 累计完成2公里 | /
            """,
            id="slash-on-purpose",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("D403", drawing)
