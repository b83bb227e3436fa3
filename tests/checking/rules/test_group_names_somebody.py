"""R506 牵头单位应指名"""

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
            整治道路 | 相关单位 | 各村
            """,
            id="nobody-leads",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治道路 | 城建中心 | 各相关部门
            """,
            id="nobody-helps",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("R506", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治道路 | 城建中心 | 各村
            """,
            id="named",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治道路 | 城建中心、相关单位 | 水务站、相关单位
            """,
            id="named-and-others",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治道路 | 城建中心 | 各村（居）
            """,
            id="every-village",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R506", drawing)
