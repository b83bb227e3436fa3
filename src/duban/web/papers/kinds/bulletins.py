"""通报: how a plan stood at the end of a month or a quarter, told to all its units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.plan import Period
from duban.tracking import rulebook
from duban.web.ledger.models import Plan, Task
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Label, Rows, Sheet, Subject, Word
from duban.web.refusals import ReasonMissing
from duban.web.supervision.lighting import Lamp, lamps_of
from duban.web.supervision.models import (
    Act,
    Colour,
    LightHistory,
    PaperKind,
    Proposal,
    ProposalState,
)
from duban.writing.blocks import Light
from duban.writing.bulletin import (
    BulletinFacts,
    LateTask,
    Named,
    Owing,
    UnitStanding,
    bulletin_paper,
)
from duban.writing.wording import listed, said

LATE = (Light.RED, Light.YELLOW)
GRAVITY = {colour: rulebook.Light[colour.name].gravity for colour in Colour}


def light_of(lamp: Lamp, day: date) -> Light:
    return Light[lamp.light(day).light.name]


def gather(subject: Subject) -> BulletinFacts:
    """The lights at the end of the period, or today where it has not ended; the reports due for it.

    A constant number of queries, however many tasks.
    """
    plan, period = subject.plan, subject.period
    if plan is None or period is None:
        raise ValueError("a bulletin tells of a plan in a period")
    until = min(period.last_day, subject.day)
    lamps = lamps_of(plan.tasks.order_by("position").prefetch_related("leaders"))
    lights = {lamp.task.pk: light_of(lamp, until) for lamp in lamps}
    filed = {lamp.task.pk: list(_rounds(lamp, period, subject.day)) for lamp in lamps}
    return BulletinFacts(
        issuer=subject.word("sender", subject.sender),
        number=subject.number,
        day=subject.day,
        plan=plan.title,
        period=period.label,
        until=until,
        to=subject.word("to", "各责任单位"),
        lights=Counter(lights.values()),
        before=_before(lamps, period),
        units=tuple(_units(lamps, lights, filed)),
        late=tuple(_late(lamps, lights, until)),
        owing=tuple(_owing(lamps, filed)),
        praised=tuple(_named(subject, "praised")),
        criticised=(*_proposed(plan, period, subject.day), *_named(subject, "criticised")),
        demands=subject.lines("demands"),
        copies=subject.lines("copies"),
    )


def lead_of(lamp: Lamp) -> str:
    """The unit named first answers for the task."""
    leads = lamp.record.leads
    return leads[0].organisation.name if leads else ""


def _before(lamps: Sequence[Lamp], period: Period) -> Mapping[Light, int] | None:
    """The lights at the end of the period before; None where nothing was handed out by then."""
    day = period.first_day - timedelta(days=1)
    there = [lamp for lamp in lamps if any(_begun(lamp, day))]
    return Counter(light_of(lamp, day) for lamp in there) if there else None


def _begun(lamp: Lamp, day: date) -> Iterator[bool]:
    return (one.issued_at.date() <= day for one in lamp.record.assignments)


def _rounds(lamp: Lamp, period: Period, day: date) -> Iterator[date | None]:
    """Of each report due for the period by a day: None where it was on time, else the day on which
    it was made good (`date.max`: not yet)."""
    for one in lamp.record.rounds:
        if period.first <= one.period.last <= period.last and one.due < day:
            sent = [filing.sent_on for filing in lamp.record.filings if filing.period == one.period]
            first = min(sent, default=date.max)
            yield None if first <= one.due else first


def _units(
    lamps: Sequence[Lamp], lights: Mapping[int, Light], filed: Mapping[int, Sequence[date | None]]
) -> Iterator[UnitStanding]:
    """In the order of the directory, never a ranking."""
    by_unit: dict[str, list[Lamp]] = defaultdict(list)
    order = {}
    for lamp in lamps:
        if lamp.record.leads:
            held = lamp.record.leads[0].organisation
            order[held.name] = (held.kind, held.pk)
            by_unit[held.name].append(lamp)
    for name in sorted(by_unit, key=lambda name: order[name]):
        rounds = [one for lamp in by_unit[name] for one in filed[lamp.task.pk]]
        yield UnitStanding(
            name,
            Counter(lights[lamp.task.pk] for lamp in by_unit[name]),
            owed=len(rounds),
            on_time=rounds.count(None),
        )


def _late(lamps: Sequence[Lamp], lights: Mapping[int, Light], until: date) -> Iterator[LateTask]:
    past: dict[int, list[str]] = defaultdict(list)
    rows = LightHistory.objects.filter(task__in=[lamp.task.pk for lamp in lamps])
    ended = rows.filter(last_day__lt=until).order_by("-last_day", "-pk")
    for task, colour in ended.values_list("task", "colour"):
        past[task].append(colour)
    for lamp in lamps:
        light = lights[lamp.task.pk]
        if light in LATE:
            yield LateTask(
                serial=lamp.task.number,
                title=lamp.task.title,
                unit=lead_of(lamp),
                light=light,
                cause=lamp.light(until).cause,
                leader=listed([one.name for one in lamp.task.leaders.all()]),
                running=1 + _running(past[lamp.task.pk], light),
            )


def _running(colours: Sequence[str], light: Light) -> int:
    """How many periods before this one, without a break, were as bad or worse."""
    least, count = GRAVITY[Colour(light.value)], 0
    for colour in colours:
        if GRAVITY[Colour(colour)] < least:
            break
        count += 1
    return count


def _owing(lamps: Sequence[Lamp], filed: Mapping[int, Sequence[date | None]]) -> Iterator[Owing]:
    missing: Counter[tuple[str, bool]] = Counter()
    for lamp in lamps:
        for late in filed[lamp.task.pk]:
            if late is not None:
                missing[lead_of(lamp), late != date.max] += 1
    for (unit, made_good), tasks in sorted(missing.items()):
        yield Owing(unit, tasks, made_good)


def _named(subject: Subject, word: str) -> Iterator[Named]:
    """单位：事由, a line each."""
    for line in subject.lines(word):
        unit, _colon, reason = line.replace(":", "：", 1).partition("：")
        if not unit.strip() or not reason.strip():
            raise ReasonMissing(gettext("“%(line)s”请写成“单位：事由”。") % {"line": line[:40]})
        yield Named(unit.strip(), reason.strip())


def _proposed(plan: Plan, period: Period, day: date) -> Iterator[Named]:
    """Whom the rules would have told to all, where the office has agreed."""
    agreed = Proposal.objects.filter(
        task__plan=plan,
        act=Act.BULLETIN,
        state=ProposalState.CONFIRMED,
        day__gte=period.first_day,
        day__lte=max(day, period.last_day),
    ).select_related("task")
    for one in agreed.prefetch_related("task__units").order_by("day", "pk"):
        task: Task = one.task
        yield Named(task.first_lead or task.title, f"“{task.title}”{one.because}")


def _counted(light: Light) -> Field:
    return Field(f"{light.word}数", light.word, "3", lambda f: str(f.lights.get(light, 0)))


def _of_unit(light: Light) -> Field:
    return Field(light.word, light.word, "1", lambda one: str(one.lights.get(light, 0)))


def _named_rows(name: str, meaning: Label, of: Callable[[BulletinFacts], Sequence[Named]]) -> Rows:
    return Rows(
        name,
        meaning,
        of,
        (
            Field("单位", _("单位名称"), "新农办", lambda one: one.unit),
            Field("事由", _("为什么"), "提前完成全年任务", lambda one: one.reason),
        ),
    )


def _number(serial: int | None) -> str:
    return "" if serial is None else str(serial)


FIELDS = (
    Field("文号", _("通报的文号"), "柳溪镇督通〔2026〕3号", lambda f: f.number),
    Field("发文单位", _("通报的单位"), "柳溪镇督查室", lambda f: f.issuer),
    Field("主送", _("通报发给谁"), "各责任单位", lambda f: f.to),
    Field("成文日期", _("公文的日期"), "2026年4月8日", lambda f: said(f.day)),
    Field("计划名称", _("通报的计划"), "2026年重点工作任务清单", lambda f: f.plan),
    Field("时期", _("通报的月份或季度"), "2026年一季度", lambda f: f.period),
    Field("截止日期", _("数据截至哪天"), "2026年3月31日", lambda f: said(f.until)),
    Field("任务数", _("已交办的任务有多少项"), "38", lambda f: str(sum(f.lights.values()))),
    *(_counted(light) for light in Light),
    Field("要求", _("下一步要求，一行一条"), "逐项查明原因", lambda f: "\n".join(f.demands)),
    Field("抄送", _("抄送的单位"), "镇纪委", lambda f: listed(f.copies)),
)
ROWS = (
    Rows(
        "单位",
        _("每个牵头单位"),
        lambda f: f.units,
        (
            Field("名称", _("单位名称"), "新农办", lambda one: one.unit),
            Field("任务数", _("牵头多少项任务"), "6", lambda one: str(one.tasks)),
            *(_of_unit(light) for light in Light),
            Field("应报", _("本期应报多少次"), "6", lambda one: str(one.owed)),
            Field("按时报送", _("其中按时报送的"), "5", lambda one: str(one.on_time)),
        ),
    ),
    Rows(
        "滞后任务",
        _("每一项红灯、黄灯任务"),
        lambda f: sorted(f.late, key=lambda one: LATE.index(one.light)),
        (
            Field("序号", _("在计划里的序号"), "7", lambda one: _number(one.serial)),
            Field("名称", _("任务的全文"), "新建口袋公园2座", lambda one: one.title),
            Field("单位", _("牵头单位"), "新农办", lambda one: one.unit),
            Field("领导", _("牵头领导"), "沈示例", lambda one: one.leader),
            Field("亮灯", _("红灯或黄灯"), "红灯", lambda one: one.light.word),
            Field("原因", _("为什么亮这个灯"), "二季度未开工。", lambda one: one.cause),
            Field("连续期数", _("连续几期是这个灯或更差"), "2", lambda one: str(one.running)),
        ),
    ),
    Rows(
        "未报单位",
        _("每个没有按时填报的单位"),
        lambda f: f.owing,
        (
            Field("名称", _("单位名称"), "新农办", lambda one: one.unit),
            Field("任务数", _("多少项任务没有按时填报"), "2", lambda one: str(one.tasks)),
            Field(
                "补报", _("已补报或未报"), "未报", lambda one: "已补报" if one.made_good else "未报"
            ),
        ),
    ),
    _named_rows("表扬", _("每个受表扬的单位"), lambda f: f.praised),
    _named_rows("批评", _("每个受批评的单位"), lambda f: f.criticised),
)

SHEET = Sheet(
    kind=PaperKind.BULLETIN,
    about=_("一个月或一个季度各单位完成得怎样，谁滞后，谁没有按时填报"),
    asks=(Ask.PLAN, Ask.PERIOD),
    facts=BulletinFacts,
    gather=gather,
    paper=bulletin_paper,
    audience=Audience.ALL,
    fields=FIELDS,
    rows=ROWS,
    words=(
        Word("to", _("主送"), _("不填为各责任单位")),
        Word("sender", _("发文单位")),
        Word("praised", _("表扬"), _("一行一个：单位：事由"), long=True),
        Word(
            "criticised", _("批评"), _("一行一个：单位：事由。已采纳的通报建议自动列入"), long=True
        ),
        Word("demands", _("下一步要求"), _("一行一条，不填为通用的两条"), long=True),
        Word("copies", _("抄送"), _("一行一个单位"), long=True),
    ),
)
