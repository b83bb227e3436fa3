"""Whatever became of a unit, last year's task keeps the name it had; this year's has the new one.

柳溪镇's list of 2026 is last year's here: reported on, chased, written about, one task closed. On
the first day of 2027 新农办, which led it, is renamed, merged or split.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.web.handling.acting import Draft, signed, task_of
from tests.web.handling.papers import TOWN_LIST, Sheet
from tests.web.papers.acting import ON, chosen, words_of
from tests.web.reports.acting import IN_TIME, MARCH

from duban.web.accounts.known_as import known_as
from duban.web.accounts.models import Organisation
from duban.web.accounts.turning import Basis, merge, rename, split
from duban.web.handling import closing
from duban.web.handling.issuing import issue_plan
from duban.web.handling.models import Share
from duban.web.handling.steps import take as take_task_step
from duban.web.journal.models import Entry
from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Plan, Task
from duban.web.papers import acting as writing
from duban.web.papers.models import Paper
from duban.web.reports.models import Report
from duban.web.supervision import acting, ordering
from duban.web.supervision.models import Order, Talk

pytestmark = pytest.mark.django_db
OLD, NEW = "新农办", "乡村振兴办"
TURNED = Basis(date(2027, 1, 1), "柳编〔2027〕1号")
IN_NEW_YEAR = date(2027, 2, 1)


@dataclass(frozen=True)
class Year:
    """What last year left behind."""

    task: Task
    closed: Task
    report: Report
    order: Order
    talk: Talk
    paper: Paper
    journal: list[str]


@pytest.fixture
def year(cast: Any, running: Plan, accepted: Any, order: Order, settings: Any) -> Year:
    """An accepted report, an order that was answered, a talk, a paper sent out, a closed task."""
    office, task = cast["office"], task_of(running, 1)
    report = accepted("28", MARCH, IN_TIME)
    ordering.reply(cast["unit_head"], order.pk, "已加快", ON)
    talk = acting.hold_talk(office, task.pk, acting.Talked(ON, "示例", "谈", "保证补上"), ON)
    indicator = task.indicators.get()
    Share.objects.create(
        task=task, indicator=indicator, organisation=cast.unit, value=Decimal(200), position=0
    )
    closed = signed(cast, task_of(running, 2))
    take_task_step("start", closed.pk, cast["other_head"])
    closing.report_done(cast["other_head"], closed.pk, "建成", ON)
    closing.name_verifier(office, closed.pk, cast.people["office"].pk)
    closing.close(office, closed.pk, "看过", ON)
    paper = writing.draft(office, chosen(office, "pledge", plan=running.pk, unit=cast.unit.pk), ON)
    writing.send_out(office, paper.pk, ON)
    written = list(Entry.objects.order_by("pk").values_list("subject", flat=True))
    settings.DAY = IN_NEW_YEAR
    return Year(task, closed, report, order, talk, paper, written)


def _rename(cast: Any) -> Organisation:
    return rename(cast["administrator"], cast.unit.pk, NEW, TURNED)


def _merge(cast: Any) -> Organisation:
    into = Organisation.objects.create(jurisdiction=cast.town, name=NEW)
    return merge(cast["administrator"], cast.unit.pk, into.pk, TURNED)


def _split(cast: Any) -> Organisation:
    return split(cast["administrator"], cast.unit.pk, NEW, TURNED)


TURNS: Mapping[str, Callable[[Any], Organisation]] = {
    "renamed": _rename,
    "merged": _merge,
    "split": _split,
}
turned = pytest.mark.parametrize("turn", TURNS.values(), ids=TURNS)


@turned
def test_pages_and_api_of_last_year_keep_the_name(
    turn: Callable[[Any], Organisation], cast: Any, year: Year, client_of: Any
) -> None:
    turn(cast)
    auditor = client_of("auditor")
    task = f"/api/tasks/{year.task.pk}"
    for path in (
        year.task.get_absolute_url(),
        year.report.get_absolute_url(),
        year.order.get_absolute_url(),
        "/supervision/orders/",
        "/supervision/talks/",
        "/ledger/tasks/",
        f"/papers/{year.paper.pk}/",
        "/papers/",
        task,
        f"{task}/handling",
        f"/api/reports/{year.report.pk}",
        "/api/orders",
        "/api/talks",
        f"/api/papers/{year.paper.pk}",
    ):
        answer = auditor.get(path)
        assert answer.status_code == 200, path
        text = answer.content.decode()
        if path.startswith("/api/"):
            text = json.dumps(answer.json(), ensure_ascii=False)
        assert OLD in text, path
        assert NEW not in text, path


@turned
def test_what_went_out_says_what_it_said(
    turn: Callable[[Any], Organisation], cast: Any, year: Year, client_of: Any
) -> None:
    auditor, path = client_of("auditor"), f"/papers/{year.paper.pk}/paper.docx"

    def sent() -> bytes:
        answer = auditor.get(path)
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    before = sent()
    turn(cast)
    assert sent() == before
    assert OLD in words_of(before)


@turned
def test_the_journal_keeps_its_words(
    turn: Callable[[Any], Organisation], cast: Any, year: Year
) -> None:
    turn(cast)
    now = list(Entry.objects.order_by("pk").values_list("subject", flat=True))
    assert now[: len(year.journal)] == year.journal
    issued = Entry.objects.get(verb="task.issue", subject_id=year.task.pk)
    assert issued.facts["units"] == [OLD, "规建办"]


@turned
def test_assignments_and_shares_keep_the_name(
    turn: Callable[[Any], Organisation], cast: Any, year: Year
) -> None:
    turn(cast)
    part = year.task.assignments.get(role="lead")
    assert (part.name, part.new_name) == (OLD, "")
    assert {share.bearer for share in year.task.shares.select_related("organisation")} == {OLD}
    assert year.closed.completions.get().organisation.called(ON) == "规建办"


@turned
def test_a_paper_written_now_about_last_year_uses_its_name(
    turn: Callable[[Any], Organisation], cast: Any, year: Year
) -> None:
    turn(cast)
    office = cast["office"]
    wanted = chosen(office, "bulletin", plan=year.task.plan_id, period="2026-Q1")
    paper = writing.draft(office, wanted, IN_NEW_YEAR)
    writing.send_out(office, paper.pk, IN_NEW_YEAR)
    paper.refresh_from_db()
    text = str(paper.facts)
    assert OLD in text
    assert NEW not in text


def of_this_year(sheet: Sheet) -> Sheet:
    drawing = sheet.drawing.replace("2026", "2027").replace(OLD, NEW).replace("200户", "260户")
    return Sheet(sheet.title.replace("2026", "2027"), drawing)


@turned
def test_the_list_of_this_year_has_the_new_name(
    turn: Callable[[Any], Organisation],
    cast: Any,
    year: Year,
    draft_of: Draft,
    client_of: Any,
) -> None:
    new = turn(cast)
    edition = draft_of(of_this_year(TOWN_LIST), cast.town, "office")
    plan = confirm(cast["office"], edition.pk).plan
    assert plan is not None
    issue_plan(cast["office"], plan.pk)
    part = task_of(plan, 1).assignments.get(role="lead")
    assert (part.organisation, part.name) == (new, NEW)
    page = client_of("auditor").get(task_of(plan, 1).get_absolute_url()).content.decode()
    assert NEW in page
    assert OLD not in page


def test_a_change_of_name_within_the_year_is_told_beside_the_old_name(
    cast: Any, year: Year, client_of: Any
) -> None:
    rename(cast["administrator"], cast.unit.pk, NEW, Basis(date(2026, 7, 1)))
    page = client_of("auditor").get(year.task.get_absolute_url()).content.decode()
    assert f"现名{NEW}" in page
    report = client_of("auditor").get(year.report.get_absolute_url()).content.decode()
    assert NEW not in report, "March was before"


def test_names_follow_each_other_by_their_days(cast: Any) -> None:
    admin, unit = cast["administrator"], cast.unit
    rename(admin, unit.pk, "农村建设办", Basis(date(2026, 9, 1)))
    held = rename(admin, unit.pk, NEW, Basis(date(2027, 1, 1)))
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2026, 12, 31), date(2027, 1, 1), date.max]
    assert [held.called(day) for day in days] == [OLD, "农村建设办", "农村建设办", NEW, NEW]


SEARCHED = ("/supervision/orders/", "/api/orders", "/papers/", "/api/papers")
same_unit = pytest.mark.parametrize("turn", [_rename, _merge], ids=["renamed", "merged"])


def number_in(path: str, year: Year) -> str:
    """Of the paper or the order that a list is to show."""
    held = Paper.objects.get(pk=year.paper.pk) if "papers" in path else year.order
    assert held.label
    return held.label


def found_by(client: Any, path: str, words: str) -> str:
    answer = client.get(path, {"q": words})
    assert answer.status_code == 200, path
    text: str = answer.content.decode()
    return json.dumps(answer.json(), ensure_ascii=False) if path.startswith("/api/") else text


@pytest.mark.parametrize("words", [OLD, "农办", NEW, "乡村振兴"])
@same_unit
def test_what_was_sent_to_it_is_found_by_the_name_of_then_and_of_now(
    turn: Callable[[Any], Organisation], words: str, cast: Any, year: Year, client_of: Any
) -> None:
    turn(cast)
    Paper.objects.filter(pk=year.paper.pk).update(title="责任书")
    auditor = client_of("auditor")
    for path in SEARCHED:
        number = number_in(path, year)
        assert number in found_by(auditor, path, words), path
        assert number not in found_by(auditor, path, "规建办"), path


@pytest.mark.parametrize("words", [OLD, NEW])
@same_unit
def test_what_is_sent_now_is_found_by_last_year_s_name(
    turn: Callable[[Any], Organisation], words: str, cast: Any, year: Year, client_of: Any
) -> None:
    unit = turn(cast)
    now = {"issued_on": IN_NEW_YEAR, "reply_by": IN_NEW_YEAR}
    Order.objects.filter(pk=year.order.pk).update(organisation=unit, **now)
    Paper.objects.filter(pk=year.paper.pk).update(title="责任书", organisation=unit)
    auditor = client_of("auditor")
    for path in SEARCHED:
        number = number_in(path, year)
        assert number in found_by(auditor, path, words), path


def test_what_was_cut_out_is_another_unit(cast: Any, year: Year, client_of: Any) -> None:
    _split(cast)
    auditor = client_of("auditor")
    for path in SEARCHED[:2]:
        assert year.order.label in found_by(auditor, path, OLD), path
        assert year.order.label not in found_by(auditor, path, NEW), path


def test_names_are_followed_through_all_that_became_of_a_unit(cast: Any) -> None:
    """新农办 → 农村建设办, which goes into 建设办, which goes into 乡村振兴办."""
    admin, unit = cast["administrator"], cast.unit
    rename(admin, unit.pk, "农村建设办", Basis(date(2026, 3, 1)))
    middle, last = (
        Organisation.objects.create(jurisdiction=cast.town, name=name) for name in ("城建办", NEW)
    )
    merge(admin, unit.pk, middle.pk, Basis(date(2026, 6, 1)))
    merge(admin, middle.pk, last.pk, TURNED)
    whole = {unit.pk, middle.pk, last.pk}
    for words in (OLD, "农村建设办", "城建办", NEW):
        assert known_as(words) == whole, words
    assert known_as("规建办") == {cast.other_unit.pk}
    assert known_as("没有这个单位") == frozenset()
