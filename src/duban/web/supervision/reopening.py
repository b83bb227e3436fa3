"""A proposal that was dismissed by mistake waits again, unless it was overtaken meanwhile.

Whether the rules still ask for it, the next day's work finds: else it lapses like any other.
"""

from __future__ import annotations

from django.db import IntegrityError
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.refusals import OutOfTurn
from duban.web.supervision.gathering import RESTING
from duban.web.supervision.models import Act, Colour, Order, Proposal, ProposalState
from duban.web.supervision.steps import taking


def reopen(member: Member, key: int) -> Proposal:
    """Take the dismissal back. Refused where the task moved on, or the act was proposed anew."""
    try:
        with taking("proposal.reopen", key, member) as taken:
            proposal: Proposal = taken.row
            if why := _overtaken(proposal):
                raise OutOfTurn(why)
            taken.facts["old"] = proposal.words
            proposal.decided_by = proposal.decided_on = None
            proposal.words = ""
            taken.saves += ["decided_by", "decided_on", "words"]
    except IntegrityError:
        # the day's work proposed it at this very moment
        raise OutOfTurn(_("这项任务刚刚又有了新的同类建议，请办理新的。")) from None
    return proposal


def _overtaken(proposal: Proposal) -> str:
    """Why what was dismissed is no longer to be decided; empty where it is."""
    task = proposal.task
    if task.state in RESTING:
        return _("任务现在为“%(state)s”，这条建议不再适用。") % {"state": task.get_state_display()}
    newer = Proposal.objects.filter(
        task=task, act=proposal.act, raises=proposal.raises, state=ProposalState.WAITING
    ).first()
    if newer is not None:
        return _("这项任务后来又有了新的建议：%(label)s（%(because)s），请办理新的。") % {
            "label": newer.label,
            "because": newer.because,
        }
    return _order_overtaken(proposal) if proposal.act == Act.ORDER else ""


def _order_overtaken(proposal: Proposal) -> str:
    held = proposal.raises
    if held is None:
        open_one = Order.objects.filter(task=proposal.task, closed_on=None).first()
        if open_one is None:
            return ""
        return _("这项任务已有督办单%(number)s未办结，这条建议不再适用。") % {
            "number": open_one.label
        }
    if held.ended or Colour(held.colour).light.gravity >= Colour(proposal.colour).light.gravity:
        return _("督办单%(number)s现在为%(colour)s、%(state)s，这条建议不再适用。") % {
            "number": held.label,
            "colour": Colour(held.colour).paper,
            "state": held.get_state_display(),
        }
    return ""
