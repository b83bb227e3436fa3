"""Checking a list against reading it with its figures, and the time for each task as it grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from duban.checking.check import check
from duban.plan import Plan, Task
from duban.reading import measure, read
from tools.bench.documents import documents, label
from tools.bench.row import FLAT, Row, best, best_of_each

SMALL, LARGE = 100, 50_000
PLACES = "东西南北中上下前后新"


def named(number: int) -> str:
    """A village for each number, so that no two tasks are the same work: 东新村, 西上村 …"""
    return "".join(PLACES[int(digit)] for digit in f"{number:05d}") + "村"


def grown(plan: Plan, count: int) -> Plan:
    """A plan of `count` tasks, those of `plan` over and over, each for another village."""

    def tasks() -> Iterator[Task]:
        for number in range(1, count + 1):
            like = plan.tasks[(number - 1) % len(plan.tasks)]
            yield replace(like, number=number, title=f"{like.title}（{named(number)}）")

    return replace(plan, tasks=tuple(islice(tasks(), count)))


def measured(path: Path) -> Plan:
    return measure(read(path))


def rows() -> Iterator[Row]:
    lists = documents(".xlsx")
    for path in lists:
        plan = measured(path)
        checking, reading = best_of_each((partial(check, [plan]), partial(measured, path)), 5)
        yield Row(f"check {label(path)} : read it", checking, reading, 1.0)
    plan = measured(lists[0])
    few, many = grown(plan, SMALL), grown(plan, LARGE)
    alone = 1000 * best(lambda: check([few]), 5) / SMALL
    each = 1000 * best(lambda: check([many]), 1) / LARGE
    yield Row(f"check {SMALL} tasks", alone * SMALL / 1000, None, 0.5)
    yield Row(f"ms a task checked, {LARGE:,} : {SMALL} tasks", each, alone, FLAT, "ms")
