"""X703 上级分解给本级的任务应列入本级计划"""

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
            期限：2026-12
            """,
            """
            任务 | 一季度 | 二季度 | 三季度 | 四季度
            举办荷花节 | 排摸 | 累计治理生活污水200户 | 累计治理生活污水400户 | 举办荷花节
            """,
            False,
            2026,
            id="not-taken-up",
        ),
    ],
)
def test_it_speaks(upper: str, lower: str, linked: bool, year: int, between: Look) -> None:
    assert between("X703", upper, lower, linked, year)


@pytest.mark.parametrize(
    ("upper", "lower", "linked", "year"),
    [
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
            四季度：累计治理生活污水680户
            """,
            True,
            2026,
            id="taken-up",
        ),
        pytest.param(
            """
            任务：治理生活污水
            建设目标：治理生活污水980户
            街镇任务量：治理生活污水（户）：荷塘镇680、北塘镇300
            期限：2026-12
            """,
            """
            任务：举办荷花节
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            False,
            2026,
            id="given-to-another-town",
        ),
        pytest.param(
            """
            任务：治理生活污水
            建设目标：治理生活污水980户
            街镇任务量：治理生活污水（户）：柳溪镇680、北塘镇300
            期限：2026-12
            """,
            """
            任务：举办荷花节
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            False,
            2025,
            id="another-year",
        ),
    ],
)
def test_it_keeps_silent(upper: str, lower: str, linked: bool, year: int, between: Look) -> None:
    assert not between("X703", upper, lower, linked, year)
