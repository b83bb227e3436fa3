"""What the rules propose: kept once, confirmed or dismissed by the office, or opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from duban.tracking import proposal as nouns
from duban.tracking.rulebook import ActKind, Length
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Role
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn
from duban.web.reports.working_days import calendar_of
from duban.web.supervision import acting, bulletins, ordering
from duban.web.supervision.models import (
    Act,
    Colour,
    NoticeKind,
    Order,
    OrderState,
    Proposal,
    ProposalState,
)
from duban.web.supervision.people import people_of
from duban.web.supervision.reopening import reopen
from duban.web.supervision.steps import taking
from duban.web.supervision.telling import Matter, tell

P = ProposalState
ACTS: Mapping[ActKind, Act] = {kind: Act[kind.name] for kind in ActKind}


class Kept(NamedTuple):
    """What a day made of the proposals: those that are new or back, and how many lapsed."""

    fresh: list[Proposal]
    lapsed: int


#: of an act on a task one proposal waits; of raising an order, one for each order
Slot = tuple[int, str, int | None]


def keep(
    found: Iterable[nouns.Proposal],
    tasks: Mapping[str, Task],
    raises: Mapping[str, Order],
    day: date,
) -> Kept:
    """Let what waits for these tasks be what the rules ask for on `day`, and nothing else.

    `raises` names the order that a key escalates. What the office has decided is not asked again.
    While an order stands open, it is raised by its own rule and no other one is proposed.
    """
    rows = [_row(one, tasks[one.task], raises.get(one.key)) for one in found]
    known = {row.key: row for row in Proposal.objects.filter(key__in=[row.key for row in rows])}
    held = set(
        Order.objects.filter(task__in=tasks.values(), closed_on=None).values_list("task", flat=True)
    )
    wanted: dict[Slot, Proposal] = {}
    for row in rows:
        if row.key in known and known[row.key].state not in (P.WAITING, P.LAPSED):
            continue
        if row.act == Act.ORDER and row.raises is None and row.task_id in held:
            continue
        slot = _slot(row)
        if slot not in wanted or _gravity(row) >= _gravity(wanted[slot]):
            wanted[slot] = row
    lapsed = _lapse(wanted, tasks, day)
    fresh = [row for row in wanted.values() if row.key not in known]
    Proposal.objects.bulk_create(fresh, ignore_conflicts=True)
    back = [known[row.key] for row in wanted.values() if row.key in known]
    return Kept([*fresh, *_revived(back, day)], lapsed)


def _slot(row: Proposal) -> Slot:
    return row.task_id, row.act, row.raises_id


def _gravity(row: Proposal) -> int:
    """A graver order is proposed in place of a lighter one."""
    return Colour(row.colour).light.gravity if row.colour else 0


def _lapse(wanted: Mapping[Slot, Proposal], tasks: Mapping[str, Task], day: date) -> int:
    """End what waits and is asked for no longer, saying whether something took its place."""
    keys = {row.key for row in wanted.values()}
    waiting = Proposal.objects.filter(task__in=tasks.values(), state=P.WAITING)
    gone = list(waiting.exclude(key__in=keys))
    replaced = [one.pk for one in gone if _slot(one) in wanted]
    for pks, words in (
        (replaced, _("已由后来的建议代替。")),
        ([one.pk for one in gone if one.pk not in replaced], _("情况已变，不再适用。")),
    ):
        rows = Proposal.objects.filter(pk__in=pks, state=P.WAITING)
        rows.update(state=P.LAPSED, decided_on=day, words=words)
    return len(gone)


def _revived(known: Iterable[Proposal], day: date) -> list[Proposal]:
    """Those that had lapsed and are asked for again: a suspended task goes on."""
    back = [row for row in known if row.state == P.LAPSED]
    for row in back:
        row.state, row.day, row.decided_on, row.words = P.WAITING, day, None, ""
    fields = ["state", "day", "decided_on", "words"]
    Proposal.objects.bulk_update(back, fields)
    return back


def _row(one: nouns.Proposal, task: Task, raises: Order | None) -> Proposal:
    act = ACTS[one.step.kind]
    # a leader is told at once: nobody below decides whether he hears of it
    told = act is Act.LEADER
    return Proposal(
        jurisdiction_id=task.jurisdiction_id,
        task=task,
        key=one.key[:250],
        act=act,
        colour="" if one.step.colour is None else Colour.of(one.step.colour),
        marks=one.step.marks,
        because=one.because,
        day=one.day,
        reply_by=one.reply_by,
        limit="" if one.step.reply is None else str(one.step.reply),
        raises=raises,
        state=P.CONFIRMED if told else P.WAITING,
        decided_on=one.day if told else None,
    )


def confirm(member: Member, key: int, on: date, words: str = "") -> Proposal:
    """Do what is proposed: issue or raise the order, list the task for a bulletin, ask the head to
    a talk, remind."""
    with taking("proposal.confirm", key, member, reason=words) as taken:
        proposal: Proposal = taken.row
        if proposal.act == Act.ORDER:
            proposal.order = _order(member, proposal, on)
            taken.facts["order"] = proposal.order.label
        elif proposal.act == Act.BULLETIN:
            bulletins.put_on(member, proposal.task_id, proposal.because, on, proposal)
        elif proposal.act == Act.TALK:
            _tell_talk(proposal, on)
        elif proposal.act == Act.REMINDER:
            acting.remind(member, proposal.task_id, words or proposal.because, on)
        taken.saves += _decided(proposal, member, on, words)
    return proposal


def dismiss(member: Member, key: int, on: date, words: str) -> Proposal:
    with taking("proposal.dismiss", key, member, reason=words) as taken:
        proposal: Proposal = taken.row
        taken.saves += _decided(proposal, member, on, words)
    return proposal


#: what the office says to a proposal: (member, key, day, words)
VERDICTS: Mapping[str, Callable[[Member, int, date, str], Proposal]] = {
    "confirm": confirm,
    "dismiss": dismiss,
    "reopen": lambda member, key, _on, _words: reopen(member, key),
}


def _decided(proposal: Proposal, member: Member, on: date, words: str) -> list[str]:
    """The fields that this sets."""
    proposal.decided_by, proposal.decided_on = member.user, on
    proposal.words = words.strip()[:300]
    return ["decided_by", "decided_on", "words", "order"]


def _order(member: Member, proposal: Proposal, on: date) -> Order:
    """The order that stands open is raised; else a new one is issued. The limit for the reply
    counts from the day of the decision."""
    colour = Colour(proposal.colour)
    held = proposal.raises or _open_order(proposal.task)
    if held is not None and held.state not in (OrderState.ISSUED, OrderState.REPLIED):
        raise OutOfTurn(
            _("督办单%(number)s已%(state)s，这条建议不再适用，可不采纳。")
            % {"number": held.label, "state": held.get_state_display()}
        )
    day = None
    if proposal.limit:
        day = Length.parse(proposal.limit).after(on, calendar_of(proposal.jurisdiction_id))
    if held is not None:
        return ordering.raise_colour(member, held.pk, proposal.because, on, day=day, colour=colour)
    wanted = ordering.Wanted(colour, proposal.because, reply_by=day)
    return ordering.issue(member, proposal.task_id, wanted, on)


def _open_order(task: Task) -> Order | None:
    lead = Assignment.objects.held().filter(task=task, role=Part.LEAD).order_by("pk").first()
    if lead is None:
        return None
    found = Order.objects.filter(task=task, organisation=lead.organisation_id, closed_on=None)
    return found.first()


def _tell_talk(proposal: Proposal, on: date) -> None:
    leads = Assignment.objects.held().filter(task=proposal.task, role=Part.LEAD)
    people = people_of([proposal.jurisdiction_id])
    heads = [
        user
        for unit in leads.values_list("organisation", flat=True)
        for user in people.of_unit(unit, Role.UNIT_HEAD)
    ]
    text = _("“%(task)s”拟约谈：%(because)s") % {
        "task": proposal.task,
        "because": proposal.because,
    }
    tell(Matter(NoticeKind.TALK, f"约谈|{proposal.pk}", text, on, proposal.task), heads)
