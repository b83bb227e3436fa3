"""D406 同一活动在各项任务中的时间应一致"""

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
            发展旅游 | 排摸资源 | 设计线路 | 举办第五届荷花节 | 总结推广
            办好第五届荷花节 | 成立专班 | 完善方案 | 落实场地 | 举办第五届荷花节
            """,
            id="third-and-fourth",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            发展旅游 | 排摸资源 | 设计线路 | 办好“第五届荷花节” | 总结推广
            办好第五届云泽荷花节 | 成立专班 | 完善方案 | 落实场地 | 顺利举办本届荷花节
            """,
            id="this-edition",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("D406", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            发展旅游 | 排摸资源 | 设计线路 | 举办第五届荷花节 | 总结推广
            办好第五届荷花节 | 成立专班 | 完善方案 | 举办第五届荷花节 | 总结
            """,
            id="same-quarter",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            发展旅游 | 排摸资源 | 设计线路 | 筹备举办第五届荷花节 | 总结推广
            办好第五届荷花节 | 成立专班 | 完善方案 | 落实场地 | 举办第五届荷花节
            """,
            id="prepared-before",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            发展旅游 | 排摸资源 | 设计线路 | 举办第四届荷花节 | 总结推广
            办好第五届荷花节 | 成立专班 | 完善方案 | 落实场地 | 举办第五届荷花节
            """,
            id="other-edition",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("D406", drawing)
