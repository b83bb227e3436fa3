"""通报: how a plan stood at the end of a month or a quarter, told to all its units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.plan import Period
from duban.web.ledger.models import Plan
from duban.web.papers.kinds.lights import by_gravity, late_fields, light_count
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Label, Rows, Sheet, Subject, Word
from duban.web.papers.kinds.standing import (
    NEVER,
    Filed,
    Stand,
    filed,
    late_tasks,
    lights_at,
    there_by,
)
from duban.web.refusals import ReasonMissing
from duban.web.supervision.models import BulletinItem, BulletinState, PaperKind
from duban.writing.blocks import Light
from duban.writing.bulletin import BulletinFacts, Named, Owing, UnitStanding, bulletin_paper
from duban.writing.wording import listed, said


def gather(subject: Subject) -> BulletinFacts:
    """The lights at the end of the period, or today where it has not ended; the reports due for it.

    A constant number of queries, however many tasks.
    """
    plan, period = subject.plan, subject.period
    if plan is None or period is None:
        raise ValueError("a bulletin tells of a plan in a period")
    stand = Stand.of(plan, min(period.last_day, subject.day))
    reports = {
        lamp.task.pk: list(filed(lamp, period.first_day, period.last_day, subject.day))
        for lamp in stand.lamps
    }
    return BulletinFacts(
        issuer=subject.word("sender", subject.sender),
        number=subject.number,
        day=subject.day,
        plan=plan.title,
        period=period.label,
        until=stand.day,
        to=subject.word("to", "各责任单位"),
        lights=Counter(stand.lights.values()),
        before=_before(stand, period),
        units=tuple(_units(stand, reports)),
        late=tuple(late_tasks(stand)),
        owing=tuple(_owing(stand, reports)),
        praised=tuple(_named(subject, "praised")),
        criticised=(*_listed(plan), *_named(subject, "criticised")),
        demands=subject.lines("demands"),
        copies=subject.lines("copies"),
    )


def _before(stand: Stand, period: Period) -> Mapping[Light, int] | None:
    """The lights at the end of the period before; None where nothing was handed out by then."""
    day = period.first_day - timedelta(days=1)
    there = there_by(stand.lamps, day)
    return Counter(lights_at(there, day).values()) if there else None


def _units(stand: Stand, reports: Mapping[int, Sequence[Filed]]) -> Iterator[UnitStanding]:
    """In the order of the directory, never a ranking."""
    for name, lamps in stand.by_unit().items():
        due = [one for lamp in lamps for one in reports[lamp.task.pk]]
        yield UnitStanding(
            name,
            Counter(stand.lights[lamp.task.pk] for lamp in lamps),
            owed=len(due),
            on_time=sum(not one.late for one in due),
        )


def _owing(stand: Stand, reports: Mapping[int, Sequence[Filed]]) -> Iterator[Owing]:
    for name, lamps in stand.by_unit().items():
        late = [one for lamp in lamps for one in reports[lamp.task.pk] if one.late]
        missing = sum(one.on == NEVER for one in late)
        for tasks, made_good in ((missing, False), (len(late) - missing, True)):
            if tasks:
                yield Owing(name, tasks, made_good)


def _named(subject: Subject, word: str) -> Iterator[Named]:
    """单位：事由, a line each."""
    for line in subject.lines(word):
        unit, _colon, reason = line.replace(":", "：", 1).partition("：")
        if not unit.strip() or not reason.strip():
            raise ReasonMissing(gettext("“%(line)s”请写成“单位：事由”。") % {"line": line[:40]})
        yield Named(unit.strip(), reason.strip())


def _listed(plan: Plan) -> Iterator[Named]:
    """What the office has listed for the next bulletin, with the reason it gave."""
    for item in listed_items(plan).select_related("task"):
        yield Named(item.units or item.task.title, f"“{item.task.title}”{item.because}")


def listed_items(plan: Plan) -> QuerySet[BulletinItem]:
    held = BulletinItem.objects.filter(task__plan=plan, state=BulletinState.LISTED)
    return held.order_by("listed_on", "pk")


def _of_unit(light: Light) -> Field:
    return Field(light.word, light.word, "1", lambda one: str(one.lights.get(light, 0)))


def _named_rows(name: str, meaning: Label, of: Callable[[BulletinFacts], Sequence[Named]]) -> Rows:
    return Rows(
        name,
        meaning,
        of,
        (
            Field("单位", _("单位的名称"), "新农办", lambda one: one.unit),
            Field("事由", _("为什么"), "提前完成全年任务", lambda one: one.reason),
        ),
    )


FIELDS = (
    Field("文号", _("通报的文号"), "柳溪镇督通〔2026〕3号", lambda f: f.number),
    Field("发文单位", _("通报的单位"), "柳溪镇督查室", lambda f: f.issuer),
    Field("主送", _("通报发给谁"), "各责任单位", lambda f: f.to),
    Field("成文日期", _("公文的日期"), "2026年4月8日", lambda f: said(f.day)),
    Field("计划名称", _("通报的计划"), "2026年重点工作任务清单", lambda f: f.plan),
    Field("时期", _("通报的月份或季度"), "2026年一季度", lambda f: f.period),
    Field("截止日期", _("数据截至哪天"), "2026年3月31日", lambda f: said(f.until)),
    Field("任务数", _("已交办的任务有多少项"), "38", lambda f: str(sum(f.lights.values()))),
    *(light_count(light) for light in Light),
    Field("要求", _("下一步要求，一行一条"), "逐项查明原因", lambda f: "\n".join(f.demands)),
    Field("抄送", _("抄送的单位"), "镇纪委", lambda f: listed(f.copies)),
)
ROWS = (
    Rows(
        "单位",
        _("每个牵头单位"),
        lambda f: f.units,
        (
            Field("名称", _("单位的名称"), "新农办", lambda one: one.unit),
            Field("任务数", _("牵头多少项任务"), "6", lambda one: str(one.tasks)),
            *(_of_unit(light) for light in Light),
            Field("应报", _("本期应报多少次"), "6", lambda one: str(one.owed)),
            Field("按时报送", _("其中按时报送的"), "5", lambda one: str(one.on_time)),
        ),
    ),
    Rows(
        "滞后任务",
        _("每一项红灯、黄灯任务"),
        lambda f: by_gravity(f.late),
        late_fields(),
    ),
    Rows(
        "未报单位",
        _("每个没有按时填报的单位"),
        lambda f: f.owing,
        (
            Field("名称", _("单位的名称"), "新农办", lambda one: one.unit),
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
        Word("criticised", _("批评"), _("一行一个：单位：事由。待通报事项自动列入"), long=True),
        Word("demands", _("下一步要求"), _("一行一条，不填为通用的两条"), long=True),
        Word("copies", _("抄送"), _("一行一个单位"), long=True),
    ),
)
