"""Rows that sum up tasks: what they hold, and which tasks they close."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.plan import Plan
from duban.reading import read

HEAD = """# 2026年云泽区重大项目清单

| 序号 | 项目名称 | 牵头单位 | 总投资（万元） | 一季度 |
|---|---|---|---|---|
"""


def reading(rows: str, folder: Path) -> Plan:
    path = folder / "清单.md"
    path.write_text(HEAD + rows, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(
    ("rows", "closed"),
    [
        pytest.param(
            """| 1 | 建设科创园 | 区发改委 | 1000 | 300 |
| 2 | 扩建食品厂 | 区发改委 | 600 | 100 |
| 合计 | | | 1600 | 400 |
""",
            [("合计", 0, 2)],
            id="below-all",
        ),
        pytest.param(
            """| 合计 | | | 1600 | 400 |
| 1 | 建设科创园 | 区发改委 | 1000 | 300 |
| 2 | 扩建食品厂 | 区发改委 | 600 | 100 |
""",
            [("合计", 0, 2)],
            id="above-all",
        ),
        pytest.param(
            """| 1 | 建设科创园 | 区发改委 | 1000 | 300 |
| 2 | 扩建食品厂 | 区发改委 | 600 | 100 |
| 小计 | | | 1600 | 400 |
| 3 | 新建学校 | 区教育局 | 1500 | 400 |
| 小计 | | | 1500 | 400 |
| 合计 | | | 3100 | 800 |
""",
            [("小计", 0, 2), ("小计", 2, 3), ("合计", 0, 3)],
            id="subtotals-first",
        ),
        pytest.param(
            """| 1 | 建设科创园 | 区发改委 | 1000 | 300 |
| 合计 | | | 1000 | 300 |
| 2 | 新建学校 | 区教育局 | 1500 | 400 |
| 合计 | | | 1500 | 400 |
| 总计 | | | 2500 | 700 |
""",
            [("合计", 0, 1), ("合计", 1, 2), ("总计", 0, 2)],
            id="several-sums-and-one-of-all",
        ),
        pytest.param(
            """| 一、产业 | 一、产业 | 一、产业 | 1600 | 400 |
| 1 | 建设科创园 | 区发改委 | 1000 | 300 |
| 2 | 扩建食品厂 | 区发改委 | 600 | 100 |
| 二、民生 | 二、民生 | 二、民生 | 1500 | 400 |
| 3 | 新建学校 | 区教育局 | 1500 | 400 |
""",
            [("一、产业", 0, 2), ("二、民生", 2, 3)],
            id="headings-with-figures",
        ),
        pytest.param(
            """| 一、产业 | 一、产业 | 一、产业 | | |
| 1 | 建设科创园 | 区发改委 | 1000 | 300 |
| 二、民生 | 二、民生 | 二、民生 | | |
| 2 | 新建学校 | 区教育局 | 1500 | 400 |
| 小计 | | | 1500 | 400 |
""",
            [("小计", 1, 2)],
            id="a-subtotal-ends-at-its-heading",
        ),
        pytest.param(
            """| 1 | 建设科创园 | 区发改委 | 1000 | 300 |
| 合计：1项 | | | | |
""",
            [],
            id="a-count-in-words",
        ),
    ],
)
def test_which_tasks_a_total_closes(
    rows: str, closed: list[tuple[str, int, int]], tmp_path: Path
) -> None:
    plan = reading(rows, tmp_path)
    assert [(one.label, one.first, one.last) for one in plan.totals] == closed
    assert plan.coverage == 1


def test_a_total_holds_its_cells_with_their_places(tmp_path: Path) -> None:
    row = "| 1 | 建设科创园 | 区发改委 | 1000 | 300 |\n| 合计 | | | 1000 | 300 |\n"
    [total] = reading(row, tmp_path).totals
    assert total.fields == {"总投资（万元）": "1000"}
    assert [(str(stone.period), stone.text) for stone in total.milestones] == [("2026-Q1", "300")]
    assert [place.column for place in total.places["总投资（万元）"]] == [4]
    assert total.place.row == 3
