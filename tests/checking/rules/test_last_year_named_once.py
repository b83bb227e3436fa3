"""F608 不应误写“上上年度”"""

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
            培训干部 | 培训质量比上上年度提高
            """,
            id="once-too-many",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F608", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            培训干部 | 培训质量比上年度提高
            """,
            id="last-year",
        ),
        pytest.param(
            """
            任务 | 建设目标
            培训干部 | 力争蒸蒸日上，上下联动
            """,
            id="up-and-up",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F608", drawing)
