"""通报: how a plan stood at the end of a month or a quarter, unit by unit, and who is late.

一、总体情况      the counts by light, set beside the period before
二、各单位情况    a table: tasks, lights, reports on time
三、滞后任务      red, then yellow, each with its cause
四、未按时填报    who owes a report
五、表扬和批评    named by the rules, each with the rule and the facts
六、下一步要求

Units stand in the order in which they are given: the order of the directory, never a ranking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from duban.writing.blocks import (
    Addressee,
    Align,
    Block,
    Body,
    Cell,
    Heading,
    Imprint,
    Light,
    Paper,
    RedHead,
    Row,
    Signature,
    Table,
    Title,
)
from duban.writing.numerals import chinese
from duban.writing.sections import numbered
from duban.writing.wording import ended, listed, quoted, said

#: the lights in the order in which they are told
SHOWN = (Light.BLUE, Light.GREEN, Light.YELLOW, Light.RED, Light.GREY)
_WORDS = {
    Light.BLUE: "已完成（蓝灯）",
    Light.GREEN: "达到序时进度（绿灯）",
    Light.YELLOW: "黄灯",
    Light.RED: "红灯",
    Light.GREY: "未到时间节点（灰灯）",
}

Counts = Mapping[Light, int]


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit: its tasks by light; of `owed` reports of the period it filed `on_time`."""

    unit: str
    lights: Counts
    owed: int = 0
    on_time: int = 0

    @property
    def tasks(self) -> int:
        return sum(self.lights.values())


@dataclass(frozen=True, slots=True)
class LateTask:
    """A yellow or red task; `cause` is the light's own sentence, `running` counts the periods in
    which it has shown this colour or a worse one without a break, this one included."""

    serial: int | None
    title: str
    unit: str
    light: Light
    cause: str
    leader: str = ""
    running: int = 1


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that did not report in time: how many tasks, and whether it has made good since."""

    unit: str
    tasks: int
    made_good: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A unit praised or criticised: `reason` in facts, `rule` the article it is named by."""

    unit: str
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class BulletinFacts:
    """What a 通报 says. `period` in words (2026年3月, 一季度), `until` the day of its figures.

    `lights` counts all tasks, `before` the same at the end of the period before (None where there
    was none). `demands` are sentences; where there are none, two standing ones are printed.
    """

    issuer: str
    number: str
    day: date
    plan: str
    period: str
    until: date
    to: str
    lights: Counts
    before: Counts | None = None
    units: Sequence[UnitStanding] = ()
    late: Sequence[LateTask] = ()
    owing: Sequence[Owing] = ()
    praised: Sequence[Named] = ()
    criticised: Sequence[Named] = ()
    demands: Sequence[str] = ()
    copies: Sequence[str] = field(default=())


DEMANDS = (
    "红灯、黄灯任务的牵头单位要逐项查明原因，明确赶上进度的措施、责任人和时间",
    "未按时填报的单位要及时补报，如实反映进展和问题",
)


def bulletin_paper(facts: BulletinFacts) -> Paper:
    title = f"关于{quoted(facts.plan)}\n{facts.period}执行情况的通报"
    blocks = (
        RedHead(facts.issuer, facts.number),
        Title(title),
        Addressee(facts.to),
        Body(f"现将{quoted(facts.plan)}截至{said(facts.until)}的执行情况通报如下。"),
        *numbered(
            ("总体情况", _overall(facts)),
            ("各单位情况", _units(facts)),
            ("滞后任务", late_table(facts.late)),
            ("未按时填报情况", _owing(facts)),
            ("表扬和批评", _named(facts)),
            ("下一步要求", _demands(facts)),
        ),
        Signature(facts.issuer, facts.day),
        Imprint(facts.issuer, facts.day, facts.copies),
    )
    return Paper(title.replace("\n", ""), facts.day, blocks)


def _overall(facts: BulletinFacts) -> Iterator[Block]:
    total = sum(facts.lights.values())
    parts = [
        f"{_WORDS[light]}{facts.lights[light]}项" for light in SHOWN if facts.lights.get(light)
    ]
    yield Body(f"清单共{total}项任务，其中{'，'.join(parts)}。" if parts else "清单没有任务。")
    if facts.before is not None:
        changes = [
            change(light, facts.lights.get(light, 0) - facts.before.get(light, 0))
            for light in (Light.RED, Light.YELLOW)
        ]
        yield Body(f"与上期相比，{'，'.join(changes)}。")


def change(light: Light, by: int) -> str:
    """红灯增加2项."""
    if by == 0:
        return f"{light.word}持平"
    return f"{light.word}{'增加' if by > 0 else '减少'}{abs(by)}项"


def _units(facts: BulletinFacts) -> Iterator[Block]:
    if not facts.units:
        return
    head: Row = (
        "单位",
        "任务",
        *(Cell(light.word, light=light) for light in SHOWN),
        "应报",
        "按时",
    )
    rows: list[Row] = [
        (
            one.unit,
            str(one.tasks),
            *(str(one.lights.get(light, 0)) for light in SHOWN),
            str(one.owed),
            str(one.on_time),
        )
        for one in facts.units
    ]
    yield Table(
        (head, *rows),
        widths=(34, 12, 17, 17, 17, 17, 17, 12, 13),
        headers=1,
        aligns=(Align.LEFT, *(Align.RIGHT,) * 8),
    )


def late_table(late: Sequence[LateTask]) -> Iterator[Block]:
    """Red, then yellow, each with its cause; nothing where there is none."""
    if not late:
        return
    head = ("序号", "任务", "责任单位", "亮灯", "原因")
    ordered = sorted(late, key=lambda one: one.light is not Light.RED)
    rows: list[Row] = [
        (
            "" if one.serial is None else str(one.serial),
            one.title,
            one.unit if not one.leader else f"{one.unit}\n（{one.leader}）",
            Cell(_running(one), light=one.light),
            one.cause,
        )
        for one in ordered
    ]
    aligns = (Align.CENTRE, Align.LEFT, Align.LEFT, Align.CENTRE, Align.LEFT)
    yield Table((head, *rows), widths=(11, 40, 28, 20, 57), headers=1, aligns=aligns)


def _running(one: LateTask) -> str:
    return one.light.word if one.running < 2 else f"{one.light.word}\n连续{one.running}期"


def _owing(facts: BulletinFacts) -> Iterator[Block]:
    open_ = [f"{one.unit}（{one.tasks}项）" for one in facts.owing if not one.made_good]
    made_good = [f"{one.unit}（{one.tasks}项）" for one in facts.owing if one.made_good]
    if open_:
        yield Body(f"至今未报：{listed(open_)}。")
    if made_good:
        yield Body(f"逾期后补报：{listed(made_good)}。")


def _named(facts: BulletinFacts) -> Iterator[Block]:
    for title, named in (("（一）表扬", facts.praised), ("（二）批评", facts.criticised)):
        if named:
            yield Heading(title if facts.praised else title.replace("二", "一"), 2)
            for number, one in enumerate(named, 1):
                rule = f"（依据：{one.rule}）" if one.rule else ""
                yield Body(f"{number}．{one.unit}：{ended(one.reason)}{rule}")


def _demands(facts: BulletinFacts) -> Iterator[Block]:
    for number, demand in enumerate(facts.demands or DEMANDS, 1):
        yield Body(f"（{chinese(number)}）{ended(demand)}")
