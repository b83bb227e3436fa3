"""How much of a source is found again: all of it, and less when something is dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from duban.plan import Plan
from duban.reading.coverage import coverage_of
from duban.reading.source import Grid, Source

LIST = """
云泽区2026年任务清单
序号 | 任务名称 | 牵头领导 | 责任单位       | 一季度 | 完成时限 | 验收标准 | 备注
1    | 建大棚   | 甘小棠   | 农业局、财政局 | 选址   | 6月底    | 现场查验 | 急
2    | 修水渠   | 王 舟    | /              | 开工   | 长期     | 验收     |
"""


def texts_of(source: Source) -> list[str]:
    cells = [c for block in source.blocks if isinstance(block, Grid) for r in block.rows for c in r]
    return [*cells, *(block.text for block in source.blocks if not isinstance(block, Grid))]


@pytest.fixture
def read(plan: Callable[..., Plan]) -> Plan:
    return plan(LIST)


@pytest.fixture
def texts(draw: Callable[..., Source]) -> list[str]:
    return texts_of(draw(LIST))


LABELS = frozenset(
    ("序号", "任务名称", "牵头领导", "责任单位", "一季度", "完成时限", "验收标准", "备注")
)


def covered(texts: list[str], plan: Plan) -> Decimal:
    return coverage_of(texts, plan.document, plan.tasks, plan.doubts, LABELS)


def test_a_plan_holds_all_of_its_source(read: Plan, texts: list[str]) -> None:
    assert read.coverage == covered(texts, read) == 1


def test_a_dropped_task_lowers_it(read: Plan, texts: list[str]) -> None:
    assert covered(texts, replace(read, tasks=read.tasks[:1])) < Decimal("0.8")


@pytest.mark.parametrize(
    "lost",
    [
        {"title": "", "text": ""},
        {"leaders": ()},
        {"lead_units": ("农业局",)},
        {"milestones": ()},
        {"due": None},
        {"fields": {}},
        {"note": ""},
        {"number": None},
    ],
)
def test_any_dropped_part_lowers_it(read: Plan, texts: list[str], lost: dict[str, object]) -> None:
    first, second = read.tasks
    shorn = replace(read, tasks=(replace(first, **lost), second))  # type: ignore[arg-type]
    assert covered(texts, shorn) < 1


def test_a_dropped_title_lowers_it(read: Plan, texts: list[str]) -> None:
    assert covered(texts, replace(read, document=replace(read.document, title=""))) < 1


def test_what_a_doubt_quotes_is_found(plan: Callable[..., Plan]) -> None:
    read = plan(LIST + "\n\n请各单位抓好落实。")
    assert read.coverage == 1
    assert covered(["请各单位抓好落实。"], read) == 1
    assert covered(["请各单位抓好落实。"], replace(read, doubts=())) == 0


def test_one_lost_text_among_very_many_is_not_rounded_away(read: Plan) -> None:
    many = ["无处可寻", *(["建大棚"] * 1)]
    assert covered(many, read) == Decimal("0.5")
    plenty = replace(read, doubts=())
    known = [str(number) for number in range(1, 3)]
    assert covered(["无处可寻", *known], plenty) < 1
