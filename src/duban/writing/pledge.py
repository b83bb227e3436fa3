"""责任书: what one unit answers for in a year, signed by both sides.

title, the two sides, the tasks with their targets and dates, duties of both, two columns to sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from duban.writing.blocks import (
    Align,
    Block,
    Body,
    Heading,
    Paper,
    Parties,
    Row,
    Table,
    Title,
)
from duban.writing.wording import quoted

ROLES = ("牵头", "配合")


@dataclass(frozen=True, slots=True)
class PledgedTask:
    """A task of the unit: `part` is 牵头 or 配合, `targets` pair a period in words with what is to
    be reached in it; a target without a period is that of the year."""

    serial: int | None
    title: str
    part: str
    targets: Sequence[tuple[str, str]]
    due: str = ""
    co_units: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PledgeFacts:
    """What a 责任书 says. `government` asks, `unit` answers; `duties` are sentences of the unit's
    duties, the standing ones where there are none."""

    government: str
    unit: str
    year: int
    day: date
    plan: str
    tasks: Sequence[PledgedTask]
    duties: Sequence[str] = ()


DUTIES = (
    "按进度要求组织实施，按时如实填报进展，并留存佐证材料",
    "确需延期或者调整目标的，在期限届满前书面提出，写明理由",
    "配合单位按时完成所承担的部分，主动与牵头单位衔接",
)


def pledge_paper(facts: PledgeFacts) -> Paper:
    title = f"{facts.year}年度重点工作目标责任书"
    return Paper(f"{facts.unit}{title}", facts.day, tuple(_blocks(facts, title)))


def _blocks(facts: PledgeFacts, title: str) -> Iterator[Block]:
    yield Title(f"{facts.unit}\n{title}")
    yield Body(
        f"为落实{quoted(facts.plan)}，明确责任，{facts.government}与{facts.unit}签订本责任书。"
    )
    yield Heading("一、责任目标", 1)
    leads = sum(task.part == ROLES[0] for task in facts.tasks)
    helps = len(facts.tasks) - leads
    counted = f"其中牵头{leads}项、配合{helps}项" if helps else "均为牵头任务"
    yield Body(f"{facts.unit}承担任务{len(facts.tasks)}项，{counted}。")
    yield _table(facts.tasks)
    yield Heading("二、责任要求", 1)
    for number, duty in enumerate(facts.duties or DUTIES, 1):
        yield Body(f"{number}．{duty.rstrip('。')}。")
    yield Heading("三、其他", 1)
    yield Body("本责任书一式两份，双方各执一份，自签字盖章之日起生效。")
    yield Parties(
        (
            (facts.government, "（盖章）", "负责人（签字）：", "", "　　年　　月　　日"),
            (facts.unit, "（盖章）", "主要负责人（签字）：", "", "　　年　　月　　日"),
        )
    )


def _table(tasks: Sequence[PledgedTask]) -> Table:
    """Where no task has a date of its own, the targets have its room."""
    rows: list[Row] = [
        (
            "" if task.serial is None else str(task.serial),
            task.title,
            task.part,
            "\n".join(f"{period}：{text}" if period else text for period, text in task.targets),
            task.due,
        )
        for task in tasks
    ]
    columns = 5 if any(task.due for task in tasks) else 4
    widths = (13, 48, 13, 58, 24) if columns == 5 else (13, 52, 13, 78)
    aligns = (Align.CENTRE, Align.LEFT, Align.CENTRE, Align.LEFT, Align.CENTRE)
    return Table(
        [row[:columns] for row in (("序号", "任务", "责任", "目标", "完成时限"), *rows)],
        widths=widths,
        headers=1,
        aligns=aligns[:columns],
    )
