"""X702 本级完成时间不应晚于上级期限"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding

Look = Callable[[str, str, str, bool, int], list[Finding]]


@pytest.mark.parametrize(
    ("upper", "lower", "linked", "year"),
    [
        pytest.param(
            """
            任务：治理生活污水
            建设目标：治理生活污水980户
            街镇任务量：治理生活污水（户）：柳溪镇680、北塘镇300
            期限：2026-10
            """,
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：12月底前累计治理生活污水680户
            """,
            True,
            2026,
            id="december-for-october",
        ),
        pytest.param(
            """
            任务：治理生活污水
            建设目标：治理生活污水980户
            街镇任务量：治理生活污水（户）：柳溪镇680、北塘镇300
            期限：2026-10
            """,
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            True,
            2026,
            id="a-quarter-that-ends-later",
        ),
    ],
)
def test_it_speaks(upper: str, lower: str, linked: bool, year: int, between: Look) -> None:
    assert between("X702", upper, lower, linked, year)


@pytest.mark.parametrize(
    ("upper", "lower", "linked", "year"),
    [
        pytest.param(
            """
            任务：治理生活污水
            建设目标：治理生活污水980户
            街镇任务量：治理生活污水（户）：柳溪镇680、北塘镇300
            期限：2026-10
            """,
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            治理生活污水680户 | 排摸 | 累计治理生活污水200户 | 累计治理生活污水400户 | /
            """,
            True,
            2026,
            id="in-time",
        ),
        pytest.param(
            """
            任务：治理生活污水
            建设目标：治理生活污水980户
            街镇任务量：治理生活污水（户）：柳溪镇680、北塘镇300
            期限：2026-12
            """,
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：12月底前累计治理生活污水680户
            """,
            True,
            2026,
            id="same-month",
        ),
        pytest.param(
            """
            任务 | 建设目标 | 街镇任务量 | 期限
            治理生活污水 | 治理生活污水980户 | 治理生活污水（户）：柳溪镇680、北塘镇300 |
            """,
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            True,
            2026,
            id="no-date-above",
        ),
        pytest.param(
            """
            任务：治理生活污水
            建设目标：治理生活污水980户
            街镇任务量：治理生活污水（户）：柳溪镇680、北塘镇300
            期限：2026-10
            """,
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            True,
            2025,
            id="another-year",
        ),
    ],
)
def test_it_keeps_silent(upper: str, lower: str, linked: bool, year: int, between: Look) -> None:
    assert not between("X702", upper, lower, linked, year)
