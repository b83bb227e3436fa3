"""Lists side by side under one header, read as one below the other."""

from __future__ import annotations

from collections.abc import Callable

from duban.plan import Task

Tasks = Callable[..., tuple[Task, ...]]


def test_two_lists_side_by_side(tasks: Tasks) -> None:
    found = tasks(
        """
        云泽区2026年重点任务清单
        序号     | 任务     | 责任单位 | 序号 | 任务     | 责任单位
        一、城建 | <        | <        | <    | <        | <
        1        | 建公厕   | 城建办   | 3    | 通管网   | 水务站
        2        | 装路灯   | 城管办   |      |          |
        二、农业 | <        | <        | <    | <        | <
        4        | 修水渠   | 农办     | 5    | 建绿道   | 农办
        """
    )
    assert [(task.number, task.title, task.path) for task in found] == [
        (1, "建公厕", ("一、城建",)),
        (2, "装路灯", ("一、城建",)),
        (3, "通管网", ("一、城建",)),
        (4, "修水渠", ("二、农业",)),
        (5, "建绿道", ("二、农业",)),
    ]
    assert found[2].lead_units == ("水务站",)
    place = found[2].places["title"][0]
    assert (place.row, place.column) == (3, 5)


def test_one_header_over_two_columns_is_no_second_list(tasks: Tasks) -> None:
    [task] = tasks(
        """
        云泽区2026年重点任务清单
        序号 | 任务   | 责任单位 | 责任单位
        1    | 建公厕 | 城建办   | 环卫所
        """
    )
    assert task.lead_units == ("城建办", "环卫所")
