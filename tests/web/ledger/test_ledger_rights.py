"""Who sees and does what on every page of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Edition, Task

pytestmark = pytest.mark.django_db

PARTS = (
    "office",
    "stranger",
    "district_office",
    "liaison",
    "other_liaison",
    "unit_head",
    "leader",
    "principal",
    "auditor",
    "administrator",
)
OFFICE = {"office"}
WHOLE = {"office", "principal", "auditor"}
PARTIAL = {"liaison", "other_liaison", "unit_head", "leader"}

#: numbers of the tasks seen: 新农办 leads 3 and helps with 1 and 4, 规建办 leads 4 and helps with 1
TASKS = {
    "office": {1, 2, 3, 4},
    "principal": {1, 2, 3, 4},
    "auditor": {1, 2, 3, 4},
    "liaison": {1, 3, 4},
    "unit_head": {1, 3, 4},
    "other_liaison": {1, 4},
    "leader": {1, 2},
}


@pytest.mark.parametrize("part", PARTS)
def test_drafts_are_the_office_s_own(
    part: str, draft: Edition, client_of: Callable[[str], Client]
) -> None:
    client, here = client_of(part), draft.get_absolute_url()
    expected = 200 if part in OFFICE else 404
    for path in ("", "source/", "review/", "file/", "findings.xlsx", "findings.docx"):
        answer = client.get(here + path)
        assert answer.status_code == expected, path
        if path == "file/" and expected == 200:
            assert answer.getvalue() == draft.path.read_bytes()
    if part in OFFICE:
        return
    for path, body in (
        ("take/confirm/", {}),
        ("take/delete/", {}),
        ("undo/", {}),
        ("entries/t1/correct/", {"field": "title", "text": "改"}),
        ("entries/t1/drop/", {}),
        ("doubts/0/", {}),
    ):
        assert client.post(here + path, body).status_code == 404, path
    assert str(draft.entries.get(key="t1")) == "引进企业60家，其中规上企业8家"


@pytest.mark.parametrize("part", PARTS)
def test_each_sees_the_tasks_that_concern_him(
    part: str, draft: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    confirm(cast["office"], draft.pk)
    client = client_of(part)
    if part == "administrator":
        assert client.get("/ledger/tasks/").status_code == 403
        assert client.get("/ledger/").status_code == 403
        return
    expected = TASKS.get(part, set())
    page = client.get("/ledger/tasks/")
    assert {row.task.number for row in page.context["table"].rows} == expected
    assert page.context["page"].paginator.count == len(expected)
    for task in Task.objects.all():
        status = client.get(task.get_absolute_url()).status_code
        assert status == (200 if task.number in expected else 404)
    plans = client.get("/ledger/").context["plans"].paginator.count
    assert plans == (1 if expected else 0)
    source = client.get(draft.get_absolute_url()).status_code
    assert source == (200 if part in WHOLE else 404)


def test_a_group_is_everybody_in_it(
    cast: Any, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    from tests.web.ledger.lists import ROWS, sheet  # noqa: PLC0415

    from duban.web.accounts.models import Organisation, OrganisationKind  # noqa: PLC0415

    group = Organisation.objects.create(
        jurisdiction=cast.town, name="各办", kind=OrganisationKind.GROUP
    )
    group.members.set([cast.unit, cast.other_unit])
    row = (*ROWS[1][:3], "各办", "/", *ROWS[1][5:])
    confirm(cast["office"], bring_in(sheet([row])).pk)
    for part in ("liaison", "other_liaison"):
        rows = client_of(part).get("/ledger/tasks/").context["table"].rows
        assert [one.task.number for one in rows] == [1]
