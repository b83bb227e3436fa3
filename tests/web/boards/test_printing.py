"""How much of a board goes to a sheet of paper, and the button for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from duban.web.boards.panel import Cell, Chart, Column, Panel
from duban.web.boards.printing import fitting, layout
from duban.web.ledger.models import Plan


@pytest.mark.django_db
def test_the_button_says_how_where_no_script_runs(lit: Plan, client_of: Any) -> None:
    page = client_of("office").get("/boards/unit/").content.decode()
    assert '<summary class="btn" data-print>打印</summary><p>按 Ctrl+P' in page


TABLE = Panel(
    "plain",
    "样例",
    "",
    (Column("name", "名称", number=False), Column("sum", "合计")),
    tuple((Cell("甲"), Cell(at)) for at in range(50)),
)
BARS = Chart("bars", {})
SENTENCE = (Column("name", "名称", number=False), Column("why", "依据", words=True))


@pytest.mark.parametrize(
    ("panel", "rows", "laid"),
    [
        (replace(TABLE, rows=TABLE.rows[:3]), 3, "whole"),
        (TABLE, 21, "whole"),
        (replace(TABLE, total=TABLE.rows[0]), 20, "whole"),
        (replace(TABLE, chart=BARS), 21, "half"),
        (replace(TABLE, chart=BARS, rows=TABLE.rows[:6]), 6, "few"),
        (replace(TABLE, chart=Chart("curve", {}), rows=TABLE.rows[:6]), 6, "half"),
        # a name of two lines takes nearly the room of two
        (replace(TABLE, rows=((Cell("甲" * 21), Cell(1)),) * 50), 12, "whole"),
        (replace(TABLE, columns=SENTENCE, rows=((Cell("甲"), Cell("乙" * 80)),) * 50), 9, "whole"),
    ],
)
def test_a_sheet_holds_as_many_rows_as_have_room(panel: Panel, rows: int, laid: str) -> None:
    assert (fitting(panel), layout(panel)) == (rows, laid)
