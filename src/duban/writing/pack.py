"""调度会材料: what a meeting on a plan has before it.

一、总体情况      the counts by light, set beside those of the last meeting; what has moved
二、红黄灯任务    red, then yellow, each with its cause
三、风险提示      what will turn red soon, from when and why
四、上次会议以来承诺事项落实情况
五、提问提纲      up to three questions for each unit, drawn from the facts (see asking.py)

Units stand in the order in which they are given, never in a ranking.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.writing.asking import About, UnitFacts, questions
from duban.writing.blocks import (
    Align,
    Block,
    Body,
    Cell,
    Heading,
    Light,
    Paper,
    Row,
    Table,
    Title,
)
from duban.writing.bulletin import SHOWN, Counts, LateTask, change, late_table
from duban.writing.numerals import chinese
from duban.writing.sections import numbered
from duban.writing.wording import ended, listed, quoted, said


class Kept(StrEnum):
    """What came of a promise by the day of the meeting."""

    KEPT = "已兑现"
    OPEN = "未到时限"
    BROKEN = "未兑现"
    UNDATED = "正在办理"


@dataclass(frozen=True, slots=True)
class Promise:
    """Said by `unit` on `on` in `where` (约谈, 批示, 督办单回复); `came` tells what came of it."""

    about: About
    unit: str
    on: date
    where: str
    words: str
    kept: Kept
    came: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A task whose light is another one than at the last meeting."""

    about: About
    unit: str
    before: Light
    light: Light
    cause: str


@dataclass(frozen=True, slots=True)
class Risk:
    """A task that will turn red on `day`; `cause` is a sentence."""

    about: About
    unit: str
    day: date
    cause: str


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What the pack says. `day` is that of the meeting, `until` that of the figures, `last` that of
    the meeting before (None: this is the first). `lights` counts all tasks, `before` at `last`."""

    office: str
    plan: str
    meeting: str
    day: date
    until: date
    lights: Counts
    last: date | None = None
    before: Counts | None = None
    moved: Sequence[Moved] = ()
    late: Sequence[LateTask] = ()
    risks: Sequence[Risk] = ()
    promises: Sequence[Promise] = ()
    units: Sequence[UnitFacts] = ()


def pack_paper(facts: PackFacts) -> Paper:
    title = f"{quoted(facts.plan)}\n{facts.meeting}材料"
    sub = f"（{facts.office}　{said(facts.day)}）"
    blocks = (
        Title(title, sub),
        Body(f"以下数据截至{said(facts.until)}，均以审核通过的填报为准。"),
        *numbered(
            ("总体情况", _overall(facts)),
            ("红黄灯任务", late_table(facts.late)),
            ("风险提示", _risks(facts)),
            ("承诺事项落实情况", _promises(facts)),
            ("提问提纲", _questions(facts)),
        ),
    )
    return Paper(title.replace("\n", ""), facts.day, blocks)


def _overall(facts: PackFacts) -> Iterator[Block]:
    total = sum(facts.lights.values())
    shown = [f"{light.word}{facts.lights[light]}项" for light in SHOWN if facts.lights.get(light)]
    yield Body(f"共{total}项任务，其中{'，'.join(shown)}。" if shown else "没有任务。")
    if facts.before is None or facts.last is None:
        return
    parts = [
        change(light, facts.lights.get(light, 0) - facts.before.get(light, 0))
        for light in (Light.RED, Light.YELLOW)
    ]
    worse = sum(_graver(one.light, one.before) for one in facts.moved)
    better = sum(_graver(one.before, one.light) for one in facts.moved)
    yield Body(
        f"与{said(facts.last)}会议时相比，{'，'.join(parts)}；变差{worse}项，好转{better}项。",
        keep_next=bool(facts.moved),
    )
    if facts.moved:
        yield _moved(facts.moved)


def _graver(light: Light, other: Light) -> bool:
    return _GRAVITY.index(light) > _GRAVITY.index(other)


_GRAVITY = (Light.GREY, Light.BLUE, Light.GREEN, Light.YELLOW, Light.RED)


def _moved(moved: Sequence[Moved]) -> Table:
    head = ("任务", "责任单位", "上次", "本次", "原因")
    worst_first = sorted(moved, key=lambda one: -_GRAVITY.index(one.light))
    rows: list[Row] = [
        (
            one.about.said,
            one.unit,
            Cell(one.before.word, light=one.before),
            Cell(one.light.word, light=one.light),
            one.cause,
        )
        for one in worst_first
    ]
    aligns = (Align.LEFT, Align.LEFT, Align.CENTRE, Align.CENTRE, Align.LEFT)
    return Table((head, *rows), widths=(40, 26, 17, 17, 56), headers=1, aligns=aligns)


def _risks(facts: PackFacts) -> Iterator[Block]:
    for number, one in enumerate(sorted(facts.risks, key=lambda one: one.day), 1):
        yield Body(f"{number}．{one.about.said}（{one.unit}）：{ended(one.cause)}")


def _promises(facts: PackFacts) -> Iterator[Block]:
    if not facts.promises:
        return
    counts = [
        f"{kept.value}{count}项"
        for kept in Kept
        if (count := sum(one.kept is kept for one in facts.promises))
    ]
    yield Body(f"共{len(facts.promises)}项，{'，'.join(counts)}。", keep_next=True)
    head = ("任务", "单位", "承诺内容", "时限", "落实情况")
    rows: list[Row] = [
        (
            one.about.said,
            one.unit,
            f"{said(one.on)}{one.where}：{one.words}",
            "" if one.due is None else said(one.due),
            one.kept.value if not one.came else f"{one.kept.value}。{one.came}",
        )
        for one in facts.promises
    ]
    yield Table((head, *rows), widths=(32, 22, 52, 24, 26), headers=1)


def _questions(facts: PackFacts) -> Iterator[Block]:
    number, silent = 0, []
    for unit in facts.units:
        asked = questions(unit)
        if not asked:
            silent.append(unit.unit)
            continue
        number += 1
        yield Heading(f"（{chinese(number)}）{unit.unit}", 2)
        for at, one in enumerate(asked, 1):
            yield Body(f"{at}．{one.text}")
    if silent:
        yield Body(f"没有需要当场提问的单位：{listed(silent)}。")
