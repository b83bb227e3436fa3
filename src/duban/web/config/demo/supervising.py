"""The supervision of the sample year: days of work, orders, a talk, a leader's word."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from duban.tracking.books import text_of
from duban.web.accounts.member import Member, member_of
from duban.web.accounts.models import Jurisdiction, User
from duban.web.config.demo.places import SAMPLE_TOWN
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import OutOfTurn
from duban.web.reports.models import Report
from duban.web.supervision import acting, ordering, proposing, rulebooks
from duban.web.supervision.gathering import UNASKED
from duban.web.supervision.models import (
    Act,
    Book,
    Colour,
    LightNow,
    Proposal,
    ProposalState,
    Tick,
)
from duban.web.supervision.ticking import tick

#: days of work, each after a period closed
DAYS = (
    *(date(2026, 3, 20), date(2026, 4, 20), date(2026, 5, 20), date(2026, 6, 22)),
    *(date(2026, 7, 20), date(2026, 8, 20)),
)
LAST = date(2026, 9, 18)


def supervise(_folder: Path) -> None:
    """Nothing where a day's work was done already."""
    if Tick.objects.exists():
        return
    _as_in_the_story()
    office, head, leader = (_person(f"liuxi-{who}") for who in ("office", "head", "leader"))
    _rules(office)
    for day in DAYS:
        tick(day)
    _decide(office, date(2026, 8, 21))
    _chase(office, head, leader)
    tick(LAST)


def _as_in_the_story() -> None:
    """The sample's reports were decided on today; in its story it was the day after they came."""
    for report in Report.objects.exclude(decided_at=None).exclude(submitted_on=None):
        day = report.submitted_on
        if day is None:
            continue
        moment = datetime.combine(day + timedelta(days=1), time(2), UTC)
        Report.objects.filter(pk=report.pk).update(decided_at=moment)
        report.judgements.update(at=moment)


def _person(login: str) -> Member:
    return member_of(User.objects.get(username=login))


def _rules(office: Member) -> None:
    """The town's own edition, from a preset, as of the first of January."""
    town = Jurisdiction.objects.get(name=SAMPLE_TOWN)
    if Book.objects.filter(jurisdiction=town).exists():
        return
    text = text_of("ratio").replace("名称: 完成比亮灯规则", f"名称: {SAMPLE_TOWN}亮灯规则")
    text = text.replace("版本: 通用", '版本: "2026"').replace("2000-01-01", "2026-01-01")
    rulebooks.adopt(office, town.pk, text, date(2026, 1, 1))


def _decide(office: Member, on: date) -> None:
    """Two proposals of orders are confirmed, one is dismissed; the rest wait."""
    waiting = Proposal.objects.filter(
        jurisdiction__name=SAMPLE_TOWN, state=ProposalState.WAITING, act=Act.ORDER
    )
    rows = list(waiting.order_by("day", "pk")[:3])
    for held in rows[:2]:
        try:
            proposing.confirm(office, held.pk, on, "按规则办理")
        except OutOfTurn:
            continue
    for held in rows[2:]:
        proposing.dismiss(office, held.pk, on, "正在等上级批复，下月再看")


def _chase(office: Member, head: Member, leader: Member) -> None:
    """On the gravest tasks of the sample unit: an order answered and closed, one raised, a talk
    held, a leader's word, another light."""
    unit = head.posts[0].organisation_id
    led = Task.objects.filter(
        assignments__organisation=unit, assignments__role="lead", state=TaskState.UNDER_WAY
    )
    grave = LightNow.objects.filter(task__in=led, colour__in=[Colour.RED, Colour.YELLOW])
    tasks = [row.task for row in grave.select_related("task").order_by("pk")[:3]]
    for number, task in enumerate(tasks):
        order = task.orders.filter(organisation=unit, closed_on=None).first()
        if order is None:
            wanted = ordering.Wanted(Colour.BLUE, "累计完成量落后于序时进度", "逐点位列出完成时间")
            wanted_on = date(2026, 8, 24)
            order = ordering.issue(office, task.pk, wanted, wanted_on)
        if number == 0:
            ordering.reply(head, order.pk, "已增加班组，月底前补齐", date(2026, 8, 27))
            ordering.close(office, order.pk, "现场核实，进度已补上", date(2026, 9, 2))
        elif number == 1:
            ordering.raise_colour(office, order.pk, "逾期未回复", date(2026, 9, 7))
            talked = acting.Talked(
                date(2026, 9, 9),
                "示例·柳溪单位负责人",
                "分析滞后原因，明确责任人。",
                "9月底前完成八成点位。",
            )
            acting.hold_talk(office, task.pk, talked, date(2026, 9, 9))
        else:
            acting.override(
                office,
                task.pk,
                Colour.YELLOW,
                "方案已报上级，等待批复",
                date(2026, 9, 10),
                until=date(2026, 12, 31),
            )
    led_by = Task.objects.filter(led_by=leader.user).exclude(state__in=UNASKED)
    for task in led_by.order_by("pk")[:1]:
        words = "进度要往前赶，难点请规建办协调。"
        acting.instruct(leader, task.pk, words, date(2026, 9, 8), answer_by=date(2026, 9, 22))
