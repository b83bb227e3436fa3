"""Y206 有进度要求的任务不应缺某一期"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding, Severity


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            引进企业370户 | 引进企业37户 |  | 累计引进企业220户 | 累计引进企业370户
            """,
            id="hole-in-the-middle",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            引进企业370户 | 引进企业37户 | 累计引进企业110户 | 累计引进企业220户 | /
            """,
            id="target-not-reached",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造公厕 | 选址 | 招标 | 施工 | 验收
            改造公厕 | 选址 | 招标 | 施工 | 验收
            改造公厕 | 选址 | 招标 | 施工 | 验收
            改造公厕 | 选址 | 招标 | 施工 | 验收
            改造公厕 | 选址 | 招标 | 施工 | 验收
            建设庭院200户 |  |  |  |
            """,
            id="one-row-blank",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            整治河道 | 排摸 | / | 施工 | 验收
            """,
            id="slash-in-the-middle",
        ),
        pytest.param(
            """
            任务 | 期限 | 一季度 | 二季度 | 三季度 | 四季度
            整治河道 | 2026-12 | 排摸 | 设计 | 施工 | /
            """,
            id="slash-when-it-is-due",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            深化平安建设 | 深化综治中心规范化建设 |  |  |
            """,
            id="whole-year-in-one-cell",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            引进企业40家 | / | 引进企业20家 | 累计引进企业30家 | 累计引进企业40家
            改造公厕8座 | / | 改造公厕2座 | 累计改造公厕5座 | 累计改造公厕8座
            新建步道3条 | / | 新建步道1条 | 累计新建步道2条 | 累计新建步道3条
            新增床位60张 | 新增床位10张 | / | 累计新增床位40张 | 累计新增床位60张
            """,
            id="a-stroke-in-the-middle-where-strokes-stand-before-the-work",
        ),
    ],
)
def test_it_speaks(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert found("Y206", drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            """
            任务：引进企业370户
            一季度：引进企业37户
            二季度：累计引进企业110户
            三季度：累计引进企业220户
            四季度：累计引进企业370户
            """,
            id="all-filled",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            引进企业370户 |  |  |  |
            """,
            id="nothing-at-all",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            改造公厕 | 选址 | 招标 | 施工 | 验收
            改造公厕 | 选址 | 招标 | 施工 | 验收
            改造公厕 | 选址 | 招标 | 施工 | 验收
            改造公厕 | 选址 | 招标 | 施工 | 验收
            改造公厕 | 选址 | 招标 | 施工 | 验收
            建设庭院 | / | / | / | /
            """,
            id="not-this-year",
        ),
        pytest.param(
            """
            任务 | 期限 | 一季度 | 二季度 | 三季度 | 四季度
            整治河道 | 2026-09 | 排摸 | 设计 | 验收 | /
            """,
            id="done-before",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            整治河道 | 排摸 | 设计 | 施工 | 验收
            """,
            id="all-said",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            举办荷花节 | / | 制定方案 | 举办荷花节 | 总结经验
            """,
            id="begins-later",
        ),
        pytest.param(
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            新建停车场 | / | 完成选址 | 施工 | 竣工
            """,
            id="a-stroke-before-the-work",
        ),
    ],
)
def test_it_keeps_silent(drawing: str, found: Callable[..., list[Finding]]) -> None:
    assert not found("Y206", drawing)


def test_work_that_rests_between_two_seasons_is_only_asked_about(
    found: Callable[..., list[Finding]],
) -> None:
    [finding] = found(
        "Y206",
        """
        任务 | 一季度 | 二季度 | 三季度 | 四季度
        做好征兵工作 | 春季征兵 | / | 秋季征兵 | 总结
        """,
    )
    assert finding.severity is Severity.INFO
