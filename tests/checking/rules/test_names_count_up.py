"""C106 所列名称的个数应与所写的数一致"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            整治片区 | 整治3个片区（东湖片区、西湾片区） | /
            """,
            id="three-said-two-named",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            改造社区 | 改造2个社区（南园社区、北苑社区、桂花社区） | /
            """,
            id="two-said-three-named",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C106", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            整治片区 | 整治2个片区（东湖片区、西湾片区） | /
            """,
            id="as-many",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            整治片区 | 整治5个片区（东湖片区、西湾片区等） | /
            """,
            id="and-others",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设停车场 | 建设停车场12个（东湖5个、西湾7个） | /
            """,
            id="with-figures",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            整治片区 | 整治1个片区（东湖片区） | /
            """,
            id="one-name",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设停车场 | 建设停车场12个（按实际需求，分两批） | /
            """,
            id="a-remark",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C106", drawing)
