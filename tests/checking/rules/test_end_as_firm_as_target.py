"""Y205 最后一期的说法不应弱于目标"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：新增备案民宿10栋
            一季度：排摸民宿
            二季度：新增备案民宿5栋
            三季度：新增备案民宿7栋
            四季度：力争新增备案民宿10栋
            """,
            id="only-hoped-for",
        ),
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110户
            三季度：累计引进企业220户
            四季度：累计引进企业370户左右
            """,
            id="about",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y205", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            新增备案民宿10栋 | 排摸民宿 | 新增备案民宿5栋 | 新增备案民宿7栋 | 新增备案民宿10栋
            """,
            id="firm",
        ),
        pytest.param(
            """
            任务：力争新增备案民宿10栋
            一季度：排摸民宿
            二季度：新增备案民宿5栋
            三季度：新增备案民宿7栋
            四季度：力争新增备案民宿10栋
            """,
            id="hoped-for-from-the-start",
        ),
        pytest.param(
            """
            任务：新增备案民宿10栋
            一季度：排摸民宿
            二季度：力争新增备案民宿5栋
            三季度：新增备案民宿7栋
            四季度：新增备案民宿10栋
            """,
            id="hoped-for-in-between",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y205", drawing)
