"""R501 任务应有牵头单位"""

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
            建设庭院 |  |
            改造公厕 | 卫生办 |
            整治河道 | 水务站 |
            """,
            id="blank",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            建设庭院 | / |
            改造公厕 | 卫生办 |
            整治河道 | 水务站 |
            """,
            id="slash",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("R501", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            建设庭院 | 农业办 |
            改造公厕 | 卫生办 |
            """,
            id="named",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            建设庭院 |  |
            改造公厕 |  |
            """,
            id="plan-names-none",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 配合单位
            建设庭院 | 农业办、规划办 |
            改造公厕 | 卫生办 |
            """,
            id="several",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("R501", drawing)
