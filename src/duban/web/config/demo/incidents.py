"""What people say and do beside the rounds of the months: leaders' words and their answers, talks,
another light, a unit found late, villages given their shares, a locked month opened again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from duban.web.accounts.models import OrganisationKind
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.ledgers import DISTRICT_LEDGER, LIUXI, Ledger
from duban.web.config.demo.months import file_one, review
from duban.web.config.demo.people import ADMINISTRATOR, enter_later
from duban.web.config.demo.places import VILLAGES
from duban.web.config.demo.scenes import head_of, indicator_of, task_of
from duban.web.config.demo.story import Act
from duban.web.handling import naming
from duban.web.handling.breaking_down import Line, break_down
from duban.web.handling.issuing import add_unit, issue_plan, sign
from duban.web.handling.models import Assignment, Part, Receipt
from duban.web.handling.steps import take
from duban.web.reports.filling import Entered, save
from duban.web.reports.scheduling import unlock
from duban.web.reports.steps import take as take_report
from duban.web.supervision import acting
from duban.web.supervision.models import Colour, Instruction, InstructionState


def _d(month: int, day: int) -> date:
    return date(2026, month, day)


@dataclass(frozen=True, slots=True)
class Word:
    """A leader's word on a task: by `login`, or entered by the office where `paper` names it."""

    ledger: Ledger
    number: int
    login: str
    on: date
    words: str
    answer_by: date
    answered: date | None = None
    answer: str = ""
    paper: str = ""


WORDS = (
    Word(
        *(LIUXI, 1, "liuxi-principal", _d(7, 8), "投资是硬任务，重大项目要逐个过堂。", _d(7, 20)),
        *(_d(7, 15), "已逐个项目会商，3个项目开工时间提前。"),
    ),
    Word(
        *(DISTRICT_LEDGER, 34, "yunze-principal", _d(7, 14)),
        *("学校建设质量第一，工期服从安全。", _d(7, 31)),
        *(_d(7, 27), "4所学校均已完成主体验收，装修样板间已确认。"),
    ),
    Word(
        *(LIUXI, 20, "liuxi-leader", _d(8, 12), "进度要往前赶，难点请规建办协调。", _d(8, 26)),
        *(_d(8, 19), "已与规建办会商，两个村的管网接驳方案已定。"),
    ),
    Word(
        *(
            DISTRICT_LEDGER,
            12,
            "yunze-leader",
            _d(8, 31),
            "逐镇排出剩余路段，专题研究。",
            _d(9, 11),
        ),
        *(_d(9, 8), "已会同各镇排出剩余路段清单，其中6公里建议调整。"),
    ),
    Word(
        *(LIUXI, 19, "liuxi-principal", _d(9, 9), "进度明显滞后，请分管领导牵头约谈。", _d(9, 18)),
    ),
    Word(
        *(LIUXI, 33, "liuxi-leader", _d(9, 10), "汛后抓住施工期，逐条河道倒排时间。", _d(9, 24)),
    ),
    Word(
        *(LIUXI, 18, "liuxi-leader", _d(9, 14), "选址有争议的3处，本周到村里开会商定。", _d(9, 25)),
    ),
    Word(
        *(
            DISTRICT_LEDGER,
            13,
            "yunze-leader",
            _d(9, 15),
            "入冬前完成管网主体，逐村销账。",
            _d(9, 25),
        ),
    ),
    Word(
        *(DISTRICT_LEDGER, 28, "yunze-principal", _d(9, 11), "请发改委研究并网条件。", _d(9, 22)),
        paper="区政府常务会议纪要〔2026〕16号",
    ),
)


@dataclass(frozen=True, slots=True)
class Other:
    """Another light than the rules give, for a time."""

    ledger: Ledger
    number: int
    colour: Colour
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Talk:
    ledger: Ledger
    number: int
    on: date
    present: str
    words: str
    promised: str


TALKS = (
    Talk(
        *(DISTRICT_LEDGER, 12, _d(9, 4), "区交通委主要负责人、相关镇分管负责人"),
        *("分析各镇滞后路段，逐条明确责任。", "9月底前新增完工8公里。"),
    ),
    Talk(
        *(LIUXI, 19, _d(9, 14), "规建办负责人、施工单位项目负责人"),
        *("分析滞后原因，明确责任人和节点。", "9月底前完成剩余路段路基施工。"),
    ),
)
OVERRIDES = (
    Other(LIUXI, 31, Colour.YELLOW, _d(9, 14), _d(10, 31), "涉诉点位待裁定，其余点位已完成。"),
    Other(DISTRICT_LEDGER, 5, Colour.YELLOW, _d(9, 10), _d(10, 15), "规划调整已报批，等待批复。"),
)
REMINDED = ((LIUXI, 21, _d(9, 16)), (LIUXI, 38, _d(9, 16)), (DISTRICT_LEDGER, 39, _d(9, 17)))
FOUND_LATE, TASK_FOUND_LATE = "综合行政执法队", 31
SHARES = dict(zip(VILLAGES, map(Decimal, (80, 70, 70, 60, 40)), strict=True))

OWN_SHARES = (Decimal(8), Decimal(4))


def acts(folder: Path) -> Iterator[Act]:
    for word in WORDS:
        yield Act(word.on, partial(_instruct, word))
        if word.answered is not None:
            yield Act(word.answered, partial(_answer, word))
    for talk in TALKS:
        yield Act(talk.on, partial(_talk, talk))
    for other in OVERRIDES:
        yield Act(other.since, partial(_override, other))
    for ledger, number, day in REMINDED:
        yield Act(day, partial(_remind, ledger, number))
    yield Act(_d(2, 2), partial(_find_unit, folder))
    yield Act(_d(2, 3), _hand_to_found_unit)
    yield Act(_d(2, 5), _break_down)
    yield Act(_d(2, 5), _share_among_people)
    yield Act(_d(2, 6), _villages_sign)
    yield Act(_d(8, 25), _unlock)
    yield Act(_d(8, 26), _file_unlocked)
    yield Act(_d(8, 27), partial(review, LIUXI, 7))
    yield Act(_d(9, 8), _send_part)
    yield Act(_d(9, 9), _take_in_part)
    yield Act(_d(9, 17), _one_more_unit)


def _instruct(word: Word, cast: Cast, on: date) -> None:
    task, leader = task_of(word.ledger, word.number), cast.named(word.login)
    who = cast.office(word.ledger.place) if word.paper else leader
    acting.instruct(
        who,
        task.pk,
        word.words,
        on,
        answer_by=word.answer_by,
        speaker=leader.name if word.paper else "",
        evidence=word.paper,
    )


def _answer(word: Word, cast: Cast, on: date) -> None:
    task = task_of(word.ledger, word.number)
    held = Instruction.objects.get(task=task, on=word.on, state=InstructionState.OPEN)
    acting.answer(head_of(cast, task), held.pk, word.answer, on)


def _talk(talk: Talk, cast: Cast, on: date) -> None:
    task = task_of(talk.ledger, talk.number)
    talked = acting.Talked(on, talk.present, talk.words, talk.promised)
    acting.hold_talk(cast.office(talk.ledger.place), task.pk, talked, on)


def _override(other: Other, cast: Cast, on: date) -> None:
    key, office = task_of(other.ledger, other.number).pk, cast.office(other.ledger.place)
    acting.override(office, key, other.colour, other.reason, on, until=other.until)


def _remind(ledger: Ledger, number: int, cast: Cast, on: date) -> None:
    words = "请尽快补报上月进展。"
    acting.remind(cast.office(ledger.place), task_of(ledger, number).pk, words, on)


def _find_unit(folder: Path, cast: Cast, _on: date) -> None:
    """A unit that the list names and the register lacked: entered, and its people with it."""
    office = cast.office(LIUXI.place)
    place = LIUXI.plan.jurisdiction
    unit = naming.register(office, place, FOUND_LATE, OrganisationKind.DEPARTMENT)
    enter_later(cast.named(ADMINISTRATOR.login), unit, folder)
    cast.forget()
    issue_plan(office, LIUXI.plan.pk)


def _hand_to_found_unit(cast: Cast, _on: date) -> None:
    task = task_of(LIUXI, TASK_FOUND_LATE)
    for part in task.assignments.held().filter(receipt=Receipt.WAITING).order_by("pk"):
        sign(cast.head(part.organisation_id), part.pk)
    take("start", task.pk, cast.liaison(cast.unit(LIUXI.place, FOUND_LATE).pk))


def _part(number: int, unit: str) -> Assignment:
    return Assignment.objects.held().get(task=task_of(LIUXI, number), organisation__name=unit)


def _break_down(cast: Cast, on: date) -> None:
    """美丽庭院 shared out to the villages."""
    own = _part(17, "新农办")
    lines = [
        Line(value, organisation=cast.unit(LIUXI.place, village).pk)
        for village, value in SHARES.items()
    ]
    whole = indicator_of(own.task, "美丽庭院")
    break_down(cast.liaison(own.organisation_id), own.pk, whole.pk, lines, on)


def _share_among_people(cast: Cast, on: date) -> None:
    """乡村公共停车场 shared out within the unit: so many for its liaison, the rest for its head."""
    own = _part(18, "新农办")
    liaison = cast.liaison(own.organisation_id)
    head = cast.head(own.organisation_id)
    lines = [
        Line(value, person=member.user.pk)
        for member, value in zip((liaison, head), OWN_SHARES, strict=True)
    ]
    break_down(liaison, own.pk, indicator_of(own.task, "乡村公共停车场").pk, lines, on)


def _villages_sign(cast: Cast, _on: date) -> None:
    waiting = Assignment.objects.held().filter(
        task=task_of(LIUXI, 17), receipt=Receipt.WAITING, organisation__name__in=VILLAGES
    )
    for part in waiting.order_by("pk"):
        sign(cast.head(part.organisation_id), part.pk)


def _unlock(cast: Cast, on: date) -> None:
    period = LIUXI.plan.calendar.periods.get(last_day__month=7)
    unit = cast.unit(LIUXI.place, FOUND_LATE).pk
    reason = "人员集中培训未及时报送，同意补报。"
    unlock(cast.office(LIUXI.place), period.pk, unit, until=_d(8, 28), reason=reason, on=on)


def _file_unlocked(cast: Cast, on: date) -> None:
    file_one(LIUXI, 7, TASK_FOUND_LATE, cast, on)


def _send_part(cast: Cast, on: date) -> None:
    """A unit that helps tells the one that leads how far its own part has come."""
    part = _part(18, "规划资源所")
    period = LIUXI.plan.calendar.periods.get(last_day__month=8)
    liaison = cast.liaison(part.organisation_id)
    words = {"progress": "12处选址中9处完成用地手续，3处正在办理。"}
    report = save(liaison, part.pk, period.pk, Entered(0, {}, words), on)
    take_report("submit", report.pk, liaison, on)


def _take_in_part(cast: Cast, on: date) -> None:
    part = _part(18, "规划资源所")
    filer = _part(18, "新农办")
    sent = part.task.reports.get(organisation=part.organisation_id, period__last_day__month=8)
    take_report("take_in", sent.pk, cast.liaison(filer.organisation_id), on)


def _one_more_unit(cast: Cast, _on: date) -> None:
    unit = cast.unit(LIUXI.place, "新农办")
    add_unit(cast.office(LIUXI.place), task_of(LIUXI, 44).pk, unit.pk, Part.CO)
