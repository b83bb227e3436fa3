"""R504 同一名称不应有一字之差"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治云库村河道 | 城建中心 |
            修建云厍村道路 | 城建中心 |
            改造云库村公厕 | 城建中心 |
            """,
            id="look-alike-village",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            一 | 区规划资源局 |
            二 | 区规划资源局 |
            三 | 区规划资原局 |
            """,
            id="long-unit-once",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度
            建设北塘村示范点 | 完成北塘村设计 | 此塘村项目开工 | 北塘村通过验收
            """,
            id="one-cell-strays-from-its-task",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("R504", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治东桥村河道 | 城建中心 |
            修建东塘村道路 | 城建中心 |
            """,
            id="neighbouring-villages",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治云库村、云厍村河道 | 城建中心 |
            修建云厍村道路 | 城建中心 |
            """,
            id="side-by-side",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            改造第一小学校舍 | 第一小学 |
            改造第二小学校舍 | 第二小学 |
            """,
            id="numbered",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            一 | 区教育局 |
            二 | 区教育局 |
            三 | 区教育局 |
            四 | 区教育局 |
            五 | 区体育局 |
            """,
            id="two-offices",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            建设美丽乡村 | 城建中心 |
            服务各行政村 | 城建中心 |
            """,
            id="common-words",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度
            建设农村道路 | 完成东桥村设计 | 东塘村道路开工 | 东桥村道路通过验收
            """,
            id="a-task-of-several-villages",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R504", drawing)
