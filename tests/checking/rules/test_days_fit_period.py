"""D407 节令应与所在时期相符"""

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
            开展节庆活动 | 举办元宵活动 | 举办中秋活动 | 举办七夕活动 | 举办重阳活动
            """,
            id="autumn-feast-in-spring",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("D407", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            开展节庆活动 | 举办元宵活动 | 举办端午活动 | 举办七夕活动 | 举办重阳活动
            """,
            id="each-in-its-quarter",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            开展节庆活动 | 举办元宵活动 | 组织制定中秋活动方案 | 举办中秋活动 | 总结
            """,
            id="prepared-before",
        ),
        pytest.param(
            """
            任务 | 上半年 | 下半年
            开展节庆活动 | 举办元宵、清明、端午活动 | 举办七夕、重阳活动
            """,
            id="whole-half-year",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            做好汛期保障 | 排查隐患，确保汛期安全 | 开展演练 | 举行汛期值守 | 总结
            """,
            id="named-not-held",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("D407", drawing)
