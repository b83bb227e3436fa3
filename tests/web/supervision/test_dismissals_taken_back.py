"""A proposal that was dismissed by mistake waits again, unless it was overtaken meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from tests.web.design.undoing import BUTTON, press
from tests.web.handling.acting import task_of
from tests.web.supervision.acting import ON
from tests.web.supervision.test_proposals_that_wait import BULLETIN, ORDER, kept, proposed

from duban.tracking.rulebook import ActKind, Length, Light, Step
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.supervision import ordering, proposing, reopening
from duban.web.supervision.gathering import RESTING
from duban.web.supervision.models import Colour, Order, Proposal, ProposalState
from duban.web.supervision.reopening import reopen

pytestmark = pytest.mark.django_db
P = ProposalState
LATER = date(2026, 6, 22)
DECIDE = "/supervision/proposals/decide/"


@pytest.fixture
def dismissed(cast: Any, task: Task) -> Proposal:
    """A bulletin on task 1, dismissed with a reason."""
    kept(task, proposed(task, "三月"))
    return proposing.dismiss(cast["office"], Proposal.objects.get().pk, ON, "等批复")


def test_it_waits_again_and_the_journal_says_so(cast: Any, dismissed: Proposal) -> None:
    held = reopen(cast["office"], dismissed.pk)
    held.refresh_from_db()
    assert (held.state, held.decided_by, held.decided_on, held.words) == (P.WAITING, None, None, "")
    line = Entry.objects.get(verb="proposal.reopen")
    assert (line.before, line.after, line.facts["old"]) == ("dismissed", "waiting", "等批复")
    assert line.subject_id == held.pk
    assert proposing.confirm(cast["office"], held.pk, ON).state == P.CONFIRMED


@pytest.mark.parametrize(
    "part", ["liaison", "unit_head", "leader", "principal", "auditor", "stranger", "administrator"]
)
def test_only_who_may_decide_takes_it_back(cast: Any, dismissed: Proposal, part: str) -> None:
    with pytest.raises(NotAllowed):
        reopen(cast[part], dismissed.pk)
    dismissed.refresh_from_db()
    assert dismissed.state == P.DISMISSED


@pytest.mark.parametrize("state", [P.WAITING, P.CONFIRMED, P.LAPSED])
def test_only_a_dismissal_is_taken_back(cast: Any, dismissed: Proposal, state: str) -> None:
    Proposal.objects.filter(pk=dismissed.pk).update(state=state)
    with pytest.raises(OutOfTurn, match="不能撤销不采纳"):
        reopen(cast["office"], dismissed.pk)


@pytest.mark.parametrize("state", sorted(RESTING))
def test_a_task_that_moved_on_is_not_chased_again(
    cast: Any, dismissed: Proposal, state: str
) -> None:
    Task.objects.filter(pk=dismissed.task_id).update(state=state)
    word = TaskState(state).label
    with pytest.raises(OutOfTurn, match=f"任务现在为“{word}”，这条建议不再适用"):
        reopen(cast["office"], dismissed.pk)


def test_what_was_proposed_anew_is_to_be_decided(cast: Any, dismissed: Proposal) -> None:
    kept(dismissed.task, proposed(dismissed.task, "四月"), on=LATER)
    with pytest.raises(OutOfTurn, match=r"后来又有了新的建议：通报（四月之故。），请办理新的"):
        reopen(cast["office"], dismissed.pk)
    assert Proposal.objects.filter(state=P.WAITING).count() == 1


def test_one_of_another_kind_stands_in_nobody_s_way(cast: Any, dismissed: Proposal) -> None:
    kept(dismissed.task, proposed(dismissed.task, "约谈", Step(ActKind.TALK)))
    assert reopen(cast["office"], dismissed.pk).state == P.WAITING


def test_what_the_rules_propose_at_the_same_moment_is_told(
    cast: Any, dismissed: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reopening, "_overtaken", lambda _proposal: "")
    kept(dismissed.task, proposed(dismissed.task, "四月"), on=LATER)
    with pytest.raises(OutOfTurn, match="刚刚又有了新的同类建议") as told:
        reopen(cast["office"], dismissed.pk)
    assert isinstance(told.value.__context__, IntegrityError)
    dismissed.refresh_from_db()
    assert dismissed.state == P.DISMISSED
    assert not Entry.objects.filter(verb="proposal.reopen").exists()


def test_the_next_day_s_work_lets_lapse_what_is_asked_for_no_longer(
    cast: Any, dismissed: Proposal
) -> None:
    reopen(cast["office"], dismissed.pk)
    assert kept(dismissed.task, proposed(dismissed.task, "三月"), on=LATER) == {
        "三月之故。": P.WAITING
    }
    assert kept(dismissed.task, on=LATER) == {"三月之故。": P.LAPSED}


def dismissed_order(cast: Any, task: Task) -> Proposal:
    kept(task, proposed(task, "督办", ORDER))
    return proposing.dismiss(cast["office"], Proposal.objects.get().pk, ON, "先催办")


def test_an_order_issued_meanwhile_makes_it_needless(cast: Any, task: Task) -> None:
    held = dismissed_order(cast, task)
    order = ordering.issue(cast["office"], task.pk, ordering.Wanted(Colour.BLUE, "滞后"), ON)
    with pytest.raises(OutOfTurn, match=f"已有督办单{order.label}未办结"):
        reopen(cast["office"], held.pk)
    ordering.void(cast["office"], order.pk, "发错单位", ON)
    assert reopen(cast["office"], held.pk).state == P.WAITING


@pytest.fixture
def raising(cast: Any, task: Task, order: Order) -> Proposal:
    """To raise the blue order to yellow: dismissed."""
    raised = proposed(task, "逾期未复", Step(ActKind.ORDER, Light.YELLOW, Length(3)))
    proposing.keep([raised], {str(task.pk): task}, {raised.key: order}, ON)
    return proposing.dismiss(cast["office"], Proposal.objects.get().pk, ON, "已电话催过")


def test_an_order_that_stands_as_it_stood_may_be_raised_again(cast: Any, raising: Proposal) -> None:
    held = reopen(cast["office"], raising.pk)
    assert proposing.confirm(cast["office"], held.pk, ON).order == raising.raises


def test_an_order_that_rose_meanwhile_is_not_raised_again(
    cast: Any, raising: Proposal, order: Order
) -> None:
    ordering.raise_colour(cast["office"], order.pk, "仍未整改", ON)
    with pytest.raises(OutOfTurn, match="现在为黄色、待回复，这条建议不再适用"):
        reopen(cast["office"], raising.pk)


def test_an_order_that_ended_meanwhile_is_not_raised(
    cast: Any, raising: Proposal, order: Order
) -> None:
    ordering.void(cast["office"], order.pk, "发错单位", ON)
    with pytest.raises(OutOfTurn, match="现在为蓝色、已作废，这条建议不再适用"):
        reopen(cast["office"], raising.pk)


@pytest.fixture
def many(cast: Any, running: Plan) -> list[Proposal]:
    """A bulletin and an order proposed for tasks 1 and 4."""
    for one in (task_of(running, number) for number in (1, 4)):
        kept(one, proposed(one, "滞后", BULLETIN), proposed(one, "督办", ORDER))
    return list(Proposal.objects.order_by("pk"))


def test_one_press_takes_back_all_that_were_dismissed_together(
    many: list[Proposal], client_of: Callable[[str], Client]
) -> None:
    office = client_of("office")
    keys = [row.pk for row in many[:3]]
    page = office.post(DECIDE, {"proposal": keys, "verdict": "dismiss", "words": "统一整改"})
    assert "未采纳3份" in page.content.decode()
    proposing.keep(
        [proposed(many[0].task, "四月")], {str(many[0].task_id): many[0].task}, {}, LATER
    )
    text = press(office, page).content.decode()
    assert "已恢复待确认2份" in text
    assert "1份没有办成" in text
    assert "后来又有了新的建议" in text
    assert not BUTTON.search(text), "no way back from the way back"
    states = [Proposal.objects.get(pk=key).state for key in keys]
    assert states == [P.DISMISSED, P.WAITING, P.WAITING]


def test_all_of_the_dismissed_are_taken_back_from_their_list(
    cast: Any, many: list[Proposal], client_of: Callable[[str], Client]
) -> None:
    for row in many:
        proposing.dismiss(cast["office"], row.pk, ON, "统一整改")
    office = client_of("office")
    page = office.get("/supervision/proposals/?state=dismissed").content.decode()
    assert 'value="reopen"' in page
    assert page.count('name="proposal"') == 4
    for part in ("principal", "auditor"):
        seen = client_of(part).get("/supervision/proposals/?state=dismissed").content.decode()
        assert 'value="reopen"' not in seen, part
    said = office.post(f"{DECIDE}?state=dismissed&act=order", {"all": "1", "verdict": "reopen"})
    assert "已恢复待确认2份" in said.content.decode()
    assert set(Proposal.objects.filter(state=P.WAITING).values_list("act", flat=True)) == {"order"}


def test_the_api_takes_it_back(dismissed: Proposal, client_of: Callable[[str], Client]) -> None:
    office, address = client_of("office"), f"/api/proposals/{dismissed.pk}/reopen"
    answer = office.post(address, {}, "application/json")
    assert (answer.status_code, answer.json()["state"]) == (200, "waiting")
    assert office.post(address, {}, "application/json").status_code == 409


def test_the_api_takes_many_back(
    cast: Any, many: list[Proposal], client_of: Callable[[str], Client]
) -> None:
    for row in many[:2]:
        proposing.dismiss(cast["office"], row.pk, ON, "统一整改")
    body = {"proposals": [row.pk for row in many[:3]], "verdict": "reopen"}
    rows = client_of("office").post("/api/proposals/decide", body, "application/json").json()
    assert [(row["id"], row["done"]) for row in rows] == [
        (row.pk, number < 2) for number, row in enumerate(many[:3])
    ]
