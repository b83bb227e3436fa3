"""C101 分解量之和应等于总量"""

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
            建设停车场 | 建设停车场70个 | 停车场：云泽镇25个、柳溪镇30个、北塘镇14个
            """,
            id="one-short",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            开展示范村创建 | / | 共9个村开展创建：云泽镇2个、柳溪镇3个、北塘镇5个
            """,
            id="total-in-the-same-cell",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设美丽庭院 | 建设美丽庭院1000户 | 美丽庭院（户）：云泽镇400、柳溪镇401、北塘镇200
            """,
            id="thousandth-house",
        ),
        pytest.param(
            """
            任务 | 牵头单位 | 柳溪镇 | 北塘镇
            建设停车场70个 | 城管局 | 30个 | 39个
            """,
            id="places-in-columns",
        ),
        pytest.param(
            """
            任务：改造老旧小区24万平方米
            街镇任务量：柳溪镇2万平方米、石桥镇2.5万平方米、南浦街道12万平方米、云泽街道8.5万平方米
            """,
            id="a-whole-share-beside-finer-ones",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("C101", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设停车场 | 建设停车场70个 | 停车场：云泽镇25个、柳溪镇30个、北塘镇15个
            """,
            id="exact",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设停车场 | 建设停车场70个 | 全区各街镇
            """,
            id="not-shared-out",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设停车场 | 建设停车场70个 | 停车场：云泽镇25个
            """,
            id="one-share-only",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            改造农村公路 | 改造农村公路32公里 | 改造农村公路：云泽镇1项、柳溪镇2项、北塘镇3项
            """,
            id="other-unit",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            建设停车场 | 建设停车场不少于70个 | 停车场：云泽镇36个、柳溪镇36个
            """,
            id="floor-overshot",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量
            落实粮食生产 | 全区落实粮食种植2.4万亩 | 粮食种植：云泽镇11990亩、柳溪镇12025亩
            """,
            id="rounded-total",
        ),
        pytest.param(
            """
            任务：建设服务设施
            建设目标：建设活动室5个，建设养老站3个
            街镇任务量：活动室（个）：云泽镇2、柳溪镇3。养老站（个）：云泽镇1、柳溪镇2
            """,
            id="two-groups-each-right",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("C101", drawing)
