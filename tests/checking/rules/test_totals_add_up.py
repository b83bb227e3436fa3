"""C110 合计行应等于所合各行之和"""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.checking import check
from duban.plan import Finding, Severity
from duban.reading import measure, read

TITLE = "# 2026年云泽区重大项目清单\n\n"
MONEY = (
    "| 序号 | 项目名称 | 牵头单位 | 总投资（万元） | 年度投资（万元） |\n|---|---|---|---|---|\n"
)
TOWNS = "| 序号 | 任务 | 牵头单位 | 柳溪镇 | 北塘镇 |\n|---|---|---|---|---|\n"


def found(drawing: str, folder: Path) -> list[Finding]:
    path = folder / "清单.md"
    path.write_text(TITLE + drawing, encoding="utf-8")
    return [one for one in check([measure(read(path))]) if one.rule == "C110"]


@pytest.mark.parametrize(
    ("drawing", "gap"),
    [
        pytest.param(
            f"""{MONEY}| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | 100 |
| 合计 | | | 1600 | 410 |
""",
            "-10万元",
            id="one-column-of-two",
        ),
        pytest.param(
            f"""{MONEY}| 1 | 建科创园 | 区发改委 | 1,000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | / |
| 合计 | | | 1,600 | 400 |
""",
            "-100万元",
            id="strokes-count-nothing",
        ),
        pytest.param(
            f"""{MONEY}| 一、产业 | 一、产业 | 一、产业 | 1700 | 400 |
| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | 100 |
| 二、民生 | 二、民生 | 二、民生 | 900 | 50 |
| 3 | 建学校 | 区教育局 | 500 | 20 |
| 4 | 建医院 | 区卫健委 | 400 | 30 |
""",
            "-100万元",
            id="a-heading-with-figures",
        ),
        pytest.param(
            f"""{TOWNS}| 1 | 新建停车场 | 区城管局 | 3 | 4 |
| 2 | 新建公园 | 区绿化局 | 2 | 1 |
| 小计 | | | 5 | 5 |
| 3 | 改造公厕 | 区城管局 | 6 | 2 |
| 4 | 新建步道 | 区体育局 | 1 | 1 |
| 小计 | | | 7 | 4 |
""",
            "-1",
            id="a-subtotal-of-a-matrix",
        ),
        pytest.param(
            """| 序号 | 任务 | 牵头单位 | 完成投资 | 数量 |
|---|---|---|---|---|
| 1 | 建科创园 | 区发改委 | 1.2亿元 | 1 |
| 2 | 建食品厂 | 区发改委 | 3000万元 | 2 |
| 合计 | | | 1.8亿元 | 3 |
""",
            "-3000万元",
            id="units-beside-the-figures",
        ),
    ],
)
def test_it_speaks(drawing: str, gap: str, tmp_path: Path) -> None:
    [finding] = found(drawing, tmp_path)
    assert finding.severity is Severity.ERROR
    assert finding.values["相差"] == gap
    assert finding.places[0].row is not None


SILENT = [
    pytest.param(
        f"""{MONEY}| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | 100 |
| 合计 | | | 1600 | 400 |
""",
        id="adds-up",
    ),
    pytest.param(
        f"""{MONEY}| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 小计 | | | 1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | 100 |
| 3 | 建学校 | 区教育局 | 500 | 100 |
| 小计 | | | 1100 | 200 |
| 合计 | | | 2100 | 500 |
""",
        id="sums-of-sums-are-not-doubled",
    ),
    pytest.param(
        f"""{MONEY}| 1 | 建科创园 | 区发改委 | 33.33 | 300 |
| 2 | 建食品厂 | 区发改委 | 33.33 | 100 |
| 3 | 建学校 | 区教育局 | 33.33 | 100 |
| 合计 | | | 100.00 | 500 |
""",
        id="rounding",
    ),
    pytest.param(
        f"""{MONEY}| 1 | 建科创园 | 区发改委 | 约1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | 100 |
| 合计 | | | 1500 | 400 |
""",
        id="no-plain-figure",
    ),
    pytest.param(
        """| 序号 | 任务 | 牵头单位 | 完成率 | 数量 |
|---|---|---|---|---|
| 1 | 建停车场 | 区城管局 | 90 | 3 |
| 2 | 建公园 | 区绿化局 | 80 | 4 |
| 合计 | | | 85 | 7 |
""",
        id="rates-are-no-amounts",
    ),
    pytest.param(
        f"""{MONEY}| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 1000 | 100 |
| 合计 | | | 1000 | 400 |
""",
        id="one-figure-merged-over-two-rows",
    ),
    pytest.param(
        f"""{MONEY}| 合计 | | | 1600 | 400 |
| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | 100 |
""",
        id="the-sum-stands-above",
    ),
    pytest.param(
        f"""{MONEY}| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 合计 | | | 9000 | 400 |
""",
        id="one-row",
    ),
    pytest.param(
        f"""{MONEY}| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | 100 |
""",
        id="no-sum",
    ),
]


@pytest.mark.parametrize("drawing", SILENT)
def test_it_keeps_silent(drawing: str, tmp_path: Path) -> None:
    assert not found(drawing, tmp_path)


def test_where_no_column_fits_it_only_suspects(tmp_path: Path) -> None:
    findings = found(
        f"""{MONEY}| 1 | 建科创园 | 区发改委 | 1000 | 300 |
| 2 | 建食品厂 | 区发改委 | 600 | 100 |
| 合计 | | | 9600 | 2400 |
""",
        tmp_path,
    )
    assert [one.severity for one in findings] == [Severity.INFO, Severity.INFO]
