"""X704 同一工作的目标低于上年的应说明"""

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
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            """
            任务：治理生活污水650户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水650户
            """,
            True,
            2027,
            id="lower",
        ),
    ],
)
def test_it_speaks(upper: str, lower: str, linked: bool, year: int, between: Look) -> None:
    assert between("X704", upper, lower, linked, year)


@pytest.mark.parametrize(
    ("upper", "lower", "linked", "year"),
    [
        pytest.param(
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            True,
            2027,
            id="same",
        ),
        pytest.param(
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            """
            任务：治理生活污水720户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水720户
            """,
            True,
            2027,
            id="higher",
        ),
        pytest.param(
            """
            任务：治理生活污水680户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水680户
            """,
            """
            任务：治理生活污水650户
            一季度：排摸
            二季度：累计治理生活污水200户
            三季度：累计治理生活污水400户
            四季度：累计治理生活污水650户
            """,
            True,
            2026,
            id="same-year",
        ),
    ],
)
def test_it_keeps_silent(upper: str, lower: str, linked: bool, year: int, between: Look) -> None:
    assert not between("X704", upper, lower, linked, year)
