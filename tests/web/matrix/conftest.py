"""One thing of every kind in 柳溪镇, so that every address has something to lead to.

Task 1 is under way: a report of March waits for review, an extension lies with the leader, a
cancellation with the office, an order with 新农办. Task 2 is closed and drawn, task 3 not handed
out, task 4 reported done and the office named to verify it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.boards.maps.drawn import in_a_row, upload
from tests.web.handling.acting import Draft, part_of, signed, task_of
from tests.web.handling.conftest import (  # noqa: F401
    district_plan,
    draft_of,
    files_apart,
    issued,
    more_people,
    plan,
)
from tests.web.handling.papers import TOWN_LIST
from tests.web.reports.acting import IN_TIME, Filled
from tests.web.reports.conftest import duty, filled, running, task  # noqa: F401
from tests.web.told import told_once

from duban.tracking.books import text_of
from duban.tracking.working_days import DayKind, Span
from duban.web import clock
from duban.web.accounts.models import Organisation
from duban.web.accounts.tokens import issue_token
from duban.web.boards import publishing
from duban.web.boards.maps import keeping
from duban.web.boards.models import Publication
from duban.web.config import security
from duban.web.evidence.keeping import checked
from duban.web.handling import attaching, changing, closing, naming
from duban.web.handling.models import (
    Change,
    ChangeKind,
    HandedDown,
    Meaning,
    Shows,
    SpotCheck,
    Verdict,
)
from duban.web.handling.steps import take as take_task_step
from duban.web.ledger.models import Edition, Plan, SavedFilter, SourceDoubt, State, Task
from duban.web.papers import acting as writing
from duban.web.papers import templating
from duban.web.papers.calendar_keys import make_key
from duban.web.papers.choosing import chosen_of
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.samples import starter
from duban.web.reports import evidence
from duban.web.reports.day_changes import Wanted, change
from duban.web.reports.models import DayChange, Report
from duban.web.reports.steps import take as take_report_step
from duban.web.supervision import acting, bulletins, ordering, rulebooks
from duban.web.supervision.assessing import Judged, assess
from duban.web.supervision.models import Act, Colour, PaperKind, Proposal
from duban.web.supervision.standing import write_lights

Scene = Mapping[str, Any]
AHEAD = text_of("ratio").replace("2000-01-01", "2099-01-01")


@pytest.fixture(autouse=True)
def fixed_day(settings: Any) -> None:
    """The last day of March 2026, for every page."""
    settings.DAY = IN_TIME


@pytest.fixture(autouse=True)
def clock_of_sessions_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, no request in between writes it again."""
    monkeypatch.setattr(security, "CLOCK_GRAIN", 1_000_000_000)


@pytest.fixture
@told_once
def draft(cast: Any, draft_of: Draft) -> dict[str, int]:  # noqa: F811
    """A new edition of the list on its way in, with something to settle in it; another deleted."""
    sheet = TOWN_LIST.with_line("累计建成140户", "累计建成40户")
    held = draft_of(sheet, cast.town, "office")
    at = held.doubts.count()
    SourceDoubt.objects.create(edition=held, position=at, code="sample", message="示例疑点")
    gone = Edition.objects.create(
        jurisdiction=cast.town,
        file_name="误传.xlsx",
        sha256="0" * 64,
        size=1,
        state=State.REMOVED,
        uploaded_by=cast.people["office"],
        removed_at=clock.now(),
    )
    finding = held.defects.order_by("pk")[0].pk
    return {"draft": held.pk, "removed": gone.pk, "doubt": at, "finding": finding}


@pytest.fixture
@told_once
def report(cast: Any, filled: Filled) -> Report:  # noqa: F811
    """Task 1's report of March with a piece of evidence, sent."""
    made = filled()
    file = SimpleUploadedFile("说明.txt", "建成28户".encode())
    evidence.attach(cast["liaison"], made.pk, file, IN_TIME)
    return take_report_step("submit", made.pk, cast["liaison"], IN_TIME)


@pytest.fixture
@told_once
def scene(
    cast: Any,
    report: Report,
    draft: Mapping[str, int],
    district_plan: Plan,  # noqa: F811
) -> Scene:
    """The keys of those things, by the words that rows use."""
    task, plan = report.task, report.task.plan  # noqa: F811
    done = _finished(cast, plan)
    at = {
        "plan": plan.pk,
        "edition": plan.current_id,
        "task": task.pk,
        "closed": task_of(plan, 2).pk,
        "waiting": task_of(plan, 3).pk,
        "done": done.pk,
        "completion": done.completions.get().pk,
        "part": part_of(task, "新农办").pk,
        "helping": part_of(task, "规建办").pk,
        "check": SpotCheck.objects.get().pk,
        "draw": SpotCheck.objects.get().draw_id,
        "handed": HandedDown.objects.get(
            jurisdiction=cast.town, assignment__task=task_of(district_plan, 1)
        ).pk,
        "indicator": task.indicators.get().pk,
        "period": report.period_id,
        "report": report.pk,
        "evidence": report.evidence.get().pk,
        "days": _days(cast).pk,
    }
    return {
        **at,
        **draft,
        **_papers(cast, task),
        # a bulletin takes along what has been listed by then
        **_written(cast, plan),
        **_chased(cast, task),
        **_accounts(cast),
        **_published(cast, task),
        "map": keeping.bring(cast["office"], cast.town, upload(in_a_row("北塘村", "别处"))).pk,
    }


def _days(cast: Any) -> DayChange:
    """The town works on a Saturday in December."""
    day = date(2026, 12, 5)
    span = Span(day, day, DayKind.WORK, "补班")
    wanted = Wanted([span], "补上雪天停的一天", "镇2026年12号通知")
    return change(cast["office"], cast.town.pk, wanted, IN_TIME)[0]


def _published(cast: Any, task: Task) -> dict[str, int]:  # noqa: F811
    """Task 1, readable by the public."""
    publishing.choose(cast["office"], cast.town, [task.pk])
    page = Publication.objects.get(jurisdiction=cast.town)
    publishing.release(cast["office"], page, "经同意")
    return {"publication": page.pk}


def _finished(cast: Any, plan: Plan) -> Task:  # noqa: F811
    """Task 2 closed and drawn; task 4, which is returned, waits for its verifier."""
    closed, done = signed(cast, task_of(plan, 2)), task_of(plan, 4)
    take_task_step("start", closed.pk, cast["other_head"])
    for one, head in ((closed, "other_head"), (done, "other_head")):
        closing.report_done(cast[head], one.pk, "建成", IN_TIME)
        closing.name_verifier(cast["office"], one.pk, cast.people["office"].pk)
    closing.close(cast["office"], closed.pk, "看过", IN_TIME)
    closing.draw(cast["office"], cast.town, 1)
    return done


def _papers(cast: Any, task: Task) -> dict[str, int]:  # noqa: F811
    def ask(kind: ChangeKind, day: date | None = None) -> Change:
        paper = changing.Paper(kind, "政策调整", day, "已建成28户")
        return changing.ask(cast["unit_head"], task.pk, paper, IN_TIME)

    cancellation = ask(ChangeKind.CANCELLATION)
    extension = ask(ChangeKind.EXTENSION, date(2026, 12, 20))
    up = changing.Answer(Verdict.PASS_UP, "请审定")
    changing.decide(cast["office"], extension.pk, up, IN_TIME)
    note = checked(SimpleUploadedFile("批复.txt", b"13800138000"))
    held = attaching.attach(cast["unit_head"], Shows.REASON, cancellation.pk, note)
    return {"change": cancellation.pk, "raised": extension.pk, "file": held.pk}


def _chased(cast: Any, task: Task) -> dict[str, int]:  # noqa: F811
    office, on = cast["office"], IN_TIME
    write_lights([task], on)
    order = ordering.issue(office, task.pk, ordering.Wanted(Colour.BLUE, "滞后"), on)
    proposal = Proposal.objects.create(
        jurisdiction=task.jurisdiction, task=task, key="样例", act=Act.TALK, because="滞后", day=on
    )
    held = acting.override(office, task.pk, Colour.GREEN, "等批复", on, until=date(2099, 1, 1))
    return {
        "order": order.pk,
        "proposal": proposal.pk,
        "override": held.pk,
        "assessment": assess(office, task.pk, Judged("good", "看过"), on).pk,
        "item": bulletins.put_on(office, task.pk, "滞后", on).pk,
        "instruction": acting.instruct(cast["leader"], task.pk, "抓紧", on).pk,
        "book": rulebooks.adopt(office, cast.town.pk, AHEAD, on).pk,
    }


def _written(cast: Any, plan: Plan) -> dict[str, Any]:  # noqa: F811
    """A bulletin as a draft, another one sent out, a template of orders on trial, the key to
    the liaison's calendar."""
    office, query = cast["office"], {"plan": str(plan.pk), "period": "2026-Q1"}
    wanted = chosen_of(office, SHEETS[PaperKind.BULLETIN], query, IN_TIME)
    sent = writing.send_out(office, writing.draft(office, wanted, IN_TIME).pk, IN_TIME)
    file = starter(SHEETS[PaperKind.ORDER], IN_TIME)
    template = templating.upload(office, cast.town.pk, PaperKind.ORDER, "督办单.docx", file)
    return {
        "paper": writing.draft(office, wanted, IN_TIME).pk,
        "sent_paper": sent.pk,
        "template": template.pk,
        "calendar_key": make_key(cast.people["liaison"]),
    }


def _accounts(cast: Any) -> dict[str, int]:
    person = cast.people["liaison"]
    issue_token(person, "同步")
    aside = naming.Said(("有关单位",), Meaning.NOBODY)
    [named] = naming.settle(cast["office"], cast.town, aside)
    return {
        "town": cast.town.pk,
        "unit": cast.unit.pk,
        "other_unit": cast.other_unit.pk,
        "village": Organisation.objects.get(jurisdiction=cast.town, name="北塘村").pk,
        "person": person.pk,
        "appointment": person.appointments.get().pk,
        "naming": named.pk,
        "token": person.api_tokens.get().pk,
        "filter": SavedFilter.objects.create(
            user=cast.people["office"], name="二季度", address="period=2026-Q2"
        ).pk,
    }
