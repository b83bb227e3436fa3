"""Lists of handling keep their queries however many rows they have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.handling.acting import ON, task_of

from duban.web.handling.changing import Paper, ask
from duban.web.handling.issuing import issue
from duban.web.handling.models import ChangeKind, HandedDown
from duban.web.ledger.models import Plan, TaskState

pytestmark = pytest.mark.django_db

LISTS = {
    "/handling/": "office",
    "/handling/plans/": "office",
    "/handling/plans/{plan}/": "office",
    "/handling/sign/": "other_head",
    "/handling/changes/": "office",
    "/handling/closing/": "office",
    "/handling/handed-down/": "office",
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_no_more_when_it_grows(
    path: str,
    cast: Any,
    plan: Plan,
    district_plan: Plan,
    client_of: Callable[[str], Client],
) -> None:
    client = client_of(LISTS[path])
    address = path.format(plan=plan.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def one_more(number: int) -> None:
        """Another task handed out, with a paper; another one reported done."""
        first = task_of(plan, number)
        if first.state == TaskState.REGISTERED:
            issue(cast["office"], first.pk, leads=[cast.unit.pk])
        first.state = TaskState.UNDER_WAY
        first.save(update_fields=["state"])
        ask(cast["office"], first.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
        first.completions.create(
            organisation=cast.unit,
            statement="建成",
            reported_by=cast.people["unit_head"],
            reported_on=ON,
        )

    one_more(1)
    HandedDown.objects.filter(jurisdiction=cast.town)[0].delete()
    client.get(address)
    before = queries()
    one_more(2)
    one_more(4)
    if path.endswith("handed-down/"):
        row = HandedDown.objects.filter(jurisdiction=cast.town).get()
        for assignment in row.assignment.task.assignments.exclude(pk=row.assignment_id):
            if not HandedDown.objects.filter(assignment=assignment).exists():
                row.pk, row.assignment = None, assignment
                row.save()
    assert queries() <= before
