"""F601 序号应连续"""

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
            2 | 任务1
            4 | 任务2
            5 | 任务3
            """,
            id="gap",
        ),
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            3 | 任务1
            5 | 任务2
            6 | 任务3
            7 | 任务4
            """,
            id="two-gaps",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F601", drawing)


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
            id="consecutive",
        ),
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            9 | 任务1
            17 | 任务2
            40 | 任务3
            """,
            id="picked-from-a-longer-list",
        ),
        pytest.param(
            """
            序号 | 任务
            5 | 任务0
            6 | 任务1
            8 | 任务2
            """,
            id="begins-elsewhere",
        ),
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            3 | 任务1
            """,
            id="two-tasks",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F601", drawing)
