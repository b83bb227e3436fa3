"""Of an act on a task one proposal waits, with the latest facts; what no longer holds lapses; many
are decided at once with one reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.handling.acting import task_of
from tests.web.supervision.acting import ON, Accepted

from duban.tracking.proposal import Proposal as Proposed
from duban.tracking.rulebook import ActKind, Length, Light, Step
from duban.web.handling.changing import Answer, Paper, ask, decide
from duban.web.handling.models import ChangeKind, Verdict
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.reports import portions
from duban.web.supervision import acting, ordering, proposing
from duban.web.supervision.models import (
    Act,
    BulletinItem,
    Colour,
    LightNow,
    Order,
    Proposal,
    ProposalState,
)
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db
P = ProposalState
LATER = date(2026, 6, 22)
BULLETIN = Step(ActKind.BULLETIN)
ORDER = Step(ActKind.ORDER, Light.BLUE, Length(5, working=True))


def proposed(task: Task, key: str, step: Step = BULLETIN, on: date = ON) -> Proposed:
    reply = None if step.reply is None else date(2026, 5, 18)
    return Proposed(f"{task.pk}|{key}", str(task.pk), step, on, f"{key}之故。", reply)


def kept(task: Task, *found: Proposed, on: date = ON) -> dict[str, str]:
    """What stands after a day on which this was found: reason → state."""
    proposing.keep(found, {str(task.pk): task}, {}, on)
    rows = Proposal.objects.filter(task=task).order_by("pk")
    return {row.because: row.state for row in rows}


def test_a_later_reason_takes_the_place_of_the_one_that_waits(task: Task) -> None:
    assert kept(task, proposed(task, "三月")) == {"三月之故。": P.WAITING}
    assert kept(task, proposed(task, "四月"), on=LATER) == {
        "三月之故。": P.LAPSED,
        "四月之故。": P.WAITING,
    }
    old = Proposal.objects.get(because="三月之故。")
    assert (old.decided_on, old.words) == (LATER, "已由后来的建议代替。")


def test_acts_of_two_kinds_wait_side_by_side(task: Task) -> None:
    found = (proposed(task, "三月"), proposed(task, "三月约谈", Step(ActKind.TALK)))
    assert set(kept(task, *found).values()) == {P.WAITING}
    assert Proposal.objects.count() == 2


def test_of_two_orders_the_graver_is_proposed(task: Task) -> None:
    red = Step(ActKind.ORDER, Light.RED, Length(2, working=True))
    kept(task, proposed(task, "红", red), proposed(task, "蓝", ORDER))
    held = Proposal.objects.get()
    assert (held.colour, held.limit) == (Colour.RED, "2个工作日")


def test_what_is_asked_for_no_longer_lapses_and_comes_back(task: Task) -> None:
    kept(task, proposed(task, "三月"))
    assert kept(task, on=LATER) == {"三月之故。": P.LAPSED}
    assert Proposal.objects.get().words == "情况已变，不再适用。"
    assert kept(task, proposed(task, "三月"), on=LATER) == {"三月之故。": P.WAITING}
    held = Proposal.objects.get()
    assert (held.day, held.decided_on, held.words) == (LATER, None, "")


def test_what_was_decided_is_not_asked_again(cast: Any, task: Task) -> None:
    kept(task, proposed(task, "三月"))
    proposing.dismiss(cast["office"], Proposal.objects.get().pk, ON, "等批复")
    assert kept(task, proposed(task, "三月"), on=LATER) == {"三月之故。": P.DISMISSED}
    assert kept(task, proposed(task, "三月"), proposed(task, "四月"), on=LATER) == {
        "三月之故。": P.DISMISSED,
        "四月之故。": P.WAITING,
    }


def test_an_order_that_stands_is_raised_by_its_own_rule_alone(cast: Any, task: Task) -> None:
    order = ordering.issue(cast["office"], task.pk, ordering.Wanted(Colour.BLUE, "滞后"), ON)
    assert kept(task, proposed(task, "两期黄灯", ORDER)) == {}
    raised = proposed(task, "逾期未复", Step(ActKind.ORDER, Light.YELLOW, Length(3)))
    proposing.keep([raised], {str(task.pk): task}, {raised.key: order}, ON)
    assert Proposal.objects.get().raises == order


def test_the_database_holds_one_of_a_kind(task: Task) -> None:
    kept(task, proposed(task, "三月"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(
            jurisdiction=task.jurisdiction,
            task=task,
            key="又",
            act=Act.BULLETIN,
            because="又",
            day=ON,
        )


def waiting(task: Task) -> set[str]:
    return set(Proposal.objects.filter(task=task, state=P.WAITING).values_list("act", flat=True))


def test_a_run_that_ended_asks_for_nothing(cast: Any, task: Task, accepted: Accepted) -> None:
    """Nothing reported in January to March: two red periods. April is good: the run is over."""
    tick(date(2026, 4, 22))
    assert Act.BULLETIN in waiting(task)
    accepted("60", "2026-M04", date(2026, 5, 6))
    tick(date(2026, 5, 22))
    assert waiting(task) == set()
    assert set(Proposal.objects.filter(task=task).values_list("state", flat=True)) == {P.LAPSED}


def test_a_suspended_task_is_not_chased_until_it_goes_on(cast: Any, task: Task) -> None:
    office, on = cast["office"], date(2026, 4, 23)
    tick(date(2026, 4, 22))
    before = waiting(task)
    assert before
    paper = Paper(ChangeKind.SUSPENSION, "等批复", date(2026, 9, 1))
    decide(office, ask(cast["unit_head"], task.pk, paper, on).pk, Answer(Verdict.APPROVE), on)
    tick(date(2026, 4, 24))
    assert waiting(task) == set()


def test_a_cancelled_task_is_shown_grey_and_then_left_alone(cast: Any, task: Task) -> None:
    tick(date(2026, 4, 22))
    assert LightNow.objects.get(task=task).colour == Colour.RED
    on = date(2026, 4, 23)
    paper = Paper(ChangeKind.CANCELLATION, "政策调整")
    asked = ask(cast["unit_head"], task.pk, paper, on)
    decide(cast["office"], asked.pk, Answer(Verdict.PASS_UP, "请审定"), on)
    decide(cast["leader"], asked.pk, Answer(Verdict.APPROVE), on)
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED
    tick(date(2026, 4, 24))
    assert LightNow.objects.get(task=task).colour == Colour.GREY
    assert waiting(task) == set()
    tick(date(2026, 4, 25))
    assert LightNow.objects.get(task=task).day == date(2026, 4, 24)


def test_the_limit_of_a_confirmed_order_counts_in_working_days(cast: Any, task: Task) -> None:
    kept(task, proposed(task, "两期黄灯", ORDER))
    held = proposing.confirm(cast["office"], Proposal.objects.get().pk, date(2026, 9, 25))
    assert held.order is not None
    assert held.order.reply_by == date(2026, 10, 9), "the holiday of October lies between"


def test_a_confirmed_talk_is_carried_out_by_the_talk_that_is_recorded(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    kept(task, proposed(task, "三期红灯", Step(ActKind.TALK)))
    held = proposing.confirm(cast["office"], Proposal.objects.get().pk, ON)
    client = client_of("office")
    assert "已定约谈，尚未登记" in client.get("/supervision/talks/").content.decode()
    talk = acting.hold_talk(cast["office"], task.pk, acting.Talked(ON, "示例", "谈进度"), ON)
    assert talk.proposal == held
    assert "已定约谈，尚未登记" not in client.get("/supervision/talks/").content.decode()


def test_a_confirmed_reminder_reminds(cast: Any, task: Task) -> None:
    kept(task, proposed(task, "一期黄灯", Step(ActKind.REMINDER)))
    proposing.confirm(cast["office"], Proposal.objects.get().pk, ON)
    assert cast.people["liaison"].notices.filter(text__contains="一期黄灯之故").exists()


@pytest.fixture
def many(cast: Any, running: Plan) -> list[Proposal]:
    """A bulletin proposed for tasks 1 and 4, an order for each."""
    tasks = [task_of(running, number) for number in (1, 4)]
    for one in tasks:
        kept(one, proposed(one, "滞后"), proposed(one, "督办", ORDER))
    return list(Proposal.objects.order_by("pk"))


def test_all_of_a_filter_are_dismissed_with_one_reason(
    many: list[Proposal], client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    address = "/supervision/proposals/decide/?act=order"
    refused = client.post(address, {"all": "1", "verdict": "dismiss"})
    assert refused.status_code == 422
    for verdict in ("", "approve"):
        body = {"all": "1", "verdict": verdict, "words": "全镇统一整改"}
        assert client.post(address, body).status_code == 404, verdict
    assert Proposal.objects.filter(state=P.WAITING).count() == 4
    body = {"all": "1", "verdict": "dismiss", "words": "全镇统一整改"}
    page = client.post("/supervision/proposals/decide/?act=order", body)
    assert "未采纳2份" in page.content.decode()
    gone = Proposal.objects.filter(state=P.DISMISSED)
    assert {(row.act, row.words) for row in gone} == {(Act.ORDER, "全镇统一整改")}
    assert Proposal.objects.filter(state=P.WAITING).count() == 2


def test_each_row_is_answered_for_itself(
    cast: Any, many: list[Proposal], running: Plan, client_of: Callable[[str], Client]
) -> None:
    """Of three ticked one was decided by a colleague meanwhile."""
    proposing.dismiss(cast["office"], many[0].pk, ON, "先看一月")
    keys = [row.pk for row in many[:3]]
    page = client_of("office").post(
        "/supervision/proposals/decide/", {"proposal": keys, "verdict": "confirm"}
    )
    text = page.content.decode()
    assert "已采纳2份" in text
    assert "1份没有办成" in text
    assert "当前为“未采纳”，不能采纳建议" in text
    assert (Order.objects.count(), BulletinItem.objects.count()) == (1, 1)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row takes longer than there is time for in one answer."""
    monkeypatch.setattr(portions, "AT_ONCE", -1)


def test_what_takes_long_goes_on_in_portions_with_a_bar(
    many: list[Proposal], slow: None, client_of: Callable[[str], Client]
) -> None:
    client, address = client_of("office"), "/supervision/proposals/decide/"
    body: dict[str, Any] = {"all": "1", "verdict": "dismiss", "words": "统一整改"}
    page = client.post(address, body)
    said: list[int] = []
    while 'class="card portion-next"' in page.content.decode():
        context = page.context
        said.append(len(context["said"]))
        assert context["whole"] == 4
        assert f'value="{said[-1]}" max="4"' in page.content.decode()
        body = dict(context["carried"]) | {"proposal": context["rest"], "said": context["words"]}
        page = client.post(address, body, headers={"HX-Request": "true"})
    assert said == [1, 2, 3]
    assert "未采纳4份" in page.content.decode()
    assert "<html" not in page.content.decode(), "htmx gets the fragment alone"
    assert not Proposal.objects.filter(state=P.WAITING).exists()


def test_the_api_answers_row_by_row(
    cast: Any, many: list[Proposal], client_of: Callable[[str], Client]
) -> None:
    proposing.dismiss(cast["office"], many[0].pk, ON, "先看一月")
    body = {"proposals": [row.pk for row in many], "verdict": "dismiss", "words": "统一整改"}
    rows = client_of("office").post("/api/proposals/decide", body, "application/json").json()
    assert [(row["id"], row["done"]) for row in rows] == [
        (row.pk, number > 0) for number, row in enumerate(many)
    ]
    assert "未采纳" in rows[0]["why"]
