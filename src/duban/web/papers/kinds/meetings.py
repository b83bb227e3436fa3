"""调度会材料: what a meeting on a plan has before it, with the questions for each unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from duban.web.handling import asked
from duban.web.ledger.models import Plan
from duban.web.papers.kinds.lights import by_gravity, late_fields, light_count
from duban.web.papers.kinds.promises import promises_of
from duban.web.papers.kinds.questioning import units_of
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Label, Rows, Sheet, Subject, Word
from duban.web.papers.kinds.standing import (
    Stand,
    about,
    late_tasks,
    lead_of,
    lights_at,
    there_by,
)
from duban.web.papers.models import Paper, State
from duban.web.supervision.forecasting import outlook
from duban.web.supervision.models import (
    PaperKind,
)
from duban.writing.asking import (
    About,
    questions,
)
from duban.writing.blocks import Light
from duban.writing.pack import Moved, PackFacts, Risk, pack_paper
from duban.writing.wording import said


def gather(subject: Subject) -> PackFacts:
    """The tasks as they stand on the day of the meeting, beside those of the last one."""
    plan, day = subject.plan, subject.day
    if plan is None:
        raise ValueError("a meeting is on a plan")
    last = asked.day(subject.word("last")) or _last_meeting(plan, day)
    stand = Stand.of(plan, day)
    there = [] if last is None else there_by(stand.lamps, last)
    before = {} if last is None else lights_at(there, last)
    promises = list(promises_of(stand, last, day))
    ahead = {lamp.task.pk: outlook(lamp, day) for lamp in stand.lamps}
    return PackFacts(
        office=subject.word("sender", subject.sender),
        plan=plan.title,
        meeting=subject.word("meeting", f"{day.month}月调度会"),
        day=day,
        until=day,
        lights=Counter(stand.lights.values()),
        last=last,
        before=Counter(before.values()) if before else None,
        moved=tuple(_moved(stand, before)),
        late=tuple(late_tasks(stand)),
        risks=tuple(
            Risk(about(lamp), lead_of(lamp), red.day, red.cause)
            for lamp in stand.lamps
            if (red := ahead[lamp.task.pk].reddening) is not None
        ),
        promises=tuple(promises),
        units=tuple(units_of(plan, stand, promises, ahead)),
    )


def _last_meeting(plan: Plan, day: date) -> date | None:
    """The day of the pack that was numbered last."""
    held = Paper.objects.filter(plan=plan, kind=PaperKind.MEETING, day__lt=day)
    done = held.filter(state__in=[State.NUMBERED, State.ISSUED])
    return done.order_by("-day").values_list("day", flat=True).first()


def _moved(stand: Stand, before: Mapping[int, Light]) -> Iterator[Moved]:
    for lamp in stand.lamps:
        light, held = stand.lights[lamp.task.pk], before.get(lamp.task.pk)
        if held is not None and held is not light:
            cause = lamp.light(stand.day).cause
            yield Moved(about(lamp), lead_of(lamp), held, light, cause)


def _light(name: str, meaning: Label, of: Callable[[Any], Light]) -> Field:
    return Field(name, meaning, "红灯", lambda one: of(one).word)


def _asked(facts: PackFacts) -> list[tuple[str, str]]:
    """Every question beside the unit it is put to."""
    return [(unit.unit, one.text) for unit in facts.units for one in questions(unit)]


def _number(about: About) -> str:
    return "" if about.serial is None else str(about.serial)


_TASK = (
    Field("序号", _("在计划里的序号"), "7", lambda one: _number(one.about)),
    Field("名称", _("任务的全文"), "新建口袋公园2座", lambda one: one.about.title),
    Field("单位", _("牵头单位"), "新农办", lambda one: one.unit),
)
FIELDS = (
    Field("会议名称", _("调度会的名称"), "9月调度会", lambda f: f.meeting),
    Field("主办单位", _("开会的单位"), "柳溪镇督查室", lambda f: f.office),
    Field("会议日期", _("开会的日期"), "2026年9月18日", lambda f: said(f.day)),
    Field("计划名称", _("调度的计划"), "2026年重点工作任务清单", lambda f: f.plan),
    Field(
        "上次会议",
        _("上次开会的日期"),
        "2026年8月20日",
        lambda f: "" if f.last is None else said(f.last),
    ),
    Field("任务数", _("已交办的任务有多少项"), "38", lambda f: str(sum(f.lights.values()))),
    *(light_count(light) for light in Light),
)
ROWS = (
    Rows(
        "红黄灯任务",
        _("每一项红灯、黄灯任务"),
        lambda f: by_gravity(f.late),
        late_fields(),
    ),
    Rows(
        "变动",
        _("每一项与上次会议亮灯不同的任务"),
        lambda f: f.moved,
        (
            *_TASK,
            _light("上次亮灯", _("上次会议时的灯"), lambda one: one.before),
            _light("本次亮灯", _("现在的灯"), lambda one: one.light),
            Field("原因", _("为什么亮这个灯"), "三季度未开工。", lambda one: one.cause),
        ),
    ),
    Rows(
        "风险",
        _("每一项一个月内可能转红灯的任务"),
        lambda f: sorted(f.risks, key=lambda one: one.day),
        (
            *_TASK,
            Field("日期", _("预计转红灯的日期"), "2026年9月30日", lambda one: said(one.day)),
            Field("原因", _("为什么会转红灯"), "时限将到。", lambda one: one.cause),
        ),
    ),
    Rows(
        "承诺",
        _("每一件上次会议以来的承诺和批示"),
        lambda f: f.promises,
        (
            *_TASK,
            Field("日期", _("什么时候说的"), "2026年8月20日", lambda one: said(one.on)),
            Field("场合", _("约谈、批示或督办单回复"), "约谈", lambda one: one.where),
            Field("内容", _("说了什么"), "九月底前开工", lambda one: one.words),
            Field("落实", _("兑现了没有"), "正在办理", lambda one: one.kept.value),
            Field("情况", _("现在怎样"), "目前亮黄灯", lambda one: one.came),
        ),
    ),
    Rows(
        "提问",
        _("向每个单位提的问题"),
        _asked,
        (
            Field("单位", _("回答问题的单位"), "新农办", lambda one: one[0]),
            Field("问题", _("问题的全文"), "差距在哪里，什么时候赶上？", lambda one: one[1]),
        ),
    ),
)

SHEET = Sheet(
    kind=PaperKind.MEETING,
    about=_("红黄灯清单、与上次会议的变动、风险、承诺落实，以及向每个单位提的三个问题"),
    asks=(Ask.PLAN,),
    facts=PackFacts,
    gather=gather,
    paper=pack_paper,
    audience=Audience.LEADERS,
    fields=FIELDS,
    rows=ROWS,
    words=(
        Word("meeting", _("会议名称"), _("不填为某月调度会")),
        Word("last", _("上次会议日期"), _("如2026-08-20；不填为上一份调度会材料的日期")),
        Word("sender", _("主办单位")),
    ),
)
