"""What an agreed paper does to its task, or to the tasks of its plan."""

from __future__ import annotations

from datetime import date

from duban.plan import Period
from duban.web.accounts.member import Member
from duban.web.handling.handing_down import tell_towns
from duban.web.handling.models import Change, ChangeKind
from duban.web.handling.moving import move_due, move_target
from duban.web.handling.renewing import renew
from duban.web.handling.steps import taking


def make_true(change: Change, member: Member, on: date) -> None:
    """Inside the decision's transaction. KeyError for a kind that nothing is done for."""
    match ChangeKind(change.kind):
        case ChangeKind.EXTENSION if change.task is not None and change.granted is not None:
            move_due(change.task, change.granted, change, on)
            tell_towns(member, change.task, on)
        case ChangeKind.ADJUSTMENT:
            for line in change.lines.select_related("indicator"):
                move_target(line.indicator, Period.parse(line.period), line.new, change, on)
        case ChangeKind.SUSPENSION:
            _step("suspend", change, member)
        case ChangeKind.RESUMPTION:
            _step("resume", change, member)
        case ChangeKind.CANCELLATION:
            _step("cancel", change, member)
        case ChangeKind.EDITION:
            renew(change, member, on)
        case other:
            raise KeyError(other)


def _step(name: str, change: Change, member: Member) -> None:
    if change.task_id is None:
        raise KeyError(name)
    with taking(name, change.task_id, member, reason=change.reason) as taken:
        taken.facts |= {"approver": change.approver, "change": change.pk}
        if change.day is not None:
            taken.facts["review_on"] = str(change.day)
