"""U304 同一指标的名称前后应一致"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成住宿业营业额200万元
            一季度：完成住宿业营收10万元
            二季度：累计完成住宿业营收70万元
            三季度：累计完成住宿业营收140万元
            四季度：累计完成住宿业营收200万元
            """,
            id="turnover-and-revenue",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("U304", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成住宿业营收200万元
            一季度：完成住宿业营收10万元
            二季度：累计完成住宿业营收70万元
            三季度：累计完成住宿业营收140万元
            四季度：累计完成住宿业营收200万元
            """,
            id="one-name",
        ),
        pytest.param(
            """
            任务：完成文化、体育和娱乐业营收200万元
            一季度：完成文体娱乐业营收10万元
            二季度：累计完成营收70万元
            三季度：累计完成营收140万元
            四季度：累计完成营收200万元
            """,
            id="short-form",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            加强企业走访 | 走访企业12家 | 走访企业23家 | 走访企业35家 | 走访企业46家
            """,
            id="no-target",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("U304", drawing)
