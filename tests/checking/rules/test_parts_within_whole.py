"""C105 其中各项之和不应大于总数"""

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
            完成投资5.4亿元，其中工业投资3.2亿元、基建投资2.6亿元 | 启动 | 开工 | 建设 | 完工
            """,
            id="more-than-all",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            完成投资5.4亿元，其中工业投资6.2亿元 | 启动 | 开工 | 建设 | 完工
            """,
            id="one-part-larger",
        ),
        pytest.param(
            """
            任务：完成投资8亿元，其中工业投资5亿元、基建投资3亿元
            一季度：完成投资2亿元，其中工业投资1.2亿元、基建投资0.8亿元
            二季度：累计完成投资4亿元，其中工业投资2.5亿元、基建投资0.8亿元
            三季度：累计完成投资6亿元，其中工业投资3.7亿元、基建投资2.3亿元
            四季度：累计完成投资8亿元，其中工业投资5亿元、基建投资3亿元
            """,
            id="one-cell-breaks-the-pattern",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C105", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            完成投资5.8亿元，其中工业投资3.2亿元、基建投资2.6亿元 | 启动 | 开工 | 建设 | 完工
            """,
            id="makes-up-the-whole",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            完成投资5.8亿元，其中工业投资3.2亿元 | 启动 | 开工 | 建设 | 完工
            """,
            id="a-part-only",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            建设停车场12个，其中新增车位300个 | 启动 | 开工 | 建设 | 完工
            """,
            id="other-unit",
        ),
        pytest.param(
            """
            任务：完成投资5.4亿元以上，其中工业投资3.2亿元、基建投资2.6亿元
            一季度：启动
            二季度：开工
            三季度：建设
            四季度：完工
            """,
            id="floor",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            完成税收5亿元，其中工业税收增长12% | 启动 | 开工 | 建设 | 完工
            """,
            id="growth-of-a-part",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C105", drawing)
