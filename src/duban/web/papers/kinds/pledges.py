"""责任书: what one unit answers for in one plan."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duban.plan import Period
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.fields import label_of_due
from duban.web.ledger.models import Task
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Rows, Sheet, Subject, Word
from duban.web.supervision.models import PaperKind
from duban.writing.pledge import ROLES, PledgedTask, PledgeFacts, pledge_paper
from duban.writing.wording import listed, said

LEADS, HELPS = ROLES
#: what a cell holds that asks for nothing
DASHES = " /／—–-\n\t"


def gather(subject: Subject) -> PledgeFacts:
    """The tasks of the plan that the unit holds, in the plan's order."""
    plan, unit = subject.plan, subject.unit
    if plan is None or unit is None:
        raise ValueError("a pledge is that of a unit for a plan")
    held = Assignment.objects.held().filter(organisation=unit, task__plan=plan)
    rows = held.select_related("task").prefetch_related("task__stones")
    year = plan.year if plan.year is not None else subject.day.year
    return PledgeFacts(
        government=subject.word("government", f"{subject.place.name}人民政府"),
        unit=unit.name,
        year=year,
        day=subject.day,
        plan=plan.title,
        tasks=tuple(_pledged(one) for one in rows.order_by("task__position", "pk")),
        duties=subject.lines("duties"),
    )


def _pledged(held: Assignment) -> PledgedTask:
    task: Task = held.task
    return PledgedTask(
        serial=task.number,
        title=task.title,
        part=LEADS if held.role == Part.LEAD else HELPS,
        targets=tuple(
            (_short(stone.period), stone.text)
            for stone in sorted(task.stones.all(), key=lambda one: (one.last_day, one.position))
            if stone.text.strip(DASHES)
        ),
        due=label_of_due(task.due) if task.due else "",
        co_units=tuple(task.wording.co_units),
    )


def _short(period: str) -> str:
    """一季度: within a year's pledge the year goes without saying."""
    label = Period.parse(period).label
    return label.partition("年")[2] or label


def _targets(task: PledgedTask) -> str:
    return "\n".join(f"{period}：{text}" if period else text for period, text in task.targets)


FIELDS = (
    Field("签订单位", _("与责任单位签订的一方"), "柳溪镇人民政府", lambda f: f.government),
    Field("责任单位", _("承担任务的单位"), "新农办", lambda f: f.unit),
    Field("年度", _("哪一年的责任书"), "2026", lambda f: str(f.year)),
    Field("计划名称", _("任务所在的计划"), "2026年重点工作任务清单", lambda f: f.plan),
    Field("成文日期", _("公文的日期"), "2026年2月10日", lambda f: said(f.day)),
    Field("任务数", _("承担多少项任务"), "12", lambda f: str(len(f.tasks))),
    Field("牵头数", _("其中牵头的"), "8", lambda f: str(sum(one.part == LEADS for one in f.tasks))),
    Field("配合数", _("其中配合的"), "4", lambda f: str(sum(one.part == HELPS for one in f.tasks))),
    Field(
        "责任要求",
        _("对责任单位的要求，一行一条"),
        "按时如实填报进展",
        lambda f: "\n".join(f.duties),
    ),
)
ROWS = (
    Rows(
        "任务",
        _("责任单位的每一项任务"),
        lambda f: f.tasks,
        (
            Field(
                "序号",
                _("在计划里的序号"),
                "7",
                lambda one: "" if one.serial is None else str(one.serial),
            ),
            Field("名称", _("任务的全文"), "新建口袋公园2座", lambda one: one.title),
            Field("责任", _("牵头或配合"), "牵头", lambda one: one.part),
            Field("目标", _("各时期的进度要求，一行一个"), "二季度：开工建设", _targets),
            Field("完成时限", _("任务的完成时限"), "2026年9月", lambda one: one.due),
            Field("配合单位", _("任务的配合单位"), "规建办", lambda one: listed(one.co_units)),
        ),
    ),
)

SHEET = Sheet(
    kind=PaperKind.PLEDGE,
    about=_("一个单位在一份计划里承担的全部任务，供双方签字"),
    asks=(Ask.PLAN, Ask.UNIT),
    facts=PledgeFacts,
    gather=gather,
    paper=pledge_paper,
    audience=Audience.UNIT,
    fields=FIELDS,
    rows=ROWS,
    words=(
        Word("government", _("签订单位"), _("不填为本级人民政府")),
        Word("duties", _("责任要求"), _("一行一条，不填为通用的三条"), long=True),
    ),
)
