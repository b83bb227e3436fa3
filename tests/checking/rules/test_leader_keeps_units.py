"""R508 牵头领导应与牵头单位的分工相符"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头领导 | 牵头单位
            任务1 | 李示例 | 城建中心
            任务2 | 李示例 | 城建中心
            任务3 | 李示例 | 城建中心
            任务4 | 李示例 | 城建中心
            任务5 | 李示例 | 城建中心
            任务6 | 王样本 | 城建中心
            """,
            id="one-of-six",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("R508", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头领导 | 牵头单位
            任务1 | 李示例 | 城建中心
            任务2 | 李示例 | 城建中心
            任务3 | 李示例 | 城建中心
            任务4 | 李示例 | 城建中心
            任务5 | 李示例 | 城建中心
            任务6 | 李示例 | 城建中心
            """,
            id="always-one",
        ),
        pytest.param(
            """
            任务 | 牵头领导 | 牵头单位
            任务1 | 李示例 | 城建中心
            任务2 | 李示例 | 城建中心
            任务3 | 王样本 | 城建中心
            """,
            id="too-few-to-tell",
        ),
        pytest.param(
            """
            任务 | 牵头领导 | 牵头单位
            任务1 | 李示例 | 城建中心
            任务2 | 王样本 | 城建中心
            任务3 | 李示例 | 城建中心
            任务4 | 王样本 | 城建中心
            任务5 | 李示例 | 城建中心
            任务6 | 王样本 | 城建中心
            任务7 | 李示例 | 城建中心
            任务8 | 王样本 | 城建中心
            任务9 | 李示例 | 城建中心
            任务10 | 王样本 | 城建中心
            任务11 | 李示例 | 城建中心
            任务12 | 王样本 | 城建中心
            """,
            id="shared",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R508", drawing)
