"""Y208 目标中的数应在进度要求中体现"""

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
            改造危旧房140户 | 召开动员会2场 | 召开协调会3场 | 召开协调会3场 | 召开总结会1场
            """,
            id="households-become-meetings",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y208", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造危旧房140户 | 改造20户 | 累计改造60户 | 累计改造100户 | 累计改造140户
            """,
            id="taken-up",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造危旧房140户 | 排摸 | 完成30% | 完成60% | 完成100%
            """,
            id="as-a-part",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造危旧房140户 | 排摸 | 开工 | 建设 | 全部完成
            """,
            id="in-words",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y208", drawing)
