"""F602 序号不应重复"""

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
            2 | 任务2
            3 | 任务3
            """,
            id="twice",
        ),
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            2 | 任务1
            3 | 任务2
            1 | 任务3
            """,
            id="first-and-last",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F602", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            2 | 任务1
            3 | 任务2
            """,
            id="once",
        ),
        pytest.param(
            """
            序号 | 任务
            1 | 任务0
            2 | 任务1
            4 | 任务2
            """,
            id="gap",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F602", drawing)
