"""F609 不应有重复的词"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            培训指导员 | 加大指导员培养培养力度
            """,
            id="twice",
        ),
        pytest.param(
            """
            任务 | 建设目标
            培训指导员 | 加大指导员培养力度，，开展轮训
            """,
            id="marks",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F609", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            培训指导员 | 加大指导员培养力度
            """,
            id="once",
        ),
        pytest.param(
            """
            任务 | 建设目标
            培训指导员 | 层层落实、处处留心、年年提高
            """,
            id="meant",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F609", drawing)
