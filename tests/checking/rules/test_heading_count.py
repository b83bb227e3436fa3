"""F615 标题所写的项数应与其下任务一致"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            类别 | 任务
            一、产业发展（3项） | 任务0
            一、产业发展（3项） | 任务1
            二、乡村建设 | 任务2
            """,
            id="one-lost",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F615", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            类别 | 任务
            一、产业发展（2项） | 任务0
            一、产业发展（2项） | 任务1
            二、乡村建设 | 任务2
            """,
            id="as-many",
        ),
        pytest.param(
            """
            类别 | 任务
            一、产业发展 | 任务0
            一、产业发展 | 任务1
            """,
            id="no-count",
        ),
        pytest.param(
            """
            类别 | 任务
            一、产业发展（牵头：经发办） | 任务0
            二、“三个一批” | 任务1
            """,
            id="another-bracket",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F615", drawing)
