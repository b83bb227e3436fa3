"""What the rules propose: kept once, confirmed or dismissed by the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from duban.tracking import proposal as nouns
from duban.tracking.rulebook import ActKind
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Role
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn
from duban.web.supervision import ordering
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
from duban.web.supervision.steps import taking
from duban.web.supervision.telling import Matter, tell

ACTS: Mapping[ActKind, Act] = {kind: Act[kind.name] for kind in ActKind}


def keep(
    found: Iterable[nouns.Proposal], tasks: Mapping[str, Task], raises: Mapping[str, Order]
) -> list[Proposal]:
    """Write proposals that are new; `raises` names the order that a key escalates.

    While one waits to be decided, the same act is not proposed for its task a second time; while
    an order stands open, it is raised by its own rule and no other one is proposed.
    """
    wanted = {one.key[:250]: one for one in found}
    known = set(Proposal.objects.filter(key__in=wanted).values_list("key", flat=True))
    waiting = set(
        Proposal.objects.filter(
            task__in=tasks.values(), state=ProposalState.WAITING, raises=None
        ).values_list("task", "act")
    )
    held = set(Order.objects.filter(task__in=tasks.values(), closed_on=None).values_list("task"))
    waiting |= {(task, Act.ORDER.value) for (task,) in held}
    rows = []
    for key, one in wanted.items():
        row = _row(key, one, tasks[one.task], raises.get(one.key))
        if key in known or (row.raises is None and (row.task_id, row.act) in waiting):
            continue
        waiting.add((row.task_id, row.act))
        rows.append(row)
    Proposal.objects.bulk_create(rows, ignore_conflicts=True)
    return rows


def _row(key: str, one: nouns.Proposal, task: Task, raises: Order | None) -> Proposal:
    act = ACTS[one.step.kind]
    # a leader is told at once: nobody below decides whether he hears of it
    told = act is Act.LEADER
    return Proposal(
        jurisdiction_id=task.jurisdiction_id,
        task=task,
        key=key,
        act=act,
        colour="" if one.step.colour is None else Colour.of(one.step.colour),
        marks=one.step.marks,
        because=one.because,
        day=one.day,
        reply_by=one.reply_by,
        raises=raises,
        state=ProposalState.CONFIRMED if told else ProposalState.WAITING,
        decided_on=one.day if told else None,
    )


def confirm(member: Member, key: int, on: date, words: str = "") -> Proposal:
    """Do what is proposed: issue or raise the order, or list it for a bulletin, a talk, marks."""
    with taking("proposal.confirm", key, member, reason=words) as taken:
        proposal: Proposal = taken.row
        if proposal.act == Act.ORDER:
            proposal.order = _order(member, proposal, on)
            taken.facts["order"] = proposal.order.label
        elif proposal.act == Act.TALK:
            _tell_talk(proposal, on)
        taken.saves += _decided(proposal, member, on, words)
    return proposal


def dismiss(member: Member, key: int, on: date, words: str) -> Proposal:
    with taking("proposal.dismiss", key, member, reason=words) as taken:
        proposal: Proposal = taken.row
        taken.saves += _decided(proposal, member, on, words)
    return proposal


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
    if proposal.reply_by is not None:
        day = on + (proposal.reply_by - proposal.day)
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
