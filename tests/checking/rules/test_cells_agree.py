"""C102 同一项的两栏数字应一致"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            改造农村公路 | 改造农村公路32公里 | 改造农村公路32.56公里
            """,
            id="two-lengths",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            创建养殖示范场 | 创建健康养殖示范场1家 | 创建健康养殖示范场2家
            """,
            id="one-and-two",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C102", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            改造农村公路 | 改造农村公路32公里 | 改造农村公路32公里
            """,
            id="same",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            改造农村公路 | 改造农村公路32公里 | 改造农村公路32000米
            """,
            id="same-in-other-unit",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设设施菜田 | 建设设施菜田不低于400亩 | 建设设施菜田591亩
            """,
            id="floor-cleared",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            开展文明实践 | 全区开展文明实践活动24场 | 每个街镇开展文明实践活动6场
            """,
            id="each-and-all",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设平安屋 | 新建平安屋66个 | 11个街镇
            """,
            id="groups-of-towns",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            改造农村公路 | 改造农村公路32.6公里 | 改造农村公路32.56公里
            """,
            id="rounded",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C102", drawing)
