"""F603 序号应由小到大"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            3 | 任务1
            2 | 任务2
            4 | 任务3
            """,
            id="swapped",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F603", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            2 | 任务1
            3 | 任务2
            4 | 任务3
            """,
            id="rising",
        ),
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            2 | 任务1
            1 | 任务2
            2 | 任务3
            1 | 任务4
            2 | 任务5
            1 | 任务6
            2 | 任务7
            """,
            id="anew-below-each-heading",
        ),
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            2 | 任务1
            5 | 任务2
            6 | 任务3
            """,
            id="gap",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F603", drawing)
