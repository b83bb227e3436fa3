"""Y210 进度不应集中在最后一期"""

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
            改造公路20公里 | 完成招标 | 完成5% | 完成20% | 完成100%
            """,
            id="eighty-points-at-the-end",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y210", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造公路20公里 | 完成招标 | 完成30% | 完成60% | 完成100%
            """,
            id="even",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            开展培训20场 | 开展培训2场 | 开展培训3场 | 开展培训3场 | 开展培训12场
            """,
            id="quarter-by-quarter",
        ),
        pytest.param(
            """
            任务：热线满意率达90%
            一季度：热线满意率达90%
            二季度：热线满意率达90%
            三季度：热线满意率达90%
            四季度：热线满意率达90%
            """,
            id="standing",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y210", drawing)
