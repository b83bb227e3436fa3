"""Lists of supervision keep their queries however many rows they have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.handling.acting import signed, task_of

from duban.web.handling.steps import take
from duban.web.ledger.models import Plan
from duban.web.supervision import acting, ordering
from duban.web.supervision.models import Act, Colour, Proposal
from duban.web.supervision.standing import write_lights

pytestmark = pytest.mark.django_db

LISTS = (
    *("/", "/rhythm/day/", "/rhythm/quarter/", "/supervision/", "/supervision/orders/"),
    *("/supervision/proposals/", "/supervision/instructions/", "/supervision/talks/"),
    "/supervision/notices/",
)


@pytest.mark.parametrize("part", ["office", "unit_head", "leader"])
def test_a_list_asks_no_more_when_it_grows(
    part: str, cast: Any, running: Plan, client_of: Callable[[str], Client]
) -> None:
    client, on = client_of(part), timezone.localdate()

    def one_more(number: int, lead: str) -> None:
        task = task_of(running, number)
        if number == 2:
            take("start", signed(cast, task).pk, cast[lead])
        write_lights([task], on)
        ordering.issue(cast["office"], task.pk, ordering.Wanted(Colour.BLUE, "滞后"), on)
        acting.instruct(cast["office"], task.pk, "抓紧", on, speaker="沈示例", evidence="3号")
        acting.hold_talk(cast["office"], task.pk, acting.Talked(on, "示例", "谈"), on)
        acting.remind(cast["office"], task.pk, "", on)
        Proposal.objects.create(
            jurisdiction=task.jurisdiction,
            task=task,
            key=f"样例{number}",
            act=Act.TALK,
            because="滞后",
            day=on,
        )

    def queries() -> dict[str, int]:
        counts = {}
        for path in LISTS:
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            counts[path] = len(asked)
        return counts

    one_more(1, "liaison")
    queries()
    before = queries()
    one_more(4, "liaison")
    one_more(2, "other_head")
    after = queries()
    assert {path: count for path, count in after.items() if count > before[path]} == {}
