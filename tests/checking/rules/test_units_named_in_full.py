"""R507 同一单位的称谓应一致"""

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
            整治道路 | 规建办 | /
            改造公厕 | 规划建设办 | /
            """,
            id="left-out-characters",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治道路 | 建设管理委 | /
            改造公厕 | 区建设管理委 | /
            """,
            id="level-left-out",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("R507", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治道路 | 规建办 | /
            改造公厕 | 规建办 | /
            """,
            id="one-name",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治道路 | / | 规建办、规划建设办
            """,
            id="side-by-side",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            整治道路 | 城建公司 | /
            改造公厕 | 城建发展中心 | /
            """,
            id="other-ending",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R507", drawing)
