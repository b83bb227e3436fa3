"""C104 比例乘总量应等于所写数额"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成建筑业总产值2.6亿元
            一季度：完成目标任务的25%，即0.65亿元
            二季度：完成目标任务的50%，即1.4亿元
            三季度：完成目标任务的75%，即1.95亿元
            四季度：完成目标任务的100%，即2.6亿元
            """,
            id="half-is-not-1.4",
        ),
        pytest.param(
            """
            任务：完成建筑业总产值2.6亿元
            一季度：完成目标任务的25%，即6050万元
            二季度：完成目标任务的50%，即1.3亿元
            三季度：完成目标任务的75%，即1.95亿元
            四季度：完成目标任务的100%，即2.6亿元
            """,
            id="quarter-in-wan",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C104", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成建筑业总产值2.6亿元
            一季度：完成目标任务的23%左右，即0.598亿元
            二季度：完成目标任务的48%左右，即1.248亿元
            三季度：完成目标任务的73%左右，即1.898亿元
            四季度：完成目标任务的100%左右，即2.6亿元
            """,
            id="fits",
        ),
        pytest.param(
            """
            任务：完成建筑业总产值2.6亿元
            一季度：完成目标任务的23%，即0.6亿元
            二季度：完成目标任务的48%，即1.2亿元
            三季度：完成目标任务的73%，即1.9亿元
            四季度：完成目标任务的100%，即2.6亿元
            """,
            id="rounded",
        ),
        pytest.param(
            """
            任务：完成建筑业总产值2.6亿元
            一季度：完成建筑业总产值0.6亿元，增长9%
            二季度：累计完成建筑业总产值1.2亿元，增长9%
            三季度：累计完成建筑业总产值1.9亿元，增长9%
            四季度：累计完成建筑业总产值2.6亿元，增长9%
            """,
            id="growth-beside-amount",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C104", drawing)
