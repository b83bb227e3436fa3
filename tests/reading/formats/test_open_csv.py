"""Comma-separated tables, whatever separates them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from duban.reading.source import Source, Unreadable

Opened = Callable[..., Source]
Made = Callable[..., Any]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separators(opened: Opened, grids: Made, separator: str) -> None:
    [grid] = grids(opened("清单.csv", separator.join(("序号", "任务")) + f"\n1{separator}建大棚\n"))
    assert grid.rows == (("序号", "任务"), ("1", "建大棚"))


def test_quoted_cells_and_their_lines(opened: Opened, grids: Made) -> None:
    content = '序号,任务\r\n1,"建大棚,\r\n养""鱼"""\r\n\r\n2,种树\r\n'
    [grid] = grids(opened("清单.csv", content.encode("gb18030")))
    assert grid.rows == (("序号", "任务"), ("1", '建大棚,\n养"鱼"'), ("2", "种树"))
    assert grid.lines == (1, 2, 5)


def test_an_endless_cell_is_refused(opened: Opened) -> None:
    with pytest.raises(Unreadable, match="引号"):
        opened("清单.csv", '"' + "长" * 200_000)
