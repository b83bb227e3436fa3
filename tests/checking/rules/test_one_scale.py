"""U301 同一指标的单位应一致"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成税收23.58亿元
            一季度：完成税收5.64亿元
            二季度：累计完成税收9.57万元
            三季度：累计完成税收16.54亿元
            四季度：累计完成税收23.58亿元
            """,
            id="wan-for-yi",
        ),
        pytest.param(
            """
            任务：整治河道36公里
            一季度：整治河道6公里
            二季度：累计整治河道12公里
            三季度：累计整治河道25米
            四季度：累计整治河道36公里
            """,
            id="metres-for-kilometres",
        ),
        pytest.param(
            """
            任务：完成营收1.4885亿元
            一季度：完成营收1937万元
            二季度：累计完成营收5021万元
            三季度：累计完成营收9121万元
            四季度：累计完成营收14885万元
            """,
            id="both-scales-though-right",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("U301", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成税收23.58亿元
            一季度：完成税收5.64亿元
            二季度：累计完成税收9.57亿元
            三季度：累计完成税收16.54亿元
            四季度：累计完成税收23.58亿元
            """,
            id="one-scale",
        ),
        pytest.param(
            """
            任务：去化面积1万平方米
            一季度：去化面积1000平方米
            二季度：累计去化面积3000平方米
            三季度：累计去化面积6000平方米
            四季度：累计去化面积1万平方米
            """,
            id="slow-start",
        ),
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业1户
            二季度：累计引进企业110户
            三季度：累计引进企业220户
            四季度：累计引进企业370户
            """,
            id="counts",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("U301", drawing)
