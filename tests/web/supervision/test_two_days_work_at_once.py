"""Two processes do one day's work at the same moment: what is written is what one would write."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connections
from tests.web.handling.acting import task_of
from tests.web.supervision.acting import Accepted

from duban.web.ledger.models import Plan
from duban.web.supervision import ordering
from duban.web.supervision.models import (
    Colour,
    Delivery,
    Digest,
    LightHistory,
    LightNow,
    Notice,
    Proposal,
    ProposalState,
    Tick,
)
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = (date(2026, 4, 22), date(2026, 5, 22))


def together(day: date, hands: int = 3) -> list[BaseException]:
    """Everything that went wrong, each hand on a connection of its own."""
    start, faults = threading.Barrier(hands), []

    def run() -> None:
        try:
            start.wait(10)
            tick(day)
        except BaseException as fault:  # told by the test
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _hand in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive()
    return faults


def written() -> dict[str, Any]:
    """What the work left behind, but for who was quicker."""
    return {
        "lights": sorted(LightNow.objects.values_list("task", "colour", "cause")),
        "history": sorted(LightHistory.objects.values_list("task", "period", "colour", "late")),
        "notices": sorted(Notice.objects.values_list("user", "key")),
        "proposals": sorted(Proposal.objects.values_list("key", "state")),
        "digests": sorted(Digest.objects.values_list("user", "day")),
        "deliveries": Delivery.objects.count(),
        "ticks": sorted(Tick.objects.values_list("day", flat=True)),
    }


def test_at_once_and_again_is_once(cast: Any, running: Plan, accepted: Accepted) -> None:
    accepted("20", "2026-M03", date(2026, 4, 2))
    task = task_of(running, 1)
    wanted = ordering.Wanted(Colour.BLUE, "滞后", reply_by=date(2026, 4, 16))
    ordering.issue(cast["office"], task.pk, wanted, date(2026, 4, 13))
    for day in DAYS:
        assert together(day) == []
        once = written()
        assert once["lights"]
        assert once["digests"]
        tick(day)
        assert written() == once, "nothing was left for one who works alone afterwards"
    waiting = Proposal.objects.filter(state=ProposalState.WAITING)
    slots = list(waiting.values_list("task", "act", "raises"))
    assert len(slots) == len(set(slots))
    assert Notice.objects.count() == len(set(Notice.objects.values_list("user", "key")))
