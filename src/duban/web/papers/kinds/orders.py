"""督办单: one order of supervision as the paper that goes to its unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from duban.plan import Period
from duban.web.handling.holding import due_of
from duban.web.ledger.fields import label_of_due
from duban.web.ledger.models import Stone, Task
from duban.web.papers.kinds.sheet import Ask, Audience, Field, Sheet, Subject, Word
from duban.web.supervision.models import Colour, LightNow, Order, OrderState, PaperKind
from duban.writing.blocks import Light
from duban.writing.order import OrderFacts, order_paper
from duban.writing.wording import listed, said


def gather(subject: Subject) -> OrderFacts:
    """The order as it stands: its colour and limit are those of the last turn."""
    order = subject.order
    if order is None:
        raise ValueError("an order's paper speaks of an order")
    task = order.task
    words = task.wording
    return OrderFacts(
        issuer=subject.word("sender", subject.sender),
        number=subject.number,
        day=subject.day,
        colour=Light(order.colour),
        unit=order.organisation.called(order.issued_on),
        task=task.title,
        facts=tuple(_facts(order)),
        reply_by=order.reply_by,
        plan=task.plan.title,
        serial=task.number,
        leaders=tuple(words.leaders),
        lead_units=tuple(words.lead_units),
        co_units=tuple(words.co_units),
        target=_target(task, order.issued_on),
        due=_due(task, subject.day),
        demand=order.demand,
        earlier=tuple(_earlier(order)),
        copies=subject.lines("copies"),
        contact=subject.word("contact"),
    )


def _facts(order: Order) -> Iterator[str]:
    """Why it was issued, why it was raised since, how the task stands now."""
    yield from filter(None, (line.strip() for line in order.because.splitlines()))
    for turn in order.turns.filter(step="raise").order_by("pk"):
        yield f"{said(turn.on)}升级为{Colour(turn.colour).light}色督办：{turn.words}"
    lamp = LightNow.objects.filter(task=order.task_id).first()
    if lamp is not None and lamp.cause and lamp.cause not in order.because:
        yield f"该项任务目前亮{Colour(lamp.colour).light}灯：{lamp.cause}"


def _target(task: Task, on: date) -> str:
    """What was to be reached by the milestone that was running that day, or had run out last."""
    stone = Stone.objects.filter(task=task, first_day__lte=on).order_by("-last_day", "-pk").first()
    return "" if stone is None else f"{Period.parse(stone.period).label}：{stone.text}"


def _due(task: Task, on: date) -> str:
    due = due_of(task, on)
    if due.moved and due.now is not None:
        return f"{said(due.now)}（已调整）"
    return label_of_due(task.due) if task.due else ""


def _earlier(order: Order) -> Iterator[str]:
    before = Order.objects.filter(task=order.task_id, issued_on__lte=order.issued_on)
    before = before.exclude(pk__gte=order.pk).exclude(state=OrderState.VOID)
    for one in before.order_by("issued_on", "pk"):
        yield f"{Colour(one.colour).light}色督办单（{one.label}）"


FIELDS = (
    Field("文号", _("督办单的文号"), "柳溪镇督〔2026〕3号", lambda f: f.number),
    Field("发文单位", _("发出督办单的单位"), "柳溪镇督查室", lambda f: f.issuer),
    Field("成文日期", _("公文的日期"), "2026年5月11日", lambda f: said(f.day)),
    Field("督办颜色", _("蓝色、黄色或红色"), "黄色", lambda f: f.colour.colour_word),
    Field("承办单位", _("收到督办单的单位"), "新农办", lambda f: f.unit),
    Field("计划名称", _("任务所在的计划"), "2026年重点工作任务清单", lambda f: f.plan),
    Field(
        "任务序号",
        _("任务在计划里的序号"),
        "7",
        lambda f: "" if f.serial is None else str(f.serial),
    ),
    Field("任务名称", _("任务的全文"), "新建口袋公园2座", lambda f: f.task),
    Field("牵头领导", _("任务的牵头领导"), "沈示例", lambda f: listed(f.leaders)),
    Field("牵头单位", _("任务的牵头单位"), "新农办", lambda f: listed(f.lead_units)),
    Field("配合单位", _("任务的配合单位"), "规建办、财政所", lambda f: listed(f.co_units)),
    Field("进度要求", _("当时应达到的进度"), "2026年二季度：开工建设", lambda f: f.target),
    Field("完成时限", _("任务的完成时限"), "2026年9月", lambda f: f.due),
    Field("督办事由", _("为什么督办，每件事一行"), "二季度未开工。", lambda f: "\n".join(f.facts)),
    Field("办理要求", _("要求承办单位做什么"), "请查明原因，抓紧推进。", lambda f: f.demand),
    Field("回复期限", _("最迟何时回复"), "2026年5月18日", lambda f: said(f.reply_by)),
    Field(
        "此前督办",
        _("同一任务此前的督办单"),
        "蓝色督办单（柳溪镇督〔2026〕1号）",
        lambda f: listed(f.earlier),
    ),
    Field("联系人", _("发文单位的联系人"), "示例", lambda f: f.contact),
    Field("抄送", _("抄送的单位"), "镇纪委", lambda f: listed(f.copies)),
)

SHEET = Sheet(
    kind=PaperKind.ORDER,
    about=_("向一个单位督办一项任务，附回复单。文号用督办单自己的号"),
    asks=(Ask.ORDER,),
    facts=OrderFacts,
    gather=gather,
    paper=order_paper,
    audience=Audience.UNIT,
    fields=FIELDS,
    words=(
        Word("sender", _("发文单位")),
        Word("contact", _("联系人"), _("只写姓名，电话写在函件之外")),
        Word("copies", _("抄送"), _("一行一个单位"), long=True),
    ),
)
