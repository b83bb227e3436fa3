"""A row of the bench says whether its limit is met, and never that nothing was measured well."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tools.bench.__main__ import line
from tools.bench.large import write_list
from tools.bench.row import Bound, Row, best_of_each, unmeasured


@pytest.mark.parametrize(
    ("row", "ratio", "met"),
    [
        pytest.param(Row("ratio", 3.0, 2.0, 2.0), 1.5, True, id="below"),
        pytest.param(Row("ratio", 4.0, 2.0, 2.0), 2.0, True, id="at-the-limit"),
        pytest.param(Row("ratio", 4.1, 2.0, 2.0), 2.05, False, id="above"),
        pytest.param(Row("alone", 19.0, None, 20.0, "ms"), None, True, id="no-reference"),
        pytest.param(Row("alone", 21.0, None, 20.0, "ms"), None, False, id="no-reference-above"),
        pytest.param(Row("alone", 0.0, None, 0.0, "MB"), None, True, id="nought-is-a-value"),
        pytest.param(
            Row("speed", 40.0, 2.0, 20.0, "1/s", Bound.AT_LEAST), 20.0, True, id="at-least"
        ),
        pytest.param(
            Row("speed", 38.0, 2.0, 20.0, "1/s", Bound.AT_LEAST), 19.0, False, id="too-few"
        ),
        pytest.param(Row("free", 1.0, 0.0, 2.0), float("inf"), False, id="reference-nought"),
        pytest.param(unmeasured("pdf", 1.3, "no such file"), None, None, id="unmeasured"),
    ],
)
def test_a_row_is_held_to_its_limit(row: Row, ratio: float | None, met: bool | None) -> None:
    assert row.ratio == pytest.approx(ratio)
    assert row.met is met


def test_a_line_shows_what_was_missed() -> None:
    assert "NO" in line(Row("slow", 3.0, 1.0, 2.0)).split()
    assert "not measured" in line(unmeasured("pdf", 1.3, "no such file"))
    assert line(unmeasured("pdf", 1.3, "no such file")).endswith("(no such file)")


def test_works_are_timed_in_turns() -> None:
    calls: list[str] = []
    quickest = best_of_each((lambda: calls.append("a"), lambda: calls.append("b")), runs=3)
    assert calls == ["a", "b"] * 3
    assert all(0 <= seconds < 1 for seconds in quickest)


def test_the_large_list_has_its_rows_below_one_header(tmp_path: Path) -> None:
    write_list(tmp_path / "list.xlsx", 25)
    [sheet] = CalamineWorkbook.from_path(str(tmp_path / "list.xlsx")).sheet_names
    rows = CalamineWorkbook.from_path(str(tmp_path / "list.xlsx")).get_sheet_by_name(sheet)
    header, *tasks = rows.to_python()[1:]
    assert header[:2] == ["序号", "任务名称"]
    assert [row[0] for row in tasks] == list(range(1, 26))
    assert {len(row) for row in (header, *tasks)} == {14}
