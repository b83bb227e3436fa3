"""A unit's receipt for its part, and what that makes of the task."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.handling.models import Assignment, Part, Receipt
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import OutOfTurn


def receive(member: Member, own: Assignment) -> None:
    """Under the task's lock: put the receipt on one assignment."""
    if own.ended_on is not None or own.receipt != Receipt.WAITING:
        raise OutOfTurn(_("“%(unit)s”不在待签收状态。") % {"unit": own.name})
    own.receipt, own.received_by, own.received_at = (
        Receipt.RECEIVED,
        member.user,
        clock.now(),
    )
    own.save(update_fields=["receipt", "received_by", "received_at"])


def state_after_receipt(task: Task) -> TaskState | None:
    """RECEIVED once every lead unit of an issued task has signed; None: the state stays."""
    if task.state != TaskState.ISSUED:
        return None
    leads = list(
        Assignment.objects.held()
        .filter(task=task, role=Part.LEAD)
        .values_list("receipt", flat=True)
    )
    signed = bool(leads) and all(receipt == Receipt.RECEIVED for receipt in leads)
    return TaskState.RECEIVED if signed else None
