"""R505 单位应在单位名录之中"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.checking import Directory
from duban.plan import Finding

DIRECTORY = Directory.parse("城建中心\n水务站\n经济发展办，经发办\n")


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中新 | 水务站
            """,
            id="not-listed",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("R505", drawing, DIRECTORY)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | 水务站
            """,
            id="listed",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | 经发办
            """,
            id="other-name",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | 各村、相关单位
            """,
            id="group",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治混接 | 城建中心 | /
            """,
            id="none",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R505", drawing, DIRECTORY)
