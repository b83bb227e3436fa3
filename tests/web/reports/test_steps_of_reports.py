"""Who may take which step from which state: one table, and everything else is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.web.handling.acting import part_of, task_of
from tests.web.reports.acting import IN_TIME, LATE, TOO_LATE, Filled

from duban.web.handling.models import Assignment, Part
from duban.web.journal.models import Entry
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.reports.correcting import ABOUT_CORRECTIONS, correct
from duban.web.reports.models import Judgement, Report, State, Verdict
from duban.web.reports.steps import PLAIN, STEPS, steps_open_to, take
from duban.web.reports.steps import part_of as reports_as

pytestmark = pytest.mark.django_db
S = State

PARTS = (
    *("liaison", "colleague", "unit_head", "other_liaison", "other_head", "office", "leader"),
    *("principal", "auditor", "administrator", "stranger", "district_office"),
)
WRITE = {S.DRAFT: {"submit"}, S.SUBMITTED: {"withdraw"}, S.RETURNED: {"submit"}}
#: who → state → the steps open on the task's report, which 新农办 files; nothing else is open
OPEN: dict[str, dict[State, set[str]]] = {
    "liaison": {**WRITE, S.TO_RELEASE: {"withdraw"}, S.ACCEPTED: {"correct"}},
    "colleague": {**WRITE, S.TO_RELEASE: {"withdraw"}, S.ACCEPTED: {"correct"}},
    "unit_head": {
        **WRITE,
        S.TO_RELEASE: {"withdraw", "hand_back"},
        S.ACCEPTED: {"correct"},
    },
    "office": {S.SUBMITTED: {"accept", "return"}},
}
#: the same where the calendar asks for the unit head's release
RELEASED: dict[str, dict[State, set[str]]] = {
    "liaison": {
        S.DRAFT: {"ask_release"},
        S.TO_RELEASE: {"withdraw"},
        S.SUBMITTED: {"withdraw"},
        S.RETURNED: {"ask_release"},
        S.ACCEPTED: {"correct"},
    },
    "unit_head": {
        S.DRAFT: {"ask_release", "release"},
        S.TO_RELEASE: {"withdraw", "hand_back", "release"},
        S.SUBMITTED: {"withdraw"},
        S.RETURNED: {"ask_release", "release"},
        S.ACCEPTED: {"correct"},
    },
    "office": {S.SUBMITTED: {"accept", "return"}},
}
RELEASED["colleague"] = RELEASED["liaison"]
#: and of a part that 规建办 sends to 新农办
OF_A_PART: dict[str, dict[State, set[str]]] = {
    "other_liaison": {**WRITE, S.TO_RELEASE: {"withdraw"}},
    "other_head": {**WRITE, S.TO_RELEASE: {"withdraw", "hand_back"}},
    "liaison": {S.SUBMITTED: {"take_in", "give_back"}},
    "colleague": {S.SUBMITTED: {"take_in", "give_back"}},
    "unit_head": {S.SUBMITTED: {"take_in", "give_back"}},
}


def in_state(report: Report, state: State, cast: Any) -> None:
    """The row as it stands in a state, whatever the way there."""
    sent = {"submitted_by": cast.people["liaison"], "submitted_at": "2026-03-31T09:00:00+08:00"}
    Report.objects.filter(pk=report.pk).update(
        state=state,
        reason="补充数据",
        submitted_on=IN_TIME,
        decided_by=cast.people["office"],
        decided_at="2026-03-31T10:00:00+08:00",
        **sent,
    )
    report.refresh_from_db()


def attempt(name: str, report: Report, member: Any) -> None:
    if name in PLAIN:
        take(name, report.pk, member, IN_TIME, reason="理由")
    else:
        ABOUT_CORRECTIONS[name](member, report.pk, "理由", IN_TIME)


def walk(report: Report, part: str, cast: Any, table: dict[str, dict[State, set[str]]]) -> None:
    for state in State:
        expected = table.get(part, {}).get(state, set())
        for step in STEPS.values():
            in_state(report, state, cast)
            opened = {one.name for one in steps_open_to(cast[part], report)}
            assert opened == expected, state
            if step.name in expected:
                continue
            with pytest.raises((NotAllowed, OutOfTurn)):
                attempt(step.name, report, cast[part])
            report.refresh_from_db()
            assert report.state == state


@pytest.mark.parametrize("part", PARTS)
def test_the_matrix_of_the_tasks_report(part: str, cast: Any, filled: Filled) -> None:
    walk(filled(), part, cast, OPEN)


@pytest.mark.parametrize("part", PARTS)
def test_the_matrix_where_the_head_releases(part: str, cast: Any, filled: Filled) -> None:
    report = filled()
    calendar = report.period.calendar
    calendar.release = True
    calendar.save(update_fields=["release"])
    walk(Report.objects.get(pk=report.pk), part, cast, RELEASED)


@pytest.mark.parametrize("part", PARTS)
def test_the_matrix_of_a_part(part: str, cast: Any, filled: Filled) -> None:
    report = filled()
    Report.objects.filter(pk=report.pk).update(part=Part.CO, organisation=cast.other_unit)
    walk(Report.objects.get(pk=report.pk), part, cast, OF_A_PART)


def test_every_state_can_be_left_and_every_one_but_draft_is_entered() -> None:
    assert {state for step in STEPS.values() for state in step.leaves} == set(State)
    assert {step.enters for step in STEPS.values()} - {None} == set(State)


def test_a_report_goes_all_the_way_and_every_step_leaves_one_line(
    cast: Any, filled: Filled
) -> None:
    report = filled()
    take("submit", report.pk, cast["liaison"], IN_TIME)
    take("return", report.pk, cast["office"], IN_TIME, reason="请附验收单")
    take("submit", report.pk, cast["colleague"], LATE)
    [stone] = report.task.stones.filter(period="2026-Q1")
    done = take("accept", report.pk, cast["office"], LATE, verdicts={stone.pk: "partly"})
    assert (done.state, done.late) == (State.ACCEPTED, False), "sent in time, returned, mended"
    assert Judgement.objects.get().verdict == Verdict.PARTLY
    lines = Entry.objects.filter(verb__startswith="report.").order_by("id")
    assert [(line.verb, line.actor) for line in lines] == [
        ("report.begin", "示例·liaison"),
        ("report.submit", "示例·liaison"),
        ("report.return", "示例·office"),
        ("report.submit", "示例·colleague"),
        ("report.accept", "示例·office"),
    ]
    assert lines[2].facts == {"reason": "请附验收单"}
    assert list(lines[3].facts["values"].values()) == ["28"]


def test_a_return_needs_a_reason_and_an_acceptance_a_judgement(cast: Any, filled: Filled) -> None:
    report = filled()
    take("submit", report.pk, cast["liaison"], IN_TIME)
    with pytest.raises(ReasonMissing, match="退回须填写理由"):
        take("return", report.pk, cast["office"], IN_TIME, reason=" ")
    with pytest.raises(ReasonMissing, match="请先判定进度要求“建成30户”"):
        take("accept", report.pk, cast["office"], IN_TIME)
    report.refresh_from_db()
    assert report.state == State.SUBMITTED
    assert not Entry.objects.filter(verb__in=["report.return", "report.accept"]).exists()


def test_a_late_report_made_good_stays_late(cast: Any, filled: Filled) -> None:
    report = filled(on=LATE)
    sent = take("submit", report.pk, cast["liaison"], LATE)
    assert sent.late
    take("withdraw", report.pk, cast["liaison"], LATE)
    assert take("submit", report.pk, cast["liaison"], LATE).late


def test_taken_back_in_time_and_sent_again_late_is_late(cast: Any, filled: Filled) -> None:
    report = filled()
    assert not take("submit", report.pk, cast["liaison"], IN_TIME).late
    take("withdraw", report.pk, cast["liaison"], IN_TIME)
    assert take("submit", report.pk, cast["liaison"], LATE).late


def test_a_correction_names_the_old_one_and_stands_in_its_place(
    cast: Any, accepted: Filled
) -> None:
    old = accepted(on=LATE)
    with pytest.raises(ReasonMissing, match="更正须填写理由"):
        correct(cast["liaison"], old.pk, "", TOO_LATE)
    new = correct(cast["liaison"], old.pk, "重复统计2户", TOO_LATE)
    assert (new.corrects, new.why, new.late, new.state) == (old, "重复统计2户", True, State.DRAFT)
    assert [value.amount for value in new.values.all()] == [28]
    with pytest.raises(OutOfTurn, match="已有一份更正在办"):
        correct(cast["liaison"], old.pk, "再改", TOO_LATE)
    assert list(Report.objects.standing()) == [old, new]
    with pytest.raises(ReasonMissing, match="更正与原填报一样"):
        take("submit", new.pk, cast["liaison"], TOO_LATE)
    new.values.update(value=26)
    take("submit", new.pk, cast["liaison"], TOO_LATE)
    verdicts = {stone.pk: "partly" for stone in old.task.stones.all()}
    take("accept", new.pk, cast["office"], TOO_LATE, verdicts=verdicts)
    assert list(Report.objects.standing()) == [new]
    old.refresh_from_db()
    assert old.state == State.ACCEPTED, "the old one is kept as it was"


def test_a_correction_of_a_punctual_report_is_not_late(cast: Any, accepted: Filled) -> None:
    new = correct(cast["liaison"], accepted().pk, "重复统计2户", TOO_LATE)
    new.values.update(value=26)
    assert not take("submit", new.pk, cast["liaison"], TOO_LATE).late


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2026, 3, 20), "2026年3月填报于2026年3月26日开放"),
        (TOO_LATE, r"2026年3月填报已于.*关闭，不能再填"),
    ],
)
def test_a_draft_does_not_go_out_while_locked(
    on: date, sentence: str, cast: Any, filled: Filled
) -> None:
    report = filled()
    with pytest.raises(OutOfTurn, match=sentence):
        take("submit", report.pk, cast["liaison"], on)


def test_what_is_half_does_not_go_out(cast: Any, filled: Filled) -> None:
    report = filled()
    report.values.all().delete()
    with pytest.raises(ReasonMissing, match=r"还缺数值：.*美丽庭院"):
        take("submit", report.pk, cast["liaison"], IN_TIME)
    Report.objects.filter(pk=report.pk).update(progress=" ")
    with pytest.raises(ReasonMissing, match="请写明进展情况"):
        take("submit", report.pk, cast["liaison"], IN_TIME)


def test_personal_data_goes_out_only_on_the_senders_word(cast: Any, filled: Filled) -> None:
    report = filled()
    Report.objects.filter(pk=report.pk).update(progress="联系人电话13800138000。")
    with pytest.raises(ReasonMissing, match="像有个人信息（手机号1处）"):
        take("submit", report.pk, cast["liaison"], IN_TIME)
    sent = take("submit", report.pk, cast["liaison"], IN_TIME, not_personal=True)
    assert sent.state == State.SUBMITTED
    assert Entry.objects.get(verb="report.submit").facts["not_personal"] is True


def test_a_step_on_what_somebody_changed_meanwhile_is_refused(cast: Any, filled: Filled) -> None:
    report = filled()
    with pytest.raises(OutOfTurn, match="示例·liaison刚刚改动了这份填报，请看过后再提交"):
        take("submit", report.pk, cast["colleague"], IN_TIME, version=report.version - 1)


def test_only_the_unit_named_first_files(cast: Any, running: Any, duty: Assignment) -> None:
    both = task_of(running, 4)
    assert reports_as(part_of(both, "新农办")) == Part.LEAD
    assert reports_as(part_of(both, "规建办")) == Part.CO
    assert reports_as(duty) == Part.LEAD
