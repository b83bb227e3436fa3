"""No page and no operation that reads asks the database more often when its rows grow.

Whatever the matrix gets (GET) with a good answer takes part by itself: it is asked by people of
several roles where there is one thing of every kind, and again where there are many. What shows
nothing that could grow is named, so that no page is let pass because nothing grew on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.matrix.growing import grow
from tests.web.matrix.table import UNIT, Row, page
from tests.web.matrix.test_rights_matrix import EVERY_ROW, TABLES, address_of
from tests.web.reports.acting import IN_TIME

from duban.plan import Period
from duban.web.boards import walls
from duban.web.handling.breaking_down import Line, break_down
from duban.web.ledger.models import Task
from duban.web.ledger.table import Row as TableRow
from duban.web.reports.models import ReportingPeriod
from duban.web.reports.scheduling import set_clocks
from duban.web.supervision import acting
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import Colour, LightHistory, Outcome
from duban.web.supervision.standing import write_history

pytestmark = pytest.mark.django_db

#: in this order the first few who get a page are asked
PARTS = ("office", "unit_head", "leader", "liaison", "other_head", "auditor", "administrator")
FEW = 2
#: more than a page needs: one that is full from the first could ask once a row. The page of a
#: task gathers what every app has on it.
MOST = defaultdict(lambda: 45, {"ledger:task": 90})
#: what shows nothing that grows, by name or as one row: forms, the text or the file of one thing, a
#: page that was full before
FIXED = {
    *("/me", "/me/contact", "/imports/{key}", "/plans/{key}"),
    # one person's posts, one organisation's names, a page that was full before
    *("/people/{key}", "/organisations/{key}", "/journal", "/jurisdictions"),
    *(
        "accounts:enrol",
        "accounts:profile",
        "accounts:password",
        "accounts:journal",
        "accounts:organisation-import",
        "accounts:people-import",
    ),
    "api:openapi-json",
    # these need a whole year; tests/web/boards grows one for them
    *("boards:board", "boards:board-csv", "boards:list", "boards:course-csv"),
    *("boards:rhythm-list", "boards:rhythm-csv", "/boards", "/boards/{name}"),
    *("/beats", "/beats/lists/{name}"),
    *("ledger:import", "ledger:progress", "ledger:rule", "ledger:original", "ledger:source"),
    *("ledger:task-source", "GET ledger:edition pk={removed}"),
    *("handling:desk", "handling:indicators", "handling:renewal", "handling:change"),
    *("/changes/{key}", "/imports/{key}/renewal"),
    *(
        f"GET handling:new-change pk={{task}} kind={kind}"
        for kind in ("cancellation", "extension", "suspension")
    ),
    *("papers:docx", "papers:pdf", "papers:draft-docx", "papers:draft-pdf", "papers:sample"),
    *("papers:draft-xlsx", "papers:kinds", "papers:paper", "papers:series"),
    *("papers:template", "papers:templates", "/paper-kinds", "/papers/{key}"),
    *("papers:template-file", "papers:template-filled", "papers:template-preview"),
    *("reports:download", "reports:preview", "reports:days"),
    "/jurisdictions/{key}/working-days",
    # the town's task went down to nobody; tests/web/reports counts the queries where one did
    "/reports/of/{assignment}/{period}/towns",
    *("handling:download", "handling:preview", "/attachments/{key}"),
    *("supervision:book", "supervision:new-book", "supervision:edit-book"),
}
#: addresses that lead elsewhere, or show what the scene does not hold
ELSEWHERE = {
    *("accounts:sign-in", "accounts:second-factor", "api:api-root", "ledger:picture"),
    *("papers:of-order", "papers:xlsx", "reports:own-days", "reports:write"),
}
#: the form of a report that is not sent, which the matrix has not
BESIDES = {"reports": [page("reports:form", {UNIT: 200}, assignment="{part}", period="{owed}")]}
READ = [row for row in EVERY_ROW if row.method == "GET"]


@pytest.fixture
def more(cast: Any, scene: Mapping[str, Any]) -> Mapping[str, Any]:
    """What lists show and no row of the matrix needs: a talk, a wall screen, a past, a report still
    owed, the whole of a figure shared out to a person."""
    task = Task.objects.get(pk=scene["task"])
    mine = [Line(Decimal(200), person=cast.people["liaison"].pk)]
    break_down(cast["unit_head"], scene["part"], scene["indicator"], mine, IN_TIME)
    acting.hold_talk(cast["office"], task.pk, acting.Talked(IN_TIME, "示例", "谈"), IN_TIME)
    walls.issue(cast["office"], cast.town, "大厅", date(2027, 1, 31), IN_TIME)
    february = ReportingPeriod.objects.get(calendar__plan=task.plan, period="2026-M02")
    week = timedelta(days=7)
    set_clocks(
        cast["office"],
        february.pk,
        opens=february.opens_on,
        due=IN_TIME,
        closes=IN_TIME + week,
        reason="补报",
    )
    [lamp] = lamps_of([task])
    write_history([(lamp, lamp.history(IN_TIME))], IN_TIME)
    redden(task)
    return {**scene, "owed": february.pk}


def redden(task: Task) -> None:
    """Two periods of last year, one after the other, that were red."""
    for month, days in (("2025-M11", 60), ("2025-M12", 30)):
        day = IN_TIME - timedelta(days=days)
        LightHistory.objects.create(
            task=task,
            period=month,
            last_day=Period.parse(month).last_day,
            due_on=day,
            closes_on=day,
            colour=Colour.RED,
            first=Colour.RED,
            cause="滞后。",
            outcome=Outcome.MISSED,
            edition="比例法",
            written_on=day,
        )


class Measured(NamedTuple):
    """How many queries a page took, and how much was answered."""

    row: Row
    part: str
    queries: int
    size: int


class Asking:
    """Each part of the cast, signed in once."""

    def __init__(self, client_of: Callable[[str], Client]) -> None:
        self.clients = {part: client_of(part) for part in PARTS}
        for client in self.clients.values():
            client.get("/me/")  # the clock of the session is written once

    def measured(self, rows: Sequence[Row], scene: Mapping[str, Any]) -> list[Measured]:
        return [
            Measured(row, part, *self.measure(part, row, scene))
            for row in rows
            for part in [part for part in PARTS if row.answer(part) == 200][:FEW]
        ]

    def measure(self, part: str, row: Row, scene: Mapping[str, Any]) -> tuple[int, int]:
        address = address_of(row, scene)
        with CaptureQueriesContext(connection) as asked:
            answer: Any = self.clients[part].get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, (address, part, answer.status_code)
        return len(asked), len(body)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_asks_more_when_its_rows_grow(
    table: str, more: Mapping[str, Any], client_of: Callable[[str], Client]
) -> None:
    asking = Asking(client_of)
    rows = [row for row in TABLES[table].ROWS if row.method == "GET"] + BESIDES.get(table, [])
    few = asking.measured(rows, more)
    grow()
    # what was shown to the public a moment ago is shown again from memory
    cache.clear()
    many = asking.measured(rows, more)
    wrong = [
        f"{new.row} as {new.part}: {old.queries} → {new.queries}"
        for old, new in zip(few, many, strict=True)
        if new.queries > min(old.queries, MOST[new.row.name])
    ]
    assert not wrong, "\n" + "\n".join(wrong)
    grown = {str(new.row) for old, new in zip(few, many, strict=True) if new.size > old.size}
    left = {str(new.row) for new in many if new.row.name not in FIXED} - FIXED - grown
    assert not left, "nothing grew on\n" + "\n".join(sorted(left))


def test_a_query_a_row_is_noticed(
    more: Mapping[str, Any], client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = TableRow.__init__

    def asking_once_a_row(row: TableRow, task: Task, *words: Any) -> None:
        plain(row, task, *words)
        Task.objects.filter(pk=task.pk).exists()

    monkeypatch.setattr(TableRow, "__init__", asking_once_a_row)
    asking, ledger = Asking(client_of), page("ledger:tasks", {})
    few, _size = asking.measure("office", ledger, more)
    grow()
    many, _size = asking.measure("office", ledger, more)
    assert many > few


def test_everything_that_is_read_takes_part() -> None:
    names = {row.name for row in READ}
    asked = {row.name for row in READ if any(row.answer(part) == 200 for part in PARTS)}
    asked |= {row.name for rows in BESIDES.values() for row in rows}
    assert names - asked == ELSEWHERE


def test_what_is_said_to_show_nothing_is_there() -> None:
    assert FIXED - {str(row) for row in READ} - {row.name for row in READ} == set()
