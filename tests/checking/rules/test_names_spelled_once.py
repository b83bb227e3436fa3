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
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R504", drawing)
