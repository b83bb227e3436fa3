"""Y202 累计数不应下降"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业210户
            三季度：累计引进企业120户
            四季度：累计引进企业370户
            """,
            id="falls",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造旧房 | 完成工程量50% | 完成工程量30% | 完成工程量80% | 完成工程量100%
            """,
            id="progress-falls",
        ),
        pytest.param(
            """
            任务：完成总产值80亿元
            一季度：完成总产值17亿元
            二季度：完成总产值37亿元
            三季度：完成总产值29亿元
            四季度：完成总产值80亿元
            """,
            id="unmarked-but-runs-to-the-target",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y202", drawing)


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
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            开展培训20场 | 开展培训8场 | 开展培训5场 | 开展培训4场 | 开展培训3场
            """,
            id="quarter-by-quarter",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            登记失业率控制在4%以内 | 失业率5% | 失业率4.8% | 失业率4.5% | 失业率4%
            """,
            id="ought-to-fall",
        ),
        pytest.param(
            """
            任务：新建口袋公园2座
            一季度：完成选址
            二季度：开工建设口袋公园2座
            三季度：累计建成口袋公园1座
            四季度：累计建成口袋公园2座
            """,
            id="planned-then-built",
        ),
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110户
            三季度：累计引进企业110户
            四季度：累计引进企业370户
            """,
            id="stays",
        ),
        pytest.param(
            """
            任务：新建安置房
            一季度：基坑围护完成100%，土方开挖20%
            二季度：土方开挖完成，地下室完成70%
            三季度：地下室完成100%，主体结构完成50%
            四季度：主体封顶，砌体完成50%
            """,
            id="stages-of-one-building",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y202", drawing)
