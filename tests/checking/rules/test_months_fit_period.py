"""D404 进度要求中的月份应在该期之内"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            修订办法 | 开展调研 | 9月底前完成修订 | 组织实施 | 总结
            """,
            id="too-late",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            修订办法 | 开展调研 | 征求意见 | 6月底前完成修订 | 总结
            """,
            id="too-early",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("D404", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            修订办法 | 开展调研 | 6月底前完成修订 | 组织实施 | 总结
            """,
            id="fits",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            提高签约率 | 截至2025年12月签约率59%，提高到60% | 提高到61% | 提高到62% | 提高到63%
            """,
            id="a-base-date",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            修订办法 | 开展调研 | 完成修订 | 组织实施 | 总结
            """,
            id="no-month",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("D404", drawing)
