"""Y207 各期进度要求不应一字不差"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：加强人才服务
            一季度：收集企业需求并组织申报
            二季度：收集企业需求并组织申报
            三季度：开展走访服务
            四季度：总结全年工作
            """,
            id="twice",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y207", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            加强人才服务 | 收集企业需求 | 组织人才申报 | 开展走访服务 | 总结全年工作
            """,
            id="differ",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            加强人才服务 | 收集企业需求 | 组织人才申报 | / | /
            """,
            id="slashes",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            加强人才服务 | 启动 | 推进 | 推进 | 完成
            """,
            id="one-word",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y207", drawing)
