"""Numbers whose unit stands in a column of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Finding

TABLE = """
任务 | 计量单位 | 年度目标值 | 一季度 | 二季度 | 三季度 | 四季度
{row}
"""


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        pytest.param("新增经营主体 | 户 | 420 | 90 | 100 | 110 | 120", [], id="adds-up"),
        pytest.param("新增经营主体 | 户 | 420 | 90 | 100 | 110 | 100", ["Y201"], id="short"),
        pytest.param("财政收入 | 万元 | 32000 | 8000 | 8000 | 8000 | 8,000", [], id="scaled"),
        pytest.param("财政收入 | / | 32000 | 8000 | 8000 | 8000 | 9000", [], id="no-unit"),
        pytest.param("化解率 | % | 98 | 98 | 98 | 98 | 98", [], id="standing-rate"),
        pytest.param("化解率 | % | 98 | 98 | 98 | 98 | 95", ["Y201"], id="rate-short"),
    ],
)
def test_they_are_followed(
    row: str, codes: list[str], found: Callable[[str, str], list[Finding]]
) -> None:
    drawing = TABLE.format(row=row)
    assert [one.rule for code in ("Y201",) for one in found(code, drawing)] == codes
