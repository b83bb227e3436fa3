"""Slips planted one at a time in sound lists are found, and the sound lists raise no alarm."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from duban import samples
from duban.checking import check
from duban.plan import Plan, Severity
from duban.reading import measure, read

_AT = Path(__file__).with_name("mutations.py")
_SPEC = importlib.util.spec_from_file_location("mutations", _AT)
assert _SPEC is not None
assert _SPEC.loader is not None
mutations: Any = importlib.util.module_from_spec(_SPEC)
sys.modules["mutations"] = mutations
_SPEC.loader.exec_module(mutations)

INVESTMENT = Path(__file__).with_name("sound") / "investment.md"
#: so many slips of a kind, chosen by the seed
MANY, SEED = 14, 20260101
#: the slips that the samples carry on purpose, put right
RIGHTED = {
    "南浦街道6个": "南浦街道5个",
    "累计建成公共充电桩580个": "累计建成公共充电桩600个",
    "| 区水务局、区交通委 |": "| 区交通委 |",
    "25米": "25公里",
    "| 2026.8 |": "| 2026.12 |",
    "34050万元": "3.45亿元",
    "北糖村通过验收": "北塘村通过验收",
    "三、城镇建设 和管理": "",
    "累计新增就业岗位920个": "累计新增就业岗位1420个",
}
#: first steps that a list with a habit of strokes leaves out
_FIRST_STEPS = re.compile(r"\| (?:完成选址[^|]*|完成设计[^|]*|制定[^|]*|完成[^|]*方案) (?=\|)")


def righted(name: str) -> str:
    text = samples.text(name)
    for slip, right in RIGHTED.items():
        text = text.replace(slip, right)
    return text


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Plan]:
    """A district's list, a town's list, the town's with / for the first steps of some tasks, and a
    list of projects with sums."""
    town = righted("town.md")
    strokes = _FIRST_STEPS.sub("| / ", town, count=8).replace("柳溪镇2026", "荷塘镇2026", 1)
    folder = tmp_path_factory.mktemp("sound")
    found = []
    for number, text in enumerate((righted("district.md"), town, strokes)):
        path = folder / f"{number}.md"
        path.write_text(text, encoding="utf-8")
        found.append(measure(read(path)))
    return [*found, measure(read(INVESTMENT))]


def alarms(plan: Plan) -> set[tuple[str, tuple[int, ...]]]:
    return {
        (finding.rule, finding.tasks)
        for finding in check([plan])
        if finding.severity is not Severity.INFO
    }


def test_sound_lists_raise_no_alarm(plans: Sequence[Plan]) -> None:
    assert [alarms(plan) for plan in plans] == [set()] * 4


def test_the_habit_is_there(plans: Sequence[Plan]) -> None:
    strokes = [task for task in plans[2].tasks if any(s.text == "/" for s in task.milestones)]
    assert len(strokes) > 7


@pytest.mark.parametrize(
    ("kind", "least"), mutations.KINDS.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_most_slips_are_found(kind: Any, least: float, plans: Sequence[Plan]) -> None:
    made = list(mutations.cases(kind, plans, SEED, MANY))
    assert len(made) >= MANY // 2
    missed = [
        (plan.document.title, number)
        for plan, number in made
        if not any(number in tasks or not tasks for _, tasks in alarms(measure(plan)))
    ]
    assert len(made) - len(missed) >= least * len(made), missed
