"""What each kind of paper gathers from the ledger, and that it comes back from JSON as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.handling.acting import task_of
from tests.web.papers.acting import ON, Wanted, chosen, words_of
from tests.web.reports.acting import IN_TIME
from tests.web.supervision.acting import Accepted

from duban.plan import Quantity
from duban.web import clock
from duban.web.evidence.personal import masked
from duban.web.handling.models import Completion, Finish
from duban.web.ledger.models import Plan, Task
from duban.web.papers import acting
from duban.web.papers.choosing import Chosen
from duban.web.papers.freezing import frozen, retold, texts_of, thawed
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.models import Paper
from duban.web.papers.rendering import docx, pdf
from duban.web.refusals import ReasonMissing
from duban.web.supervision import acting as chasing
from duban.web.supervision import bulletins, ordering
from duban.web.supervision.models import BulletinState, Colour, Order, PaperKind
from duban.writing.blocks import Light
from duban.writing.commitment import Figure, Judged
from duban.writing.pack import Kept

pytestmark = pytest.mark.django_db


def test_every_kind_that_can_be_numbered_can_be_written() -> None:
    assert set(SHEETS) == set(PaperKind)


@pytest.mark.parametrize("kind", PaperKind)
def test_facts_come_back_from_json_as_they_were(kind: PaperKind, cast: Any, wanted: Wanted) -> None:
    sheet, facts = SHEETS[kind], acting.facts_of(cast["office"], wanted(kind))
    again = thawed(sheet.facts, frozen(facts))
    assert frozen(again) == frozen(facts)
    assert docx(sheet, again, None) == docx(sheet, facts, None)
    assert pdf(sheet, again).startswith(b"%PDF-")
    assert sheet.values(again) == sheet.values(facts)


@pytest.mark.parametrize("kind", PaperKind)
def test_every_field_of_a_kind_has_a_value_and_says_what_it_is(
    kind: PaperKind, cast: Any, wanted: Wanted
) -> None:
    sheet, facts = SHEETS[kind], acting.facts_of(cast["office"], wanted(kind))
    values = sheet.values(facts)
    assert all(isinstance(text, str) for text in values.texts.values())
    for items in values.lists.values():
        assert all(isinstance(text, str) for item in items for text in item.values())
    fields = [*sheet.fields, *(one for rows in sheet.rows for one in rows.fields)]
    assert all(one.name and str(one.meaning) and one.example for one in fields)
    assert len(sheet.known.all) == len(fields)


@pytest.mark.parametrize("kind", PaperKind)
def test_gathering_asks_no_more_for_more_tasks(
    kind: PaperKind, cast: Any, running: Plan, wanted: Wanted
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            acting.facts_of(cast["office"], wanted(kind))
        return len(asked)

    on, office = ON, cast["office"]
    queries()
    before = queries()
    for number in (2, 4):
        task = task_of(running, number)
        ordering.issue(office, task.pk, ordering.Wanted(Colour.BLUE, "滞后"), on)
        chasing.hold_talk(office, task.pk, chasing.Talked(on, "示例", "谈", "尽快开工"), on)
    assert queries() <= before


def test_a_bulletin_counts_lights_and_reports(
    cast: Any, accepted: Accepted, wanted: Wanted
) -> None:
    accepted("28", "2026-M01", date(2026, 2, 3))
    accepted("28", "2026-M02", date(2026, 3, 11))
    facts = acting.facts_of(cast["office"], wanted("bulletin", praised="新农办：提前开工"))
    assert sum(facts.lights.values()) == sum(one.tasks for one in facts.units)
    farming = next(one for one in facts.units if one.unit == "新农办")
    # two tasks in three months
    assert (farming.owed, farming.on_time) == (6, 1)
    owing = {(one.unit, one.made_good): one.tasks for one in facts.owing}
    assert owing["新农办", True] == 1
    assert owing["新农办", False] == 4
    assert [(one.unit, one.reason) for one in facts.praised] == [("新农办", "提前开工")]
    assert all(one.light in (Light.RED, Light.YELLOW) for one in facts.late)


def test_what_was_listed_goes_out_with_the_bulletin(
    cast: Any, task: Task, wanted: Wanted, draft: Callable[[Chosen], Paper]
) -> None:
    office = cast["office"]
    item = bulletins.put_on(office, task.pk, "连续两期红灯", ON)
    paper = draft(wanted("bulletin"))
    paper = acting.number(office, paper.pk, ON)
    later = bulletins.put_on(office, task_of(task.plan, 2).pk, "编号以后列入", ON)
    assert "连续两期红灯" in words_of(paper.path.read_bytes())
    acting.issue(office, paper.pk, ON)
    item.refresh_from_db()
    later.refresh_from_db()
    assert (item.state, item.number) == (BulletinState.ISSUED, paper.label)
    assert later.state == BulletinState.LISTED


def test_an_order_tells_why_it_was_raised_and_what_came_before(
    cast: Any, order: Order, wanted: Wanted
) -> None:
    office = cast["office"]
    ordering.void(office, order.pk, "误发", ON)
    second = ordering.issue(office, order.task_id, ordering.Wanted(Colour.BLUE, "仍未开工"), ON)
    ordering.raise_colour(office, second.pk, "逾期不回复", ON)
    third = chosen(office, "order", order=second.pk, contact="示例")
    facts = acting.facts_of(office, third)
    assert facts.colour is Light.YELLOW
    assert facts.number == second.label
    assert facts.facts[0] == "仍未开工"
    assert "升级为黄色督办：逾期不回复" in facts.facts[1]
    # a paper that was void says nothing
    assert facts.earlier == ()
    assert facts.contact == "示例"


def test_a_pledge_names_every_task_of_the_unit_with_its_part(cast: Any, wanted: Wanted) -> None:
    facts = acting.facts_of(cast["office"], wanted("pledge", duties="一月一报\n\n 年底交账 "))
    assert {one.part for one in facts.tasks} <= {"牵头", "配合"}
    first = facts.tasks[0]
    assert (first.serial, first.part) == (1, "牵头")
    assert [period for period, _text in first.targets][:2] == ["一季度", "二季度"]
    assert facts.duties == ("一月一报", "年底交账")


def test_a_task_list_shows_progress_light_and_remark(
    cast: Any, order: Order, accepted: Accepted, wanted: Wanted
) -> None:
    accepted("28", "2026-M03", IN_TIME)
    facts = acting.facts_of(cast["office"], wanted("task_list"))
    first = facts.standings[0]
    assert first.progress.startswith("2026年3月：")
    assert "28" in first.progress
    assert first.remark == f"蓝色督办单（{order.label}）"
    said = words_of(docx(SHEETS[PaperKind.TASK_LIST], facts, None))
    assert "进展情况" in said
    assert first.progress in said


def test_a_unit_takes_away_the_tasks_it_sees(cast: Any, running: Plan, order: Order) -> None:
    from duban.web.papers.kinds.tasklists import seen_by  # noqa: PLC0415

    task_of(running, 2).concerned.remove(cast.unit)
    whole = seen_by(cast["office"], running, ON)
    own = seen_by(cast["liaison"], running, ON)
    assert len(own.standings) == len(whole.standings) - 1
    assert own.standings[0].remark == f"蓝色督办单（{order.label}）"
    other = seen_by(cast["other_liaison"], running, ON)
    assert all(order.label not in one.remark for one in other.standings)


def test_a_pack_tells_promises_and_what_came_of_them(
    cast: Any, task: Task, order: Order, wanted: Wanted
) -> None:
    office = cast["office"]
    on = date(2026, 4, 20)
    chasing.hold_talk(office, task.pk, chasing.Talked(on, "示例", "谈", "五月底前开工"), on)
    leader = cast["leader"]
    chasing.instruct(leader, task.pk, "抓紧", on, answer_by=date(2026, 5, 1))
    ordering.reply(cast["unit_head"], order.pk, "已进场", ON)
    facts = acting.facts_of(office, wanted("meeting", last="2026-04-10"))
    kept = {one.where: one.kept for one in facts.promises}
    assert kept["批示"] is Kept.BROKEN
    assert kept["督办单回复"] in (Kept.KEPT, Kept.UNDATED)
    assert set(kept) == {"约谈", "批示", "督办单回复"}
    assert facts.last == date(2026, 4, 10)
    unit = next(one for one in facts.units if one.unit == "新农办")
    assert [one.words for one in unit.unkept] == [f"{leader.name}批示：抓紧"]
    assert unit.reporting.missing > 0


def test_the_last_meeting_is_that_of_the_last_pack(
    cast: Any, wanted: Wanted, draft: Callable[[Chosen], Paper]
) -> None:
    office = cast["office"]
    assert acting.facts_of(office, wanted("meeting")).last is None
    acting.number(office, draft(wanted("meeting", day="2026-04-20")).pk, ON)
    assert acting.facts_of(office, wanted("meeting")).last == date(2026, 4, 20)
    with pytest.raises(ReasonMissing, match="2026-09-30"):
        acting.facts_of(office, wanted("meeting", last="上个月"))


def test_a_years_report_turns_commitments_to_results(
    cast: Any, accepted: Accepted, wanted: Wanted
) -> None:
    report = accepted("28", "2026-M03", IN_TIME)
    facts = acting.facts_of(cast["office"], wanted("year_report"))
    assert len(facts.commitments) == report.task.plan.tasks.count()
    first = facts.commitments[0]
    assert first.told is not None
    assert (first.told.unit, first.told.period) == ("新农办", "2026年3月")
    [figure] = [one for one in first.figures if one.reached is not None]
    assert str(figure.reached) == "28"
    assert figure.source == first.told
    # nothing but its March has been judged
    assert first.judged is None
    Task.objects.filter(pk=report.task_id).update(state="closed")
    again = acting.facts_of(cast["office"], wanted("year_report"))
    assert again.commitments[0].judged is Judged.REACHED


def test_a_years_report_knows_what_proves_a_date(
    cast: Any, accepted: Accepted, wanted: Wanted
) -> None:
    accepted("28", "2026-M02", date(2026, 3, 3))
    report = accepted("200", "2026-M03", IN_TIME)
    first = acting.facts_of(cast["office"], wanted("year_report")).commitments[0]
    [figure] = first.figures
    assert figure.since == date(2026, 3, 31)
    # of the milestones that have ended, only that of March
    assert first.kept == (date(2026, 3, 31),)
    assert first.done_on is None
    Completion.objects.create(
        task=report.task,
        organisation=cast.unit,
        statement="全部建成",
        reported_by=cast.people["unit_head"],
        reported_on=date(2026, 4, 9),
        state=Finish.PASSED,
        verifier=cast.people["leader"],
        verified_on=date(2026, 4, 15),
        verified_at=clock.now(),
    )
    # verified, but not closed: it may still be sent back
    again = acting.facts_of(cast["office"], wanted("year_report")).commitments[0]
    assert again.done_on is None
    Task.objects.filter(pk=report.task_id).update(state="closed")
    again = acting.facts_of(cast["office"], wanted("year_report")).commitments[0]
    assert again.done_on == date(2026, 4, 9)


def test_a_task_that_only_names_its_matter_promises_what_its_last_milestone_wants(
    cast: Any, running: Plan, wanted: Wanted
) -> None:
    told = acting.facts_of(cast["office"], wanted("year_report")).commitments
    assert [one.text for one in told][1:] == [
        "改造口袋公园4个",
        "引进企业60家",
        "编制村庄规划：报批",
    ]
    task = running.tasks.get(number=2)
    Task.objects.filter(pk=task.pk).update(
        form=task.form | {"title": "改造公园", "text": "改造公园"}
    )
    second = acting.facts_of(cast["office"], wanted("year_report")).commitments[1]
    assert second.text == "改造公园：累计建成4个"
    [figure] = second.figures
    assert second.text[figure.quantity.start : figure.quantity.end] == "4个"


def test_covering_touches_texts_only() -> None:
    quantity = Quantity("title", "电话13800138000", 0, 13, 13800138000, "元")  # type: ignore[arg-type]
    told = retold(Figure(quantity, "联系13800138000"), masked)
    assert told.place == "联系138********"
    assert told.quantity.value == 13800138000
    assert len(told.quantity.text) == len(quantity.text)
    assert texts_of(Figure(quantity)) == ["title", "电话13800138000", "元", "", ""]
