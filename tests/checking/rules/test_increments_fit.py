"""C103 当期数加上期累计数应等于本期累计数"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成民宿营收500万元
            一季度：完成民宿营收100万元
            二季度：完成民宿营收120万元，累计完成民宿营收230万元
            三季度：完成民宿营收150万元，累计完成民宿营收380万元
            四季度：完成民宿营收120万元，累计完成民宿营收500万元
            """,
            id="sum-off-by-ten",
        ),
        pytest.param(
            """
            任务：走访企业46家
            一季度：走访企业12家
            二季度：走访企业11家，累计走访企业24家
            三季度：走访企业12家，累计走访企业36家
            四季度：走访企业10家，累计走访企业46家
            """,
            id="visits",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C103", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成民宿营收500万元
            一季度：完成民宿营收100万元
            二季度：完成民宿营收120万元，累计完成民宿营收220万元
            三季度：完成民宿营收160万元，累计完成民宿营收380万元
            四季度：完成民宿营收120万元，累计完成民宿营收500万元
            """,
            id="fits",
        ),
        pytest.param(
            """
            任务：完成民宿营收500万元
            一季度：完成民宿营收100万元
            二季度：累计完成民宿营收220万元
            三季度：累计完成民宿营收380万元
            四季度：累计完成民宿营收500万元
            """,
            id="cumulative-only",
        ),
        pytest.param(
            """
            任务：完成民宿营收500万元
            一季度：完成民宿营收100万元
            二季度：完成民宿营收120万元
            三季度：完成民宿营收160万元
            四季度：完成民宿营收120万元
            """,
            id="increments-only",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C103", drawing)
