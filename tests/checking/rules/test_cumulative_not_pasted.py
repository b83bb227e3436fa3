"""Y203 累计数不应照抄到各期"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：村集体收入达到60万元
            一季度：各村收入15万元，累计完成收入60万元
            二季度：各村收入15万元，累计完成收入60万元
            三季度：各村收入15万元，累计完成收入60万元
            四季度：各村收入15万元，累计完成收入60万元
            """,
            id="annual-value-everywhere",
        ),
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110户
            三季度：累计引进企业110户
            四季度：累计引进企业370户
            """,
            id="no-more-in-the-third-quarter",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y203", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110户
            三季度：累计引进企业220户
            四季度：累计引进企业370户
            """,
            id="rises",
        ),
        pytest.param(
            """
            任务：热线满意率达90%
            一季度：热线满意率达90%
            二季度：热线满意率达90%
            三季度：热线满意率达90%
            四季度：热线满意率达90%
            """,
            id="standing-rate",
        ),
        pytest.param(
            """
            任务：热线累计办结率不低于98%
            一季度：热线办结率不低于95%
            二季度：热线累计办结率不低于98%
            三季度：热线累计办结率不低于98%
            四季度：热线累计办结率不低于98%
            """,
            id="a-floor-that-is-held",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            走访企业48家 | 走访企业12家 | 走访企业12家 | 走访企业12家 | 走访企业12家
            """,
            id="no-cumulative-word",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y203", drawing)
