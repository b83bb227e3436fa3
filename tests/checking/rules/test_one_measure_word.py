"""U302 目标与进度的计量单位应一致"""

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
            完成展会招商数12家 | 参展2次 | 累计参展5次 | 累计参展8次 | 累计参展12次
            """,
            id="firms-become-times",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            安置就业人员30人 | 走访 | 累计修路10公里 | 累计修路20公里 | 累计修路30公里
            """,
            id="people-become-kilometres",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("U302", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            完成参展12次 | 参展2次 | 累计参展5次 | 累计参展8次 | 累计参展12次
            """,
            id="same-unit",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            建设公园12座 | 建设公园2个 | 累计建设公园5个 | 累计建设公园8个 | 累计建设公园12个
            """,
            id="loose-measure-words",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            完成招商12家 | 参展2次 | 累计参展5次 | 累计参展8次，招商6家 | 累计参展12次，招商12家
            """,
            id="taken-up-beside-it",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            完成展会招商数12家 | 参展2次 | 累计参展5次 | 累计参展8次 | 累计参展10次
            """,
            id="other-number",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("U302", drawing)
