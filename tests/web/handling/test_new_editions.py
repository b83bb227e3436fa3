"""A plan that is out takes its next edition as a difference, by approval."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from tests.web.handling.acting import ON, Draft, signed, task_of
from tests.web.handling.papers import TOWN_LIST

from duban.web.handling.changing import Answer, decide
from duban.web.handling.holding import due_of, target_of
from duban.web.handling.models import Outcome, Verdict
from duban.web.handling.renewing import ask_renewal, difference
from duban.web.handling.steps import take
from duban.web.ledger.confirming import confirm
from duban.web.ledger.deleting import delete, restore
from duban.web.ledger.models import Edition, Plan, State, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db

LATER = (
    TOWN_LIST.with_line("累计建成200户 | 2026年10月", "累计建成180户 | 2026年11月")
    .with_line("建设美丽庭院200户", "建设美丽庭院180户")
    .with_line("2 | 改造口袋公园4个", "2 | 建设充电桩40个")
)


@pytest.fixture
def draft(cast: Any, issued: Plan, draft_of: Draft) -> Edition:
    return draft_of(LATER, cast.town, "office")


def test_the_difference_names_what_is_added_removed_and_changed(
    issued: Plan, draft: Edition
) -> None:
    found = difference(draft, issued)
    assert found.same == 2
    turned = {title: {one.what: one.after for one in turns} for _, title, turns in found.changed}
    assert turned["建设美丽庭院200户"] == {
        "任务": "建设美丽庭院180户",
        "完成时限": "2026-11",
        "2026-Q4": "累计建成180户",
    }


def test_it_is_not_confirmed_without_a_paper(cast: Any, draft: Edition) -> None:
    with pytest.raises(OutOfTurn, match="须先报批"):
        confirm(cast["office"], draft.pk)


def test_agreed_to_it_moves_dates_and_targets_and_keeps_the_first(
    cast: Any, issued: Plan, draft: Edition
) -> None:
    task = signed(cast, task_of(issued, 1))
    take("start", task.pk, cast["liaison"])
    paper = ask_renewal(cast["office"], draft.pk, "区里调整年度目标", ON)
    decide(cast["principal"], paper.pk, Answer(Verdict.APPROVE, "同意"), ON)
    task.refresh_from_db()
    draft.refresh_from_db()
    assert draft.state == State.CONFIRMED
    assert (task.title, task.state) == ("建设美丽庭院180户", TaskState.UNDER_WAY)
    due = due_of(task, ON)
    assert (str(due.now), str(due.first)) == ("2026-11-30", "2026-10-31")
    held = target_of(task.indicators.get(), "2026-Q4", ON)
    assert held.now is not None
    assert held.first is not None
    assert (held.now.amount, held.first.amount, held.now.change) == (
        Decimal(180),
        Decimal(200),
        paper,
    )
    assert set(task.concerned.values_list("name", flat=True)) >= {"新农办", "规建办"}


def test_what_it_leaves_out_is_cancelled(cast: Any, issued: Plan, draft_of: Draft) -> None:
    shorter = TOWN_LIST.with_line(TOWN_LIST.drawing.strip().splitlines()[-1], "")
    draft = draft_of(shorter, cast.town, "office")
    assert [title for _, title in difference(draft, issued).removed] == ["编制村庄规划"]
    paper = ask_renewal(cast["office"], draft.pk, "规划并入区级编制", ON)
    decide(cast["principal"], paper.pk, Answer(Verdict.APPROVE), ON)
    assert task_of(issued, 4).state == TaskState.CANCELLED
    assert task_of(issued, 1).state == TaskState.ISSUED


def test_refused_it_changes_nothing(cast: Any, issued: Plan, draft: Edition) -> None:
    paper = ask_renewal(cast["office"], draft.pk, "区里调整年度目标", ON)
    decide(cast["principal"], paper.pk, Answer(Verdict.REFUSE, "维持原目标"), ON)
    draft.refresh_from_db()
    assert draft.state == State.TO_CHECK
    assert task_of(issued, 1).title == "建设美丽庭院200户"


def test_a_draft_corrected_after_the_paper_needs_another_paper(
    cast: Any, issued: Plan, draft: Edition
) -> None:
    from duban.web.ledger.correcting import correct  # noqa: PLC0415

    paper = ask_renewal(cast["office"], draft.pk, "区里调整年度目标", ON)
    correct(cast["office"], draft.pk, "t1", "title", "建设美丽庭院150户")
    with pytest.raises(OutOfTurn, match="草稿又改过"):
        decide(cast["principal"], paper.pk, Answer(Verdict.APPROVE), ON)
    paper.refresh_from_db()
    assert paper.outcome == Outcome.PENDING


def test_asked_for_in_one_language_it_is_agreed_to_in_another(
    cast: Any, draft: Edition, client_of: Any
) -> None:
    with translation.override("en"):
        paper = ask_renewal(cast["office"], draft.pk, "区里调整年度目标", ON)
    principal = client_of("principal")
    page = principal.get(paper.get_absolute_url()).content.decode()
    assert "<dt>完成时限</dt>" in page
    assert "<dt>2026年四季度</dt>" in page
    principal.cookies["django_language"] = "en"
    page = principal.get(paper.get_absolute_url()).content.decode()
    assert "<dt>Q4 2026</dt>" in page
    assert "<dt>完成时限</dt>" not in page
    decide(cast["principal"], paper.pk, Answer(Verdict.APPROVE, "同意"), ON)
    draft.refresh_from_db()
    assert draft.state == State.CONFIRMED


def test_a_draft_that_was_deleted_is_not_agreed_to_until_it_is_back(
    cast: Any, draft: Edition
) -> None:
    office, principal = cast["office"], cast["principal"]
    paper = ask_renewal(office, draft.pk, "区里调整年度目标", ON)
    delete(office, draft.pk)
    with pytest.raises(OutOfTurn, match="当前为“已删除”，不能确认入账"):
        decide(principal, paper.pk, Answer(Verdict.APPROVE, "同意"), ON)
    restore(office, draft.pk)
    assert decide(principal, paper.pk, Answer(Verdict.APPROVE, "同意"), ON).outcome == (
        Outcome.APPROVED
    )


def test_the_office_asks_and_the_principal_agrees(cast: Any, draft: Edition) -> None:
    for part in ("unit_head", "principal", "leader", "stranger", "auditor"):
        with pytest.raises(NotAllowed):
            ask_renewal(cast[part], draft.pk, "调整", ON)
    with pytest.raises(ReasonMissing):
        ask_renewal(cast["office"], draft.pk, "", ON)
    paper = ask_renewal(cast["office"], draft.pk, "调整", ON)
    with pytest.raises(OutOfTurn, match="已在报批"):
        ask_renewal(cast["office"], draft.pk, "调整", ON)
    for part in ("leader", "unit_head", "stranger", "auditor"):
        with pytest.raises(NotAllowed):
            decide(cast[part], paper.pk, Answer(Verdict.APPROVE), ON)


def test_a_plan_that_is_not_out_yet_needs_no_paper(cast: Any, plan: Plan, draft_of: Draft) -> None:
    confirm(cast["office"], draft_of(LATER, cast.town, "office").pk)
    assert plan.tasks.get(number=1).title == "建设美丽庭院180户"


def test_the_page_shows_the_difference(cast: Any, draft: Edition, client_of: Any) -> None:
    page = client_of("office").get(f"/handling/renewals/{draft.pk}/").content.decode()
    assert "累计建成180户" in page
    assert '<del class="muted">2026年10月</del> → 2026年11月' in page
    answer = client_of("office").post(f"/handling/renewals/{draft.pk}/", {"reason": "调整"})
    paper = client_of("principal").get(answer["Location"])
    assert paper.status_code == 200
    assert "累计建成180户" in paper.content.decode()
