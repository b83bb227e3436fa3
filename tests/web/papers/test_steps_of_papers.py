"""Papers from draft to withdrawal: who may take which step, and what it leaves behind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.web.papers.acting import ON, chosen, words_of

from duban.web.accounts.journal_page import VERBS
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task
from duban.web.papers import acting
from duban.web.papers.choosing import Chosen
from duban.web.papers.freezing import frozen
from duban.web.papers.models import Paper, State
from duban.web.papers.rendering import Kept, docx, pdf
from duban.web.papers.steps import STEPS, steps_open_to
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.supervision.models import Notice, NoticeKind, Order, Series

pytestmark = pytest.mark.django_db
PARTS = (
    *("office", "unit_head", "liaison", "other_liaison", "leader", "principal", "auditor"),
    *("administrator", "stranger", "district_office"),
)
OPEN = {
    State.DRAFT: {"paper.change", "paper.discard", "paper.number"},
    State.NUMBERED: {"paper.issue", "paper.withdraw"},
    State.ISSUED: {"paper.withdraw"},
    State.WITHDRAWN: set(),
}


@pytest.mark.parametrize("state", State)
def test_the_matrix(
    cast: Any, bulletin: Chosen, draft: Callable[[Chosen], Paper], state: State
) -> None:
    paper = draft(bulletin)
    office = cast["office"]
    if state != State.DRAFT:
        acting.number(office, paper.pk, ON)
    if state == State.ISSUED:
        acting.issue(office, paper.pk, ON)
    if state == State.WITHDRAWN:
        acting.withdraw(office, paper.pk, "重发", ON)
    paper.refresh_from_db()
    acts: dict[str, Callable[[Any], object]] = {
        "paper.change": lambda who: acting.change(who, paper.pk, bulletin),
        "paper.discard": lambda who: acting.discard(who, paper.pk),
        "paper.number": lambda who: acting.number(who, paper.pk, ON),
        "paper.issue": lambda who: acting.issue(who, paper.pk, ON),
        "paper.withdraw": lambda who: acting.withdraw(who, paper.pk, "重发", ON),
    }
    assert {f"{name}" for name in STEPS if name.startswith("paper.")} == {*acts, "paper.draft"}
    for part in PARTS:
        expected = OPEN[state] if part == "office" else set()
        assert steps_open_to(cast[part], paper) == expected, part
        for name, act in acts.items():
            if name not in expected:
                with pytest.raises((NotAllowed, OutOfTurn)):
                    act(cast[part])
    paper.refresh_from_db()
    assert paper.state == state


def test_a_paper_is_numbered_with_its_facts_and_its_file(
    cast: Any, bulletin: Chosen, draft: Callable[[Chosen], Paper]
) -> None:
    paper = draft(bulletin)
    assert (paper.label, paper.facts, paper.sha256) == ("", None, "")
    paper = acting.number(cast["office"], paper.pk, ON)
    assert paper.label == "柳溪镇督通〔2026〕1号"
    assert hashlib.sha256(paper.path.read_bytes()).hexdigest() == paper.sha256
    said = words_of(paper.path.read_bytes())
    assert "柳溪镇督通〔2026〕1号" in said
    assert "2026年一季度执行情况的通报" in said
    line = Entry.objects.get(verb="paper.number")
    assert (line.before, line.after) == (State.DRAFT, State.NUMBERED)
    assert line.facts["number"] == paper.label
    assert line.facts["sha256"] == paper.sha256


def test_what_went_out_can_be_had_again_byte_for_byte(
    cast: Any, bulletin: Chosen, draft: Callable[[Chosen], Paper]
) -> None:
    paper = acting.number(cast["office"], draft(bulletin).pk, ON)
    paper.refresh_from_db()
    kept = Kept.of(paper)
    assert frozen(kept.facts) == paper.facts
    assert docx(kept.sheet, kept.facts, None) == paper.path.read_bytes()
    Task.objects.filter(plan=bulletin.plan).update(title="改了名字")
    again = Kept.of(Paper.objects.get(pk=paper.pk))
    assert docx(again.sheet, again.facts, None) == paper.path.read_bytes()
    assert pdf(again.sheet, again.facts) == pdf(kept.sheet, kept.facts)


def test_a_draft_follows_the_ledger_until_it_is_numbered(
    cast: Any, pledge: Chosen, draft: Callable[[Chosen], Paper]
) -> None:
    paper = draft(pledge)
    Task.objects.filter(plan=pledge.plan, number=1).update(title="后来改的名字")
    paper = acting.number(cast["office"], paper.pk, ON)
    assert "后来改的名字" in words_of(paper.path.read_bytes())


def test_units_and_leaders_are_told_when_it_goes_out(
    cast: Any, bulletin: Chosen, draft: Callable[[Chosen], Paper]
) -> None:
    paper = draft(bulletin)
    acting.number(cast["office"], paper.pk, ON)
    assert not Notice.objects.filter(kind=NoticeKind.PAPER).exists()
    acting.issue(cast["office"], paper.pk, ON)
    told = Notice.objects.filter(kind=NoticeKind.PAPER)
    assert {one.user.username for one in told.select_related("user")} >= {
        *("liaison", "unit_head", "other_liaison", "leader")
    }
    assert "柳溪镇督通〔2026〕1号" in told[0].text
    acting.withdraw(cast["office"], paper.pk, "数据有误", ON)
    assert told.filter(text__contains="已撤回").count() == told.count() / 2


def test_a_withdrawn_paper_keeps_its_number_and_needs_a_reason(
    cast: Any, bulletin: Chosen, draft: Callable[[Chosen], Paper]
) -> None:
    office = cast["office"]
    first = acting.send_out(office, draft(bulletin).pk, ON)
    with pytest.raises(ReasonMissing):
        acting.withdraw(office, first.pk, "  ", ON)
    acting.withdraw(office, first.pk, "数据有误", ON)
    first.refresh_from_db()
    assert (first.label, first.reason) == ("柳溪镇督通〔2026〕1号", "数据有误")
    assert acting.number(office, draft(bulletin).pk, ON).label == "柳溪镇督通〔2026〕2号"


def test_a_draft_may_be_changed_and_thrown_away(
    cast: Any, bulletin: Chosen, running: Plan, draft: Callable[[Chosen], Paper]
) -> None:
    office, paper = cast["office"], draft(bulletin)
    month = chosen(office, "bulletin", plan=running.pk, period="2026-M04", to="各村居")
    acting.change(office, paper.pk, month)
    paper.refresh_from_db()
    assert (paper.period, paper.choices["words"]) == ("2026-M04", {"to": "各村居"})
    assert "2026年4月" in paper.title
    acting.discard(office, paper.pk)
    assert not Paper.objects.exists()
    assert Entry.objects.filter(verb="paper.discard", subject_id=paper.pk).count() == 1
    assert not Series.objects.exists()


def test_the_paper_of_an_order_bears_its_number_and_there_is_one(
    cast: Any, order: Order, draft: Callable[[Chosen], Paper]
) -> None:
    office = cast["office"]
    wanted = chosen(office, "order", order=order.pk)
    paper = acting.number(office, draft(wanted).pk, ON)
    assert paper.label == order.label == "柳溪镇督〔2026〕1号"
    assert Series.objects.get().last == 1
    assert list(paper.units.all()) == [order.organisation]
    with pytest.raises(OutOfTurn, match="已有一份公文"):
        draft(wanted)
    acting.withdraw(office, paper.pk, "升级后重发", ON)
    assert acting.number(office, draft(wanted).pk, ON).label == order.label


def test_two_drafts_of_one_order_do_not_both_become_papers(
    cast: Any, order: Order, draft: Callable[[Chosen], Paper]
) -> None:
    office = cast["office"]
    wanted = chosen(office, "order", order=order.pk)
    first = draft(wanted)
    Paper.objects.filter(pk=first.pk).update(state=State.DRAFT)
    second = Paper.objects.get(pk=first.pk)
    second.pk = None
    second.save()
    acting.number(office, first.pk, ON)
    with pytest.raises(OutOfTurn, match="已有一份公文"):
        acting.number(office, second.pk, ON)


def test_a_paper_is_not_dated_far_from_today(cast: Any, running: Plan) -> None:
    for day in (ON - timedelta(days=400), ON + timedelta(days=40)):
        with pytest.raises(ReasonMissing, match="成文日期"):
            chosen(cast["office"], "bulletin", plan=running.pk, period="2026-Q1", day=day)


def test_what_is_missing_is_asked_for(cast: Any, running: Plan) -> None:
    office = cast["office"]
    with pytest.raises(ReasonMissing, match="请先选择时期。"):
        acting.draft(office, chosen(office, "bulletin", plan=running.pk), ON)
    with pytest.raises(ReasonMissing, match="请先选择计划、单位。"):
        acting.draft(office, chosen(office, "pledge"), ON)


def test_the_journal_page_has_a_word_for_every_step() -> None:
    assert set(STEPS) <= set(VERBS)


def test_a_draft_thrown_away_is_drafted_again_by_its_choices(
    cast: Any, pledge: Chosen, draft: Callable[[Chosen], Paper], client_of: Callable[[str], Any]
) -> None:
    pledge.words = {"government": "柳溪镇人民政府"}
    held = draft(pledge)
    office = client_of("office")
    page = office.post(f"/papers/{held.pk}/do/discard/", follow=True).content.decode()
    assert not Paper.objects.exists()
    [(address, inside)] = re.findall(r'class="undo" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', inside))
    office.post(address, fields)
    again = Paper.objects.get()
    names = ("kind", "state", "title", "day", "plan_id", "organisation_id", "choices")
    assert [getattr(again, name) for name in names] == [getattr(held, name) for name in names]
    assert Entry.objects.filter(verb="paper.draft").count() == 2
