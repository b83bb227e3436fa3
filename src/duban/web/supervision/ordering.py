"""督办单: numbered, answered, raised, closed. The number is taken in the transaction that issues
the paper, so that a paper that came to nothing leaves no gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duban.tracking.rulebook import Length
from duban.tracking.working_days import Calendar
from duban.web.accounts.member import Member
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn, ReasonMissing
from duban.web.reports.working_days import calendar_of
from duban.web.supervision.gathering import RESTING
from duban.web.supervision.models import Colour, NoticeKind, Order, OrderTurn, PaperKind
from duban.web.supervision.numbering import next_number, prefix_of
from duban.web.supervision.people import people_of
from duban.web.supervision.steps import taking
from duban.web.supervision.telling import Matter, tell

#: rising colours, each with the limit for the reply where nobody names one
LIMITS = {
    Colour.BLUE: Length(5, working=True),
    Colour.YELLOW: Length(3, working=True),
    Colour.RED: Length(2, working=True),
}
LADDER = tuple(LIMITS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an order shall say. `organisation` None: the unit that leads the task first.

    `reply_by` None: by the limit of the colour.
    """

    colour: Colour
    because: str
    demand: str = ""
    organisation: int | None = None
    reply_by: date | None = None
    series: str = ""


def reply_day(colour: Colour, on: date, calendar: Calendar) -> date:
    return LIMITS[colour].after(on, calendar)


def issue(member: Member, task_id: int, wanted: Wanted, on: date) -> Order:
    """Issue one order to one unit that holds the task."""
    with taking("order.issue", task_id, member) as taken:
        order = _made(member, taken.row, wanted, on)
        taken.subject = order
        taken.facts |= {"colour": order.colour, "reply_by": str(order.reply_by)}
    return order


def _made(member: Member, task: Task, wanted: Wanted, on: date) -> Order:
    if task.state in RESTING:
        raise OutOfTurn(
            _("任务当前为“%(state)s”，不发督办单。") % {"state": task.get_state_display()}
        )
    because = wanted.because.strip()
    if not because:
        raise ReasonMissing.of(_("签发督办单"))
    if wanted.colour not in LADDER:
        raise ReasonMissing(_("督办单只有蓝、黄、红三种颜色。"))
    reply_by = wanted.reply_by or reply_day(wanted.colour, on, calendar_of(task.jurisdiction_id))
    if reply_by < on:
        raise ReasonMissing(_("回复期限不能早于签发日期。"))
    unit = _unit(task, wanted.organisation)
    open_one = task.orders.filter(organisation=unit.organisation_id, closed_on=None).first()
    if open_one is not None:
        raise OutOfTurn(
            _("%(unit)s就这项任务已有督办单%(number)s未办结，可将其升级。")
            % {"unit": unit.name, "number": open_one.label}
        )
    place = task.jurisdiction
    series = wanted.series.strip()[:30] or prefix_of(place, PaperKind.ORDER)
    order = Order.objects.create(
        jurisdiction=place,
        series=series,
        year=on.year,
        number=next_number(place, series, on.year),
        task=task,
        organisation=unit.organisation,
        colour=wanted.colour,
        because=because,
        demand=wanted.demand.strip(),
        issued_by=member.user,
        issued_on=on,
        reply_by=reply_by,
    )
    _turn(order, "issue", member, on, because)
    _tell_unit(order, on, _("收到%(colour)s督办单%(number)s，请于%(day)s前回复。"))
    return order


def _unit(task: Task, organisation: int | None) -> Assignment:
    held = Assignment.objects.held().filter(task=task).select_related("organisation")
    if organisation is None:
        found = held.filter(role=Part.LEAD).order_by("pk").first()
    else:
        found = held.filter(organisation=organisation).first()
    if found is None:
        raise ReasonMissing(_("请从任务的责任单位里选一个承办单位。"))
    return found


def _turn(order: Order, step: str, member: Member, on: date, words: str) -> OrderTurn:
    return OrderTurn.objects.create(
        order=order,
        step=step,
        words=words,
        colour=order.colour,
        reply_by=order.reply_by,
        by=member.user,
        name=member.name,
        on=on,
    )


def _tell_unit(order: Order, on: date, sentence: str) -> None:
    said = {
        "colour": Colour(order.colour).paper,
        "number": order.label,
        "day": order.reply_by.isoformat(),
    }
    people = people_of([order.jurisdiction_id])
    key = f"督办单|{order.pk}|{order.turns.count()}"
    matter = Matter(NoticeKind.ORDER, key, sentence % said, on, order.task, order)
    tell(matter, people.of_unit(order.organisation_id))


def reply(member: Member, order_id: int, words: str, on: date) -> Order:
    """The unit says what it has done."""
    with taking("order.reply", order_id, member, reason=words) as taken:
        order: Order = taken.row
        order.replied_on, order.late = on, order.late or on > order.reply_by
        taken.saves += ["replied_on", "late"]
        turn = _turn(order, "reply", member, on, words.strip())
        matter = Matter(
            NoticeKind.REPLY,
            f"回复|{order.pk}|{turn.pk}",
            _("%(unit)s已回复督办单%(number)s，请看是否办结。")
            % {"unit": order.organisation.name, "number": order.label},
            on,
            order.task,
            order,
        )
        tell(matter, people_of([order.jurisdiction_id]).offices.get(order.jurisdiction_id, ()))
    return order


def send_back(member: Member, order_id: int, words: str, on: date, day: date | None) -> Order:
    """The reply does not do; another one is wanted by `day`, or by the limit of the colour."""
    with taking("order.send_back", order_id, member, reason=words) as taken:
        order: Order = taken.row
        order.reply_by = _limit(order, day, on)
        order.replied_on = None
        taken.saves += ["reply_by", "replied_on"]
        _turn(order, "send_back", member, on, words.strip())
        _tell_unit(order, on, _("督办单%(number)s的回复被退回，请于%(day)s前重新回复。"))
    return order


def raise_colour(
    member: Member,
    order_id: int,
    words: str,
    on: date,
    *,
    day: date | None = None,
    colour: Colour | None = None,
) -> Order:
    """The same paper in the next colour, or the one named, with a limit of its own."""
    with taking("order.raise", order_id, member, reason=words) as taken:
        order: Order = taken.row
        at = LADDER.index(Colour(order.colour))
        wanted = LADDER[min(at + 1, len(LADDER) - 1)] if colour is None else colour
        if LADDER.index(wanted) <= at:
            raise OutOfTurn(
                _("督办单已是%(colour)s，不能再升。") % {"colour": Colour(order.colour).paper}
            )
        taken.facts |= {"from": order.colour, "colour": wanted}
        order.colour, order.replied_on = wanted, None
        order.reply_by = _limit(order, day, on)
        taken.saves += ["colour", "reply_by", "replied_on"]
        _turn(order, "raise", member, on, words.strip())
        _tell_unit(order, on, _("督办单%(number)s升为%(colour)s，请于%(day)s前回复。"))
    return order


def _limit(order: Order, day: date | None, on: date) -> date:
    wanted = day
    if wanted is None:
        wanted = reply_day(Colour(order.colour), on, calendar_of(order.jurisdiction_id))
    if wanted < on:
        raise ReasonMissing(_("回复期限不能早于今天。"))
    return wanted


def close(member: Member, order_id: int, words: str, on: date) -> Order:
    return _end("close", member, order_id, words, on)


def void(member: Member, order_id: int, words: str, on: date) -> Order:
    """Issued by mistake: the paper keeps its number and says why it does not hold."""
    return _end("void", member, order_id, words, on)


def _end(step: str, member: Member, order_id: int, words: str, on: date) -> Order:
    with taking(f"order.{step}", order_id, member, reason=words) as taken:
        order: Order = taken.row
        order.closed_on = on
        taken.saves += ["closed_on"]
        _turn(order, step, member, on, words.strip())
        sentence = (
            _("督办单%(number)s已办结。") if step == "close" else _("督办单%(number)s已作废。")
        )
        _tell_unit(order, on, sentence)
    return order
