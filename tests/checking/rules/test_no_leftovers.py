"""F606 不应留有乱码、网页标记和外文词"""

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
            管理垃圾 | 明确管理目标 and 责任主体
            """,
            id="and",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 明确管理��主体
            """,
            id="replacement",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 明确管理&nbsp;目标
            """,
            id="nbsp",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 明确管理<br>目标
            """,
            id="tag",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 明确瀹屾垚寤鸿目标
            """,
            id="utf8-as-gbk",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 明确å»ºè®¾目标
            """,
            id="utf8-as-latin",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 明确管理Пр目标
            """,
            id="cyrillic",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("F606", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 明确管理目标和责任主体
            """,
            id="chinese",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 推广“随手拍”APP，培训乡村CEO，参加Green Camp营地活动
            """,
            id="names",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 执行DB31/T 1109-2022和GB/T 35624
            """,
            id="standards",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 渗滤液浓度<5毫克
            """,
            id="less-than",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 打造“city walk”线路
            """,
            id="quoted",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 清理浜、泾、埭、圩等小河道垃圾，改造厂房屋面
            """,
            id="rare-characters",
        ),
        pytest.param(
            """
            任务 | 建设目标
            管理垃圾 | 分类达标率≥95%（以市级测评为准）
            """,
            id="percent-and-brackets",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("F606", drawing)
