"""R503 同一单位不应在一栏中重复列出"""

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
            整治混接 | 城建中心 | 水务站、环保办、水务站
            """,
            id="helper-twice",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("R503", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | 水务站、环保办
            """,
            id="each-once",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | /、/
            """,
            id="slash",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R503", drawing)
