"""R502 牵头单位不应同时列为配合单位"""

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
            整治混接 | 城建中心 | 城建中心、水务站
            """,
            id="both",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 环保办、城建中心 | 水务站、城建中心
            """,
            id="second-lead",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("R502", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | 水务站
            """,
            id="others",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | /
            """,
            id="none",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | 城建中心质监组
            """,
            id="part-of-a-name",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R502", drawing)
