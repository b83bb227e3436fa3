"""U303 比例不应超过100%"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：服务站覆盖率达到100%
            一季度：覆盖率达到30%
            二季度：覆盖率达到60%
            三季度：覆盖率达到90%
            四季度：覆盖率达到120%
            """,
            id="coverage",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造旧房 | 完成工程量30% | 完成工程量60% | 完成工程量90% | 完成工程量110%
            """,
            id="progress",
        ),
        pytest.param(
            """
            任务 | 一季度
            提高生活垃圾回收利用水平 | 生活垃圾回收利用率达到420%
            """,
            id="a-rate-of-reuse",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("U303", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：服务站覆盖率达到100%
            一季度：覆盖率达到30%
            二季度：覆盖率达到60%
            三季度：覆盖率达到90%
            四季度：覆盖率达到100%
            """,
            id="all-of-it",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            出口额增长130% | 增长20% | 增长50% | 增长100% | 增长130%
            """,
            id="growth",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            销售额达到上年的105% | 排摸 | 推进 | 推进实施 | 达到上年的105%
            """,
            id="of-last-year",
        ),
        pytest.param(
            """
            任务 | 一季度
            提高医院运行效率 | 床位利用率达到104%
            """,
            id="a-rate-of-use",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("U303", drawing)
