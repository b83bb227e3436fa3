"""C107 增减数应与前后两期的数吻合"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：提高签约率
            一季度：签约率达到60%
            二季度：签约率增加0.25%，签约率达到60.5%
            三季度：签约率增加0.5%，签约率达到61%
            四季度：签约率增加0.5%，签约率达到61.5%
            """,
            id="quarter-point-lost",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C107", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：提高签约率
            一季度：签约率达到60%
            二季度：签约率增加0.25%，签约率达到60.25%
            三季度：签约率增加0.5%，签约率达到60.75%
            四季度：签约率增加0.25%，签约率达到61%
            """,
            id="fits",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            提高签约率 | 开展宣传 | 签约率增加0.25%，签约率达到60.25% | 开展服务 | 总结
            """,
            id="no-base",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            提高签约率 | 签约率达到60% | 签约率增加0.25% | 签约率增加0.5% | 签约率增加0.25%
            """,
            id="no-result",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C107", drawing)
