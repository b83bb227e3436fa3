"""任务清单: a plan as it was issued, with how each task stands in columns beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from duban import plan as nouns
from duban.checking.comparing import amount
from duban.plan import Period
from duban.plan.form import frame_from_form, plan_from_form, plan_to_form, total_from_form
from duban.web.accounts.member import Member
from duban.web.handling.holding import dues_of
from duban.web.handling.models import Part
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.ledger.models.tasks import TaskQuerySet
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Rows, Sheet, Subject
from duban.web.reports.models import Report, State
from duban.web.supervision.models import Colour, LightNow, Order, PaperKind
from duban.writing.blocks import Light, Paper
from duban.writing.tasklist import Standing, task_list_paper, task_list_xlsx
from duban.writing.wording import listed, said

Form = Mapping[str, Any]
#: states that a remark names: the others go without saying
TOLD = frozenset(
    {
        *(TaskState.REPORTED, TaskState.CLOSED, TaskState.STRUCK_OFF, TaskState.ARCHIVED),
        *(TaskState.SUSPENDED, TaskState.CANCELLED),
    }
)


@dataclass(frozen=True, slots=True)
class TaskListFacts:
    """`plan` is a form of duban.plan/1 without what was read from its texts; `standings` follow
    its tasks."""

    plan: Form
    standings: Sequence[Standing]
    day: date
    number: str = ""

    @property
    def held(self) -> nouns.Plan:
        return plan_from_form(self.plan)


def gather(subject: Subject) -> TaskListFacts:
    if subject.plan is None:
        raise ValueError("a task list is that of a plan")
    tasks = Task.objects.filter(plan=subject.plan)
    orders = Order.objects.filter(task__plan=subject.plan)
    facts = facts_of(subject.plan, tasks, orders, subject.day)
    return replace(facts, number=subject.number)


def seen_by(member: Member, plan: Plan, day: date) -> TaskListFacts:
    """The tasks of the plan that this person sees, with the orders that this person sees."""
    tasks = Task.objects.visible_to(member).filter(plan=plan)
    return facts_of(plan, tasks, Order.objects.visible_to(member), day)


def facts_of(plan: Plan, seen: TaskQuerySet, orders: Any, day: date) -> TaskListFacts:
    """A constant number of queries, however many tasks."""
    tasks = list(seen.order_by("position", "pk"))
    edition = plan.current
    if edition is None:
        raise ValueError("a plan without an edition is not there yet")
    whole = len(tasks) == plan.tasks.count()
    written = nouns.Plan(
        edition.document(),
        tuple(_bare(task.wording) for task in tasks),
        # sums are those of the whole list
        totals=tuple(total_from_form(form) for form in edition.totals) if whole else (),
        frames=tuple(frame_from_form(form) for form in edition.frames),
    )
    standings = _standings(tasks, orders, day)
    return TaskListFacts(plan_to_form(written), tuple(standings), day)


def _bare(task: nouns.Task) -> nouns.Task:
    """Its words alone: what was understood of them is not printed."""
    return replace(task, quantities=(), allocations=(), investment=None, scope=None, places={})


def _standings(tasks: Sequence[Task], orders: Any, day: date) -> Iterable[Standing]:
    keys = [task.pk for task in tasks]
    progress = _progress(keys)
    lamps = dict(LightNow.objects.filter(task__in=keys).values_list("task", "colour"))
    open_orders: dict[int, list[str]] = {}
    for order in orders.filter(task__in=keys, closed_on=None).order_by("pk"):
        named = f"{Colour(order.colour).light}色督办单（{order.label}）"
        open_orders.setdefault(order.task_id, []).append(named)
    dues = dues_of(tasks, day)
    for task in tasks:
        due = dues[task.pk]
        remarks = [str(task.get_state_display())] if task.state in TOLD else []
        if due.moved and due.now is not None:
            remarks.append(f"时限调整为{said(due.now)}")
        remarks += open_orders.get(task.pk, [])
        colour = lamps.get(task.pk)
        yield Standing(
            progress.get(task.pk, ""),
            None if colour is None else Light(colour),
            "；".join(remarks),
        )


def _progress(keys: Sequence[int]) -> dict[int, str]:
    """By key of the task, what was accepted last: the period, the words, the figures."""
    found: dict[int, str] = {}
    rows = Report.objects.standing().filter(task__in=keys, part=Part.LEAD, state=State.ACCEPTED)
    rows = rows.select_related("period").prefetch_related("values__indicator")
    for report in rows.order_by("period__last_day", "pk"):
        values = [
            f"{one.indicator.metric}{amount(one.amount, one.indicator.unit)}"
            for one in report.values.all()
        ]
        told = report.progress.strip().rstrip("。；;")
        said_so = "；".join(filter(None, (told, listed(values))))
        found[report.task_id] = f"{Period.parse(report.period.period).label}：{said_so}"
    return found


def _issued(facts: TaskListFacts) -> nouns.Plan:
    """The plan under the number of this paper, where it has one."""
    plan = facts.held
    number = facts.number or plan.document.number
    return replace(plan, document=replace(plan.document, number=number))


def paper(facts: TaskListFacts) -> Paper:
    return task_list_paper(_issued(facts), facts.day, facts.standings)


def xlsx(facts: TaskListFacts) -> bytes:
    return task_list_xlsx(_issued(facts), facts.day, facts.standings)


@dataclass(frozen=True, slots=True)
class Line:
    """A task beside how it stands."""

    task: nouns.Task
    standing: Standing


def _lines(facts: TaskListFacts) -> list[Line]:
    tasks = facts.held.tasks
    return [Line(task, one) for task, one in zip(tasks, facts.standings, strict=True)]


def _stones(line: Line) -> str:
    return "\n".join(f"{stone.period.label}：{stone.text}" for stone in line.task.milestones)


FIELDS = (
    Field("文号", _("清单的文号"), "柳溪镇督清〔2026〕1号", lambda f: f.number),
    Field("清单名称", _("计划的标题"), "2026年重点工作任务清单", lambda f: f.held.document.title),
    Field(
        "发文机关", _("计划的发文机关"), "柳溪镇人民政府", lambda f: f.held.document.issuer or ""
    ),
    Field("成文日期", _("公文的日期"), "2026年4月8日", lambda f: said(f.day)),
    Field("任务数", _("多少项任务"), "38", lambda f: str(len(f.standings))),
)
ROWS = (
    Rows(
        "任务",
        _("清单的每一项任务"),
        _lines,
        (
            Field(
                "序号",
                _("任务的序号"),
                "7",
                lambda one: "" if one.task.number is None else str(one.task.number),
            ),
            Field("类别", _("所属的目标类别"), "生态环境", lambda one: " / ".join(one.task.path)),
            Field("名称", _("任务的全文"), "新建口袋公园2座", lambda one: one.task.title),
            Field("牵头领导", _("任务的牵头领导"), "沈示例", lambda one: listed(one.task.leaders)),
            Field(
                "牵头单位", _("任务的牵头单位"), "新农办", lambda one: listed(one.task.lead_units)
            ),
            Field("配合单位", _("任务的配合单位"), "规建办", lambda one: listed(one.task.co_units)),
            Field("进度要求", _("各时期的进度要求，一行一个"), "2026年二季度：开工", _stones),
            Field(
                "进展情况",
                _("最近一次审核通过的填报"),
                "2026年3月：已完成设计",
                lambda one: one.standing.progress,
            ),
            Field(
                "亮灯",
                _("现在亮的灯"),
                "绿灯",
                lambda one: one.standing.light.word if one.standing.light else "",
            ),
            Field(
                "督办说明",
                _("未办结的督办单、时限调整等"),
                "黄色督办单",
                lambda one: one.standing.remark,
            ),
            Field("备注", _("清单里的备注"), "续建", lambda one: one.task.note),
        ),
    ),
)

SHEET = Sheet(
    kind=PaperKind.TASK_LIST,
    about=_("按原来的表格印出一份计划，加进展情况、亮灯、督办说明三栏"),
    asks=(Ask.PLAN,),
    facts=TaskListFacts,
    gather=gather,
    paper=paper,
    xlsx=xlsx,
    audience=Audience.LEADERS,
    fields=FIELDS,
    rows=ROWS,
)
