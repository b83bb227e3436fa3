"""Reported done, verified by somebody else, drawn by a chance that anybody can follow."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.handling.acting import ON, signed, task_of

from duban.web.accounts.models import Appointment, Organisation
from duban.web.accounts.rights import Role
from duban.web.handling.changing import Paper, ask
from duban.web.handling.closing import (
    close,
    draw,
    drawn,
    look,
    name_verifier,
    report_done,
    send_back,
    verifiers_for,
)
from duban.web.handling.models import ChangeKind, Draw, Finish, Look
from duban.web.handling.steps import take
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(cast: Any, issued: Plan) -> Task:
    found = signed(cast, task_of(issued, 1))
    take("start", found.pk, cast["liaison"])
    return found


@pytest.fixture
def reported(cast: Any, task: Task) -> Task:
    report_done(cast["unit_head"], task.pk, "200户全部验收", ON)
    return task


@pytest.fixture
def closed(cast: Any, reported: Task) -> Task:
    name_verifier(cast["office"], reported.pk, cast.people["office"].pk)
    close(cast["office"], reported.pk, "资料齐全", ON)
    return reported


def state_of(task: Task) -> str:
    task.refresh_from_db()
    return task.state


def test_the_way_to_the_archive(cast: Any, closed: Task) -> None:
    assert state_of(closed) == TaskState.CLOSED
    take("strike_off", closed.pk, cast["office"])
    take("archive", closed.pk, cast["office"])
    assert state_of(closed) == TaskState.ARCHIVED
    done = closed.completions.get()
    assert (done.state, done.verifier) == (Finish.PASSED, cast.people["office"])
    assert (done.organisation, done.words) == (cast.unit, "资料齐全")


def test_it_is_not_closed_without_a_named_verifier(cast: Any, reported: Task) -> None:
    with pytest.raises(OutOfTurn, match="还没有指定核查人"):
        close(cast["office"], reported.pk, "资料齐全", ON)
    name_verifier(cast["office"], reported.pk, cast.people["leader"].pk)
    with pytest.raises(NotAllowed):
        close(cast["office"], reported.pk, "资料齐全", ON)
    with pytest.raises(ReasonMissing):
        close(cast["leader"], reported.pk, "", ON)
    close(cast["leader"], reported.pk, "现场看过", ON)
    assert state_of(reported) == TaskState.CLOSED


def test_nobody_of_the_reporting_unit_verifies(cast: Any, reported: Task) -> None:
    for part in ("office", "leader", "principal"):
        Appointment.objects.create(
            user=cast.people[part], role=Role.LIAISON, organisation=cast.unit
        )
        with pytest.raises(ReasonMissing, match="不是报送单位"):
            name_verifier(cast["office"], reported.pk, cast.people[part].pk)
    assert not verifiers_for(reported, reported.completions.get()).exists()


@pytest.mark.parametrize("part", ["unit_head", "liaison", "auditor", "stranger", "disabled"])
def test_who_has_no_right_to_verify_is_not_named(part: str, cast: Any, reported: Task) -> None:
    with pytest.raises(ReasonMissing):
        name_verifier(cast["office"], reported.pk, cast.people[part].pk)


def test_a_leader_verifies_only_what_he_leads(cast: Any, issued: Plan) -> None:
    parks = signed(cast, task_of(issued, 2))
    take("start", parks.pk, cast["other_head"])
    report_done(cast["other_head"], parks.pk, "建成", ON)
    with pytest.raises(ReasonMissing):
        name_verifier(cast["office"], parks.pk, cast.people["leader"].pk)


def test_sent_back_it_goes_on_and_may_be_reported_again(cast: Any, reported: Task) -> None:
    name_verifier(cast["office"], reported.pk, cast.people["office"].pk)
    send_back(cast["office"], reported.pk, "缺12户验收单", ON)
    assert state_of(reported) == TaskState.UNDER_WAY
    report_done(cast["unit_head"], reported.pk, "补齐", ON)
    states = list(reported.completions.values_list("state", flat=True))
    assert states == [Finish.REPORTED, Finish.SENT_BACK]


def test_an_open_paper_stands_in_the_way(cast: Any, task: Task) -> None:
    ask(cast["unit_head"], task.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
    with pytest.raises(OutOfTurn, match="撤销申请没有审定"):
        report_done(cast["unit_head"], task.pk, "200户全部验收", ON)


@given(st.text(max_size=8), st.sets(st.integers(1, 10**6), max_size=40), st.integers(1, 50))
def test_a_draw_can_be_followed(seed: str, pool: set[int], size: int) -> None:
    chosen = drawn(seed, pool, size)
    assert chosen == drawn(seed, sorted(pool, reverse=True), size)
    assert len(chosen) == min(size, len(pool))
    assert set(chosen) <= pool


def test_every_task_can_be_drawn() -> None:
    pool = range(1, 11)
    assert {key for seed in range(200) for key in drawn(str(seed), pool, 1)} == set(pool)


def test_a_drawn_task_is_struck_off_only_after_the_look(cast: Any, closed: Task) -> None:
    made = draw(cast["office"], cast.town, 1)
    [check] = made.checks.all()
    assert drawn(made.seed, made.pool, 1) == [closed.pk]
    with pytest.raises(OutOfTurn, match="抽中现场核查"):
        take("strike_off", closed.pk, cast["office"])
    look(cast["office"], check.pk, true=True, words="逐户看过")
    take("strike_off", closed.pk, cast["office"])
    with pytest.raises(OutOfTurn, match="没有可以抽查"):
        draw(cast["office"], cast.town, 1)


def test_a_failed_look_opens_the_task_again(cast: Any, closed: Task) -> None:
    [check] = draw(cast["office"], cast.town, 3).checks.all()
    with pytest.raises(ReasonMissing):
        look(cast["office"], check.pk, true=False, words="")
    look(cast["principal"], check.pk, true=False, words="9户未完工")
    assert state_of(closed) == TaskState.UNDER_WAY
    check.refresh_from_db()
    assert (check.result, check.checked_by) == (Look.FAILED, cast.people["principal"])
    report_done(cast["unit_head"], closed.pk, "9户补建", ON)
    name_verifier(cast["office"], closed.pk, cast.people["office"].pk)
    close(cast["office"], closed.pk, "齐", ON)
    assert draw(cast["office"], cast.town, 1).checks.count() == 1


def test_nobody_looks_at_his_own_units_work(cast: Any, closed: Task) -> None:
    [check] = draw(cast["office"], cast.town, 1).checks.all()
    Appointment.objects.create(
        user=cast.people["principal"], role=Role.LIAISON, organisation=cast.unit
    )
    with pytest.raises(NotAllowed):
        look(cast["principal"], check.pk, true=True, words="看过")
    for part in ("unit_head", "auditor", "stranger", "liaison"):
        with pytest.raises(NotAllowed):
            look(cast[part], check.pk, true=True, words="看过")


def test_only_the_office_draws(cast: Any, closed: Task) -> None:
    for part in ("unit_head", "leader", "principal", "auditor", "stranger"):
        with pytest.raises(NotAllowed):
            draw(cast[part], cast.town, 1)
    for size in (0, 501):
        with pytest.raises(ReasonMissing):
            draw(cast["office"], cast.town, size)
    assert not Draw.objects.exists()


def test_the_office_of_the_leading_unit_verifies_nothing_of_it(cast: Any, issued: Plan) -> None:
    """In a small town the office sits in a unit that leads tasks itself."""
    office = Organisation.objects.get(jurisdiction=cast.town, name="镇督查室")
    task = task_of(issued, 1)
    task.assignments.filter(organisation=cast.unit).update(organisation=office)
    Appointment.objects.create(
        user=cast.people["unit_head"], role=Role.UNIT_HEAD, organisation=office
    )
    signed_task = signed(cast, task)
    take("start", task.pk, cast["unit_head"])
    report_done(cast["unit_head"], task.pk, "完成", ON)
    assert cast.people["office"] not in verifiers_for(signed_task, task.completions.get())
