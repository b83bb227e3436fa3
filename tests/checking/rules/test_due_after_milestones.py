"""D402 完成期限不应早于进度要求"""

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
            建设庭院 | 2026-06 | 完成20% | 完成50% | 完成100%
            """,
            id="due-by-summer",
        ),
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设庭院 | 2026-09 | 完成40% | 完成100% | 开展审价和总结
            """,
            id="settled-afterwards",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("D402", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设庭院 | 2026-10 | 完成20% | 完成50% | 完成100%
            """,
            id="due-within-the-last-quarter",
        ),
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设庭院 | 2026-09 | 完成20% | 完成100% | /
            """,
            id="nothing-left",
        ),
        pytest.param(
            """
            任务 | 期限 | 上半年 | 三季度 | 四季度
            建设庭院 |  | 完成20% | 完成50% | 完成100%
            """,
            id="no-date",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("D402", drawing)
