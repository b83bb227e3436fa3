"""Eight months of reports of the town's sample unit: in time, late, returned, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from duban import samples
from duban.web.accounts.member import Member, member_of
from duban.web.accounts.models import User
from duban.web.config.demo.places import SAMPLE_TOWN
from duban.web.handling.models import Assignment, Indicator, Part, Rollup, Target
from duban.web.ledger.models import Edition, Plan
from duban.web.reports.clocks import REPORTED_ON
from duban.web.reports.correcting import correct
from duban.web.reports.filling import Entered, reports_for, save
from duban.web.reports.models import (
    Report,
    ReportingCalendar,
    ReportingPeriod,
    Rhythm,
    Verdict,
)
from duban.web.reports.scheduling import Settings, set_calendar
from duban.web.reports.steps import take
from duban.web.reports.wholeness import indicators_of, stones_of

YEAR, LAST_MONTH = 2026, 8
HANDED_OUT = datetime(2026, 1, 20, 1, tzinfo=UTC)
#: figures from here on are told in whole 万
LARGE = Decimal(10_000)
#: how far each task in turn gets of what its plan expects
PACES = (Decimal("1.05"), Decimal("0.92"), Decimal("0.7"), Decimal(1), Decimal("0.85"))
WORDS = {
    1: "已召开推进会，明确了时间表和责任人。",
    2: "完成前期摸底，方案报镇政府审定。",
    3: "按方案有序推进，完成本季度要求。",
    4: "新一批点位已进场施工。",
    5: "汛前加快施工，部分点位完成验收。",
    6: "上半年要求基本完成，正在查漏补缺。",
    7: "受连续降雨影响，进度略有放缓，已增加班组。",
    8: "天气转好后抢抓工期，质量抽查合格。",
}


@dataclass(frozen=True, slots=True)
class People:
    office: Member
    liaison: Member


def report_months(_folder: Path) -> None:
    """Set the town's calendar and report on the unit's tasks; nothing where that was done."""
    edition = Edition.objects.filter(jurisdiction__name=SAMPLE_TOWN, file_name=samples.TOWN).first()
    if edition is None or edition.plan is None:
        return
    plan = edition.plan
    if ReportingCalendar.objects.filter(plan=plan).exists():
        return
    people = People(_person("liuxi-office"), _person("liuxi-liaison"))
    # the sample was handed out today; in its story it was in January
    Assignment.objects.filter(task__plan=plan).update(issued_at=HANDED_OUT)
    set_calendar(people.office, plan.pk, YEAR, Settings(Rhythm.MONTHLY))
    for number, duty in enumerate(_duties(people.liaison, plan)):
        for period in plan.calendar.periods.filter(last_day__month__lte=LAST_MONTH):
            _report(people, duty, period, number)


def _person(login: str) -> Member:
    return member_of(User.objects.get(username=login))


def _duties(liaison: Member, plan: Plan) -> Iterator[Assignment]:
    """The tasks that the liaison's unit leads and reports on."""
    unit = liaison.posts[0].organisation_id
    held = Assignment.objects.held().filter(
        task__plan=plan, organisation=unit, role=Part.LEAD, task__state__in=REPORTED_ON
    )
    yield from held.select_related("task__plan", "organisation").order_by("task__position")


def _report(people: People, duty: Assignment, period: ReportingPeriod, number: int) -> None:
    month = period.last_day.month
    if (number, month) == (2, 5):
        return  # one report is missing for good
    late = (number, month) in ((1, 4), (2, 7))
    on = period.due_on + timedelta(days=2) if late else period.due_on - timedelta(days=1)
    report = _fill(people.liaison, duty, period, number, on)
    if (number, month) == (3, LAST_MONTH):
        return  # one draft lies there still
    take("submit", report.pk, people.liaison, on)
    after = on + timedelta(days=1)
    if (number, month) in ((0, 3), (1, LAST_MONTH)):
        reason = "请写明涉及哪几个村，并附验收材料。"
        take("return", report.pk, people.office, after, reason=reason)
        if month == LAST_MONTH:
            return
        take("submit", report.pk, people.liaison, after)
    if (number, month) == (2, LAST_MONTH):
        return  # one waits for review
    _accept(people.office, report, after, number)
    if (number, month) == (0, 6):
        _correct(people, report, after + timedelta(days=5), number)


def _fill(
    liaison: Member, duty: Assignment, period: ReportingPeriod, number: int, on: date
) -> Report:
    month, pace = period.last_day.month, PACES[number % len(PACES)]
    values = {
        one.pk: _figure(one, period.last_day, pace)
        for one in duty.task.indicators.filter(ended_on=None)
    }
    words = {"progress": WORDS[month], "next_steps": "按序时进度继续推进。"}
    if pace < Decimal("0.9") and month > 4:
        words["problems"] = "个别点位用地手续办理较慢。"
        words["help_needed"] = "请规划资源部门支持加快办理。"
    held = reports_for(duty, period).first()
    version = 0 if held is None else held.version
    return save(liaison, duty.pk, period.pk, Entered(version, values, words), on)


def _figure(one: Indicator, day: date, pace: Decimal) -> Decimal:
    """`pace` of the way from the last target to the next, in whole units."""
    targets = list(Target.objects.filter(indicator=one, until=None).order_by("last_day"))
    if not targets:
        return Decimal(0)
    if one.rollup != Rollup.SUM or not one.cumulative:
        near = next((goal for goal in targets if goal.last_day >= day), targets[-1])
        return near.amount
    start, begun = Decimal(0), date(YEAR, 1, 1)
    for goal in targets:
        if goal.last_day >= day:
            share = Decimal((day - begun).days) / max(1, (goal.last_day - begun).days)
            reached = (start + (goal.amount - start) * share) * pace
            grain = LARGE if goal.amount >= LARGE else Decimal(1)
            return (reached / grain).quantize(Decimal(1), ROUND_HALF_UP) * grain
        start, begun = goal.amount, goal.last_day
    return targets[-1].amount


def _accept(office: Member, report: Report, on: date, number: int) -> None:
    verdict = Verdict.REACHED if PACES[number % len(PACES)] >= 1 else Verdict.PARTLY
    verdicts = {stone.pk: verdict.value for stone in stones_of(report)}
    take("accept", report.pk, office, on, verdicts=verdicts)


def _correct(people: People, report: Report, on: date, number: int) -> None:
    """One figure was counted twice and is set right by a new report."""
    new = correct(people.liaison, report.pk, "有1处重复统计，予以核减。", on)
    held = {value.indicator_id: value.amount for value in new.values.all()}
    values = {
        one.pk: held[one.pk] - 1
        for one in indicators_of(new)
        if one.pk in held and 1 < held[one.pk] < LARGE
    }
    duty = Assignment.objects.held().get(task=new.task_id, organisation=new.organisation_id)
    save(people.liaison, duty.pk, new.period_id, Entered(new.version, values, {}), on)
    take("submit", new.pk, people.liaison, on)
    _accept(people.office, new, on + timedelta(days=1), number)
