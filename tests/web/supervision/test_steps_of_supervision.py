"""Orders, proposals, talks, instructions, overrides: who may take which step from where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.web.supervision.acting import LATE, ON, REPLY_BY

from duban.web.journal.models import Entry
from duban.web.ledger.models import Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing, Refusal
from duban.web.supervision import acting, bulletins, ordering, proposing
from duban.web.supervision.assessing import Judged, assess
from duban.web.supervision.models import (
    Act,
    Colour,
    Instruction,
    InstructionState,
    LightOverride,
    Notice,
    Order,
    OrderState,
    Proposal,
    ProposalState,
)
from duban.web.supervision.steps import STEPS, steps_open_to

pytestmark = pytest.mark.django_db

PARTS = (
    *("office", "unit_head", "liaison", "other_head", "leader", "principal", "auditor"),
    *("administrator", "stranger", "district_office"),
)
OFFICE = {"order.send_back", "order.raise", "order.close"}
#: who may take which step on an order, by its state: the whole table, nothing else
ORDERS: dict[tuple[str, str], set[str]] = {
    ("unit_head", OrderState.ISSUED): {"order.reply"},
    ("office", OrderState.ISSUED): {"order.raise", "order.void"},
    ("office", OrderState.REPLIED): OFFICE,
}


def acts_on(order: Order) -> dict[str, Callable[[Any], object]]:
    return {
        "order.reply": lambda who: ordering.reply(who, order.pk, "已整改", ON),
        "order.send_back": lambda who: ordering.send_back(who, order.pk, "不实", ON, None),
        "order.raise": lambda who: ordering.raise_colour(who, order.pk, "仍未整改", ON),
        "order.close": lambda who: ordering.close(who, order.pk, "属实", ON),
        "order.void": lambda who: ordering.void(who, order.pk, "发错单位", ON),
    }


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("part", PARTS)
def test_the_matrix_of_orders(cast: Any, order: Order, part: str, state: str) -> None:
    order.state, order.replied_on, order.closed_on = state, ON, ON
    order.save()
    expected = ORDERS.get((part, state), set())
    assert steps_open_to(cast[part], order) == expected
    for name, act in acts_on(order).items():
        if name not in expected:
            with pytest.raises((NotAllowed, OutOfTurn)):
                act(cast[part])
    order.refresh_from_db()
    assert order.state == state


#: who may do what on a whole task
TASKS: dict[str, set[str]] = {
    "office": {
        *("order.issue", "task.remind", "talk.hold", "light.override", "instruction.write"),
        *("assessment.give", "bulletin.list"),
    },
    "leader": {"instruction.write"},
    "principal": {"instruction.write"},
}


@pytest.mark.parametrize("part", PARTS)
def test_the_matrix_of_acts_on_a_task(cast: Any, task: Task, part: str) -> None:
    expected = TASKS.get(part, set())
    assert steps_open_to(cast[part], task) == expected
    who = cast[part]
    acts: dict[str, Callable[[], object]] = {
        "order.issue": lambda: ordering.issue(
            who, task.pk, ordering.Wanted(Colour.BLUE, "滞后"), ON
        ),
        "task.remind": lambda: acting.remind(who, task.pk, "", ON),
        "talk.hold": lambda: acting.hold_talk(
            who, task.pk, acting.Talked(ON, "示例负责人", "谈进度"), ON
        ),
        "light.override": lambda: acting.override(
            who, task.pk, Colour.GREEN, "等批复", ON, until=LATE
        ),
        "instruction.write": lambda: acting.instruct(
            who, task.pk, "抓紧", ON, speaker="沈示例", evidence="批示件3号"
        ),
        "bulletin.list": lambda: bulletins.put_on(who, task.pk, "连续滞后", ON),
        "assessment.give": lambda: assess(who, task.pk, Judged("poor", "返工"), ON),
    }
    for name, act in acts.items():
        if name in expected:
            act()
            assert Entry.objects.filter(verb=name, actor=who.name).count() == 1
        else:
            with pytest.raises(NotAllowed):
                act()
            assert not Entry.objects.filter(verb=name).exists()


def test_every_step_stands_in_the_tests() -> None:
    tested = {*acts_on(Order()), *TASKS["office"]}
    beside = {
        *("proposal.confirm", "proposal.dismiss", "proposal.reopen"),
        *("instruction.answer", "light.lift"),
        *("assessment.take_back", "bulletin.issue", "bulletin.drop"),
        *("book.adopt", "book.edit", "book.withdraw"),
    }
    assert tested | beside == set(STEPS)


def test_an_order_from_issue_to_close(cast: Any, order: Order) -> None:
    assert order.label == "柳溪镇督〔2026〕1号"
    assert order.reply_by == REPLY_BY
    assert order.organisation == cast.unit
    told = Notice.objects.filter(order=order).values_list("user__username", flat=True)
    assert set(told) == {"liaison", "colleague", "unit_head"}
    ordering.raise_colour(cast["office"], order.pk, "逾期未复", LATE)
    ordering.reply(cast["unit_head"], order.pk, "已增派人手", LATE)
    ordering.send_back(cast["office"], order.pk, "没有数字", LATE, None)
    ordering.reply(cast["unit_head"], order.pk, "本月补建20户", date(2026, 5, 22))
    closed = ordering.close(cast["office"], order.pk, "已核实", date(2026, 5, 25))
    assert (closed.colour, closed.state, closed.label) == (
        Colour.YELLOW,
        OrderState.CLOSED,
        "柳溪镇督〔2026〕1号",
    )
    assert [turn.step for turn in closed.turns.all()] == [
        *("issue", "raise", "reply", "send_back", "reply", "close"),
    ]
    verbs = Entry.objects.filter(verb__startswith="order.").order_by("pk")
    assert [line.verb for line in verbs] == [
        *("order.issue", "order.raise", "order.reply", "order.send_back"),
        *("order.reply", "order.close"),
    ]


def test_a_reply_after_its_limit_is_late_for_good(cast: Any, order: Order) -> None:
    ordering.reply(cast["unit_head"], order.pk, "补报", LATE)
    ordering.send_back(cast["office"], order.pk, "再补", LATE, None)
    replied = ordering.reply(cast["unit_head"], order.pk, "补全", LATE)
    assert replied.late


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        pytest.param(ordering.Wanted(Colour.BLUE, "  "), "签发督办单须填写理由", id="why"),
        pytest.param(ordering.Wanted(Colour.GREEN, "滞后"), "只有蓝、黄、红", id="colour"),
        pytest.param(
            ordering.Wanted(Colour.RED, "滞后", reply_by=date(2026, 5, 1)), "不能早于", id="limit"
        ),
        pytest.param(
            ordering.Wanted(Colour.RED, "滞后", organisation=10**6), "承办单位", id="unit"
        ),
    ],
)
def test_a_half_order_is_not_issued(
    cast: Any, task: Task, wanted: ordering.Wanted, said: str
) -> None:
    with pytest.raises(ReasonMissing, match=said):
        ordering.issue(cast["office"], task.pk, wanted, ON)
    assert not Order.objects.exists()


def test_one_open_order_a_unit_and_task(cast: Any, task: Task, order: Order) -> None:
    with pytest.raises(OutOfTurn, match="已有督办单柳溪镇督〔2026〕1号未办结"):
        ordering.issue(cast["office"], task.pk, ordering.Wanted(Colour.RED, "滞后"), ON)
    ordering.void(cast["office"], order.pk, "发错单位", ON)
    again = ordering.issue(cast["office"], task.pk, ordering.Wanted(Colour.RED, "滞后"), ON)
    assert again.number == 2, "a void paper keeps its number"


def test_red_does_not_rise(cast: Any, order: Order) -> None:
    for _number in range(2):
        ordering.raise_colour(cast["office"], order.pk, "未整改", ON)
    with pytest.raises(OutOfTurn, match="已是红色"):
        ordering.raise_colour(cast["office"], order.pk, "未整改", ON)


def proposal(task: Task, **changed: Any) -> Proposal:
    facts: dict[str, Any] = {
        "jurisdiction": task.jurisdiction,
        "task": task,
        "key": f"{task.pk}|触发|样例",
        "act": Act.ORDER,
        "colour": Colour.BLUE,
        "because": "连续2期黄灯",
        "day": ON,
        "reply_by": REPLY_BY,
    }
    return Proposal.objects.create(**(facts | changed))


@pytest.mark.parametrize("part", PARTS)
def test_only_the_office_decides_on_proposals(cast: Any, task: Task, part: str) -> None:
    held = proposal(task)
    if part == "office":
        assert steps_open_to(cast[part], held) == {"proposal.confirm", "proposal.dismiss"}
        return
    assert steps_open_to(cast[part], held) == set()
    for act in (proposing.confirm, proposing.dismiss):
        with pytest.raises(NotAllowed):
            act(cast[part], held.pk, ON, "意见")


def test_a_confirmed_proposal_issues_its_order(cast: Any, task: Task) -> None:
    held = proposing.confirm(cast["office"], proposal(task).pk, LATE)
    assert held.state == ProposalState.CONFIRMED
    assert held.order is not None
    assert held.order.colour == Colour.BLUE
    assert held.order.reply_by == date(2026, 5, 27), "the limit counts from the decision"
    with pytest.raises(OutOfTurn, match="当前为“已采纳”"):
        proposing.confirm(cast["office"], held.pk, LATE)


def test_a_confirmed_escalation_raises_the_order_that_stands(
    cast: Any, task: Task, order: Order
) -> None:
    held = proposal(task, colour=Colour.YELLOW, raises=order)
    confirmed = proposing.confirm(cast["office"], held.pk, LATE)
    assert confirmed.order == order
    order.refresh_from_db()
    assert order.colour == Colour.YELLOW
    assert Order.objects.count() == 1


def test_a_proposal_whose_order_was_closed_is_refused_whole(
    cast: Any, task: Task, order: Order
) -> None:
    held = proposal(task, colour=Colour.YELLOW, raises=order)
    ordering.reply(cast["unit_head"], order.pk, "已整改", ON)
    ordering.close(cast["office"], order.pk, "属实", ON)
    with pytest.raises(OutOfTurn, match="不再适用"):
        proposing.confirm(cast["office"], held.pk, LATE)
    held.refresh_from_db()
    assert held.state == ProposalState.WAITING
    assert proposing.dismiss(cast["office"], held.pk, LATE, "已办结").words == "已办结"


def test_who_writes_nothing_is_asked_for_what_belongs_there(
    cast: Any, task: Task, order: Order
) -> None:
    made = acting.instruct(cast["leader"], task.pk, "月底前赶上", ON)
    for said, act in (
        (
            "回复督办单须写明回复内容。",
            lambda: ordering.reply(cast["unit_head"], order.pk, " ", ON),
        ),
        ("批示须写明批示内容。", lambda: acting.instruct(cast["leader"], task.pk, "", ON)),
        ("反馈批示须写明反馈内容。", lambda: acting.answer(cast["unit_head"], made.pk, "", ON)),
        ("升级督办单须填写理由。", lambda: ordering.raise_colour(cast["office"], order.pk, "", ON)),
    ):
        with pytest.raises(ReasonMissing, match=said):
            act()


def test_a_leaders_word_and_its_answer(cast: Any, task: Task) -> None:
    made = acting.instruct(cast["leader"], task.pk, "月底前赶上", ON, answer_by=LATE)
    assert made.speaker == cast["leader"].name
    told = set(Notice.objects.values_list("user__username", flat=True))
    assert told == {"office", "liaison", "colleague", "unit_head"}
    for part in ("liaison", "other_head", "principal", "auditor", "stranger"):
        with pytest.raises(NotAllowed):
            acting.answer(cast[part], made.pk, "已落实", ON)
    answered = acting.answer(cast["unit_head"], made.pk, "已落实", ON)
    assert answered.state == InstructionState.ANSWERED
    assert Notice.objects.filter(user=cast.people["leader"]).count() == 1
    with pytest.raises(OutOfTurn):
        acting.answer(cast["unit_head"], made.pk, "又落实", ON)


def test_the_office_enters_a_word_with_name_and_paper(cast: Any, task: Task) -> None:
    with pytest.raises(ReasonMissing, match="批示人和批示件"):
        acting.instruct(cast["office"], task.pk, "抓紧", ON, speaker="沈示例")
    assert not Instruction.objects.exists()
    made = acting.instruct(
        cast["office"], task.pk, "抓紧", ON, speaker="沈示例", evidence="批示件3号"
    )
    assert (made.speaker, made.by) == ("沈示例", cast.people["office"])


def test_an_override_ends_and_can_be_lifted(cast: Any, task: Task) -> None:
    for reason, until in (("", LATE), ("等批复", None), ("等批复", date(2026, 5, 1))):
        with pytest.raises(ReasonMissing):
            acting.override(cast["office"], task.pk, Colour.GREEN, reason, ON, until=until)
    made = acting.override(cast["office"], task.pk, Colour.GREEN, "等批复", ON, until=LATE)
    assert LightOverride.objects.holding(LATE).exists()
    with pytest.raises(NotAllowed):
        acting.lift(cast["unit_head"], made.pk, "批复已到", ON)
    acting.lift(cast["office"], made.pk, "批复已到", REPLY_BY)
    assert not LightOverride.objects.holding(REPLY_BY).exists()
    with pytest.raises(OutOfTurn):
        acting.lift(cast["office"], made.pk, "再来", REPLY_BY)


def test_a_task_is_reminded_of_once_a_day(cast: Any, task: Task) -> None:
    assert acting.remind(cast["office"], task.pk, "请加快", ON) == 3
    with pytest.raises(OutOfTurn, match="今天已催办"):
        acting.remind(cast["office"], task.pk, "", ON)
    assert acting.remind(cast["office"], task.pk, "", LATE) == 3


def test_a_talk_needs_words_and_is_not_held_tomorrow(cast: Any, task: Task) -> None:
    for talked in (acting.Talked(ON, "", "谈"), acting.Talked(LATE, "示例", "谈")):
        with pytest.raises(Refusal):
            acting.hold_talk(cast["office"], task.pk, talked, ON)
    talk = acting.hold_talk(cast["office"], task.pk, acting.Talked(ON, "示例", "谈进度"), ON)
    assert talk.organisation == cast.unit


def test_papers_are_seen_by_whom_they_concern(cast: Any, order: Order) -> None:
    sees = {part for part in PARTS if Order.objects.visible_to(cast[part]).exists()}
    assert sees == {"office", "unit_head", "liaison", "leader", "principal", "auditor"}
