"""The lists of many kinds in `sound/`, in which nothing is wrong: no rule may raise an alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.checking import check
from duban.plan import Severity
from duban.reading import measure, read

LISTS = sorted(Path(__file__).with_name("sound").glob("*.md"))


def test_the_lists_are_there() -> None:
    assert len(LISTS) > 20


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_alarm(path: Path) -> None:
    plan = measure(read(path))
    assert plan.tasks or plan.achievements
    alarms = [
        (one.rule, one.tasks, one.message)
        for one in check([plan])
        if one.severity is not Severity.INFO
    ]
    assert not alarms
