"""D401 完成期限应在计划年度之内"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设公园 | 2025-11 | 完成20% | 完成50% | 完成100%
            建设庭院 | 2026-11 | 完成20% | 完成50% | 完成100%
            """,
            id="last-year",
        ),
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设公园 | 2016-12 | 完成20% | 完成50% | 完成100%
            """,
            id="long-ago",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("D401", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设公园 | 2026-11 | 完成20% | 完成50% | 完成100%
            """,
            id="this-year",
        ),
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设公园 |  | 完成20% | 完成50% | 完成100%
            """,
            id="no-date",
        ),
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设公园 | 2026-12-31 | 完成20% | 完成50% | 完成100%
            """,
            id="last-day",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("D401", drawing)
