"""Y209 最后一期的进度应到100%"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            推进片区整治 | 完成工程量10% | 完成工程量20% | 完成工程量30% | 完成工程量50%
            """,
            id="ends-at-half",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y209", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            推进片区整治 | 完成工程量20% | 完成工程量40% | 完成工程量70% | 完成工程量100%
            """,
            id="all",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            工程量完成50% | 完成工程量10% | 完成工程量20% | 完成工程量30% | 完成工程量50%
            """,
            id="as-the-target-says",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            提高签约率 | 签约率达到60% | 签约率达到60.25% | 签约率达到60.5% | 签约率达到61%
            """,
            id="a-rate",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y209", drawing)
