"""Y204 按累计填报的数应写明“累计”"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成总产值83.75亿元
            一季度：完成总产值17.21亿元
            二季度：完成总产值37.27亿元
            三季度：完成总产值59.61亿元
            四季度：完成总产值83.75亿元
            """,
            id="never-said",
        ),
        pytest.param(
            """
            任务：完成营收500万元
            一季度：完成营收100万元
            二季度：完成营收120万元，累计完成营收220万元
            三季度：完成营收160万元，累计完成营收380万元
            四季度：完成营收500万元
            """,
            id="forgotten-at-the-end",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y204", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：完成总产值83.75亿元
            一季度：完成总产值17.21亿元
            二季度：累计完成总产值37.27亿元
            三季度：累计完成总产值59.61亿元
            四季度：累计完成总产值83.75亿元
            """,
            id="said",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            开展培训20场 | 开展培训5场 | 开展培训5场 | 开展培训5场 | 开展培训5场
            """,
            id="each-quarter-for-itself",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造旧房 | 完成工程量30% | 完成工程量50% | 完成工程量80% | 完成工程量100%
            """,
            id="shares-of-progress",
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
    assert not found("Y204", drawing)
