"""An agreed edition moves who does a task, and how much; what a part gave on goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.web.handling.acting import ON, Draft, part_of, signed, task_of
from tests.web.handling.papers import DISTRICT_LIST, TOWN_LIST, Sheet
from tests.web.handling.test_breaking_down import handed_to

from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.turning import Basis, merge
from duban.web.handling.breaking_down import Line, break_down
from duban.web.handling.changing import Answer, Paper, ask, decide
from duban.web.handling.handing_down import take_up
from duban.web.handling.issuing import replace_unit
from duban.web.handling.models import (
    Assignment,
    ChangeKind,
    HandedDown,
    Part,
    Receipt,
    Share,
    Taking,
    Verdict,
)
from duban.web.handling.renewing import ask_renewal
from duban.web.handling.steps import take
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task, TaskState

pytestmark = pytest.mark.django_db

Agree = Callable[[Sheet], None]
FEWER = ("其中柳溪镇12个、芦荡镇18个", "其中柳溪镇10个、芦荡镇20个")


@pytest.fixture
def agree(cast: Any, draft_of: Draft) -> Agree:
    """A later edition of the town's or the district's list is asked for and agreed to."""

    def agreed(sheet: Sheet) -> None:
        place, who = cast.town, ("office", "principal")
        if sheet.title.startswith("云泽区"):
            place, who = cast.district, ("district_office", "district_principal")
        draft = draft_of(sheet, place, who[0])
        paper = ask_renewal(cast[who[0]], draft.pk, "调整责任分工", ON)
        decide(cast[who[1]], paper.pk, Answer(Verdict.APPROVE, "同意"), ON)

    return agreed


def held(task: Task) -> set[tuple[str, str, str]]:
    rows = task.assignments.filter(ended_on=None)
    return set(rows.values_list("organisation__name", "role", "receipt"))


def unit(place: Jurisdiction, name: str) -> Organisation:
    return Organisation.objects.create(jurisdiction=place, name=name)


def test_another_unit_leads_and_has_to_sign(cast: Any, issued: Plan, agree: Agree) -> None:
    unit(cast.town, "乡村振兴办")
    old = part_of(signed(cast, task_of(issued, 1)), "新农办")
    agree(TOWN_LIST.with_line("| 新农办 | 规建办 | 建成30户", "| 乡村振兴办 | 新农办 | 建成30户"))
    task = task_of(issued, 1)
    assert held(task) == {
        ("乡村振兴办", "lead", Receipt.WAITING),
        ("新农办", "co", Receipt.WAITING),
    }
    assert task.state == TaskState.ISSUED
    old.refresh_from_db()
    assert (old.role, old.ended_on) == (Part.LEAD, ON), "the part it had stays in the past"
    line = Entry.objects.get(verb="task.assign", subject_id=task.pk)
    assert line.facts["units"] == ["乡村振兴办", "新农办"]
    assert sorted(line.facts["taken_back"]) == ["新农办", "规建办"]
    assert line.facts["reason"] == "调整责任分工"
    assert task in Task.objects.visible_to(cast["other_liaison"]), "what they did can be read"


def test_what_reads_as_before_stays_with_whom_the_office_put_there(
    cast: Any, issued: Plan, agree: Agree
) -> None:
    stand_in = unit(cast.town, "乡村振兴办")
    replace_unit(cast["office"], part_of(task_of(issued, 1), "新农办").pk, stand_in.pk, "代管", ON)
    before = held(task_of(issued, 2))
    agree(TOWN_LIST.with_line("| 新农办 | 规建办 | 建成30户", "| 新农办 | / | 建成31户"))
    assert held(task_of(issued, 1)) == {("乡村振兴办", "lead", Receipt.WAITING)}
    assert held(task_of(issued, 2)) == before


def test_who_leads_goes_on_while_nobody_knows_the_unit_named_instead(
    cast: Any, issued: Plan, agree: Agree
) -> None:
    agree(TOWN_LIST.with_line("| 新农办 | 规建办 | 建成30户", "| 振兴专班 | / | 建成30户"))
    assert held(task_of(issued, 1)) == {("新农办", "lead", Receipt.WAITING)}


def test_what_is_done_keeps_its_units(cast: Any, issued: Plan, agree: Agree) -> None:
    task = signed(cast, task_of(issued, 1))
    Task.objects.filter(pk=task.pk).update(state=TaskState.CLOSED)
    before = held(task)
    agree(TOWN_LIST.with_line("| 新农办 | 规建办 | 建成30户", "| 规建办 | 新农办 | 建成30户"))
    assert held(task) == before
    assert task_of(issued, 1).state == TaskState.CLOSED


def test_a_figure_more_is_tracked_from_that_day(cast: Any, issued: Plan, agree: Agree) -> None:
    task = signed(cast, task_of(issued, 1))
    take("start", task.pk, cast["liaison"])
    agree(TOWN_LIST.with_line("建设美丽庭院200户", "建设美丽庭院200户，绿化3公顷"))
    [more] = task.indicators.exclude(unit="户")
    [target] = more.targets.all()
    assert (f"{target.amount:f}{more.unit}", target.since) == ("3公顷", ON)
    assert target.change is not None


def test_other_shares_of_the_towns_are_theirs_and_told(
    cast: Any, district_plan: Plan, plan: Plan, agree: Agree, client_of: Callable[[str], Client]
) -> None:
    taken = handed_to(cast, 1, district_plan)
    take_up(cast["office"], taken.pk, task_of(plan, 2).pk)
    agree(DISTRICT_LIST.with_line(*FEWER))
    shares = Share.objects.filter(task=task_of(district_plan, 1))
    assert [str(share) for share in shares] == ["柳溪镇 10个", "芦荡镇 20个"]
    metric = {"metric": "乡村停车场", "unit": "个"}
    taken.refresh_from_db()
    assert taken.state == Taking.TAKEN
    assert taken.figures == [metric | {"value": "10", "was": "12"}]
    offered = HandedDown.objects.get(jurisdiction=cast.elsewhere, title=taken.title)
    assert offered.figures == [metric | {"value": "20"}], "nobody took up the old figure"
    line = Entry.objects.get(verb="handed_down.change")
    assert (line.jurisdiction_id, line.subject_id) == (cast.town.pk, taken.pk)
    due = {"due": "2026-12-31"}
    assert line.before == due | {"shares": [metric | {"value": "12"}]}
    assert line.after == due | {"shares": [metric | {"value": "10"}]}
    page = client_of("office").get("/handling/handed-down/").content.decode()
    assert "<del>12个</del> <b>10个</b>" in page
    agree(DISTRICT_LIST.with_line("2026年11月", "2026年10月"))
    taken.refresh_from_db()
    assert taken.figures == [metric | {"value": "12"}], "as it was at first"


def town_of(cast: Any, name: str, code: str) -> Organisation:
    own = Jurisdiction.objects.create(name=name, code=code, parent=cast.district)
    return Organisation.objects.create(
        jurisdiction=cast.district, name=name, kind="town", governs=own
    )


def shares_of(plan: Plan, number: int) -> list[str]:
    return [str(share) for share in Share.objects.filter(task=task_of(plan, number))]


def test_who_stands_in_for_a_town_bears_what_its_share_has_become(
    cast: Any, district_plan: Plan, agree: Agree
) -> None:
    """And the town gets no second share when the plan names one more."""
    task, stand_in = task_of(district_plan, 1), town_of(cast, "石桥镇", "990100104")
    replace_unit(cast["district_office"], part_of(task, "柳溪镇").pk, stand_in.pk, "无地", ON)
    agree(DISTRICT_LIST.with_line(*FEWER))
    assert shares_of(district_plan, 1) == ["石桥镇 10个", "芦荡镇 20个"]
    assert HandedDown.objects.get(jurisdiction=stand_in.governs).figures[0]["value"] == "10"
    town_of(cast, "东岭镇", "990100105")
    agree(DISTRICT_LIST.with_line(FEWER[0], "其中柳溪镇10个、芦荡镇12个、东岭镇8个"))
    assert shares_of(district_plan, 1) == ["石桥镇 10个", "芦荡镇 12个", "东岭镇 8个"]
    assert {name for name, role, _receipt in held(task) if role == Part.SHARE} == {
        *("石桥镇", "芦荡镇", "东岭镇")
    }
    agree(DISTRICT_LIST.with_line(FEWER[0], "其中芦荡镇18个、东岭镇12个"))
    assert shares_of(district_plan, 1) == ["芦荡镇 18个", "东岭镇 12个"]
    assert "石桥镇" not in {name for name, *_rest in held(task)}


def test_shares_of_towns_that_are_one_by_now_are_added_up(
    cast: Any, district_plan: Plan, agree: Agree
) -> None:
    gone, into = (cast.district.organisations.get(name=name) for name in ("芦荡镇", "柳溪镇"))
    merge(cast["district_administrator"], gone.pk, into.pk, Basis(ON))
    before = "共30个，其中柳溪镇12个、芦荡镇18个"
    agree(DISTRICT_LIST.with_line(before, "共32个，其中柳溪镇14个、芦荡镇18个"))
    assert shares_of(district_plan, 1) == ["柳溪镇 32个"]
    assert "芦荡镇" not in {name for name, *_rest in held(task_of(district_plan, 1))}


def test_a_town_that_becomes_known_gets_its_share(
    cast: Any, district_plan: Plan, agree: Agree
) -> None:
    words = "其中柳溪镇10个、芦荡镇10个、石桥镇10个"
    agree(DISTRICT_LIST.with_line(FEWER[0], words))
    town_of(cast, "石桥镇", "990100104")
    agree(DISTRICT_LIST.with_line(FEWER[0], words.replace("芦荡镇10", "芦荡镇8")[:-3] + "12个"))
    assert shares_of(district_plan, 1) == ["柳溪镇 10个", "芦荡镇 8个", "石桥镇 12个"]


def test_what_the_plan_shares_out_itself_is_borne_once(
    cast: Any, district_plan: Plan, agree: Agree
) -> None:
    """The unit that leads had shared it out before."""
    rivers = signed(cast, task_of(district_plan, 2))
    own, [indicator] = part_of(rivers, "区农业农村委"), rivers.indicators.all()
    towns = Organisation.objects.filter(governs__isnull=False).order_by("governs__code")
    lines = [Line(Decimal(4), town.pk) for town in towns]
    break_down(cast["district_liaison"], own.pk, indicator.pk, lines, ON)
    words = "共8公里，其中柳溪镇3公里、芦荡镇5公里"
    agree(DISTRICT_LIST.with_line("| 2个街镇 | /", f"| 2个街镇 | {words}"))
    assert shares_of(district_plan, 2) == ["柳溪镇 3公里", "芦荡镇 5公里"]
    told = HandedDown.objects.filter(assignment__task=rivers)
    assert sorted(one["value"] for row in told for one in row.figures) == ["3", "5"]
    line = Entry.objects.filter(verb="task.assign", subject_id=rivers.pk).first()
    assert line is not None
    assert sorted(line.facts["shares_before"]) == ["柳溪镇 4公里", "芦荡镇 4公里"]
    break_down(cast["district_liaison"], own.pk, indicator.pk, [], ON)
    assert {name for name, *_rest in held(rivers)} == {"区农业农村委", "柳溪镇", "芦荡镇"}


def test_figures_in_another_unit_of_the_same_measure_are_those_that_are_tracked(
    cast: Any, district_plan: Plan, agree: Agree
) -> None:
    metres = DISTRICT_LIST.with_line("整治河道8公里", "整治河道9500米")
    metres = metres.with_line("累计整治3公里 | 累计整治8公里", "累计整治3500米 | 累计整治9500米")
    agree(metres)
    [indicator] = task_of(district_plan, 2).indicators.all()
    assert indicator.unit == "公里"
    standing = indicator.targets.filter(until=None).order_by("last_day", "first_day")
    assert {f"{row.amount:f}" for row in standing} == {"3.5", "9.5"}


def test_a_target_that_the_words_name_no_longer_ends(
    cast: Any, issued: Plan, agree: Agree, client_of: Callable[[str], Client]
) -> None:
    agree(TOWN_LIST.with_line("建成30户 | 累计建成80户", "建成30户 | 完成选址"))
    task = task_of(issued, 1)
    [indicator] = task.indicators.all()
    standing = indicator.targets.filter(until=None).order_by("last_day")
    assert [f"{row.amount:f}" for row in standing] == ["30", "140", "200"]
    page = client_of("office").get(task.get_absolute_url()).content.decode()
    assert "<del>80户</del>" in page
    form = client_of("unit_head").get(f"/handling/tasks/{task.pk}/changes/adjustment/")
    assert "2026年二季度" in form.content.decode()


def test_a_share_that_falls_away_is_told_as_nought(
    cast: Any, district_plan: Plan, plan: Plan, agree: Agree
) -> None:
    taken = handed_to(cast, 2, district_plan)
    take_up(cast["office"], taken.pk, task_of(plan, 2).pk)
    rivers = signed(cast, task_of(district_plan, 2))
    own, [indicator] = part_of(rivers, "区农业农村委"), rivers.indicators.all()
    both = list(Organisation.objects.filter(governs__isnull=False).order_by("governs__code"))
    for shares in ((4, 4), (0, 8), (0, 8)):
        given = [Line(Decimal(n), town.pk) for n, town in zip(shares, both, strict=True) if n]
        break_down(cast["district_liaison"], own.pk, indicator.pk, given, ON)
    taken.refresh_from_db()
    assert [(one["value"], one["was"]) for one in taken.figures] == [("0", "4")]
    lines = Entry.objects.filter(verb="handed_down.change").order_by("id")
    told = [line.after for line in lines]
    river = {"metric": "河道", "unit": "公里"}
    assert told == [
        {"due": "2026-11-30", "shares": [river | {"value": value}]} for value in ("4", "0")
    ], "no change is no news"


def test_a_date_that_moves_is_told_to_the_towns(cast: Any, district_plan: Plan, plan: Plan) -> None:
    """To that which took its share up and to that which has not answered; no later telling takes
    the date back."""
    taken, later = handed_to(cast, 2, district_plan), date(2026, 12, 20)
    take_up(cast["office"], taken.pk, task_of(plan, 2).pk)
    rivers = signed(cast, task_of(district_plan, 2))
    extension = Paper(ChangeKind.EXTENSION, "汛期停工", later, "已整治4公里")
    paper = ask(cast["district_head"], rivers.pk, extension, ON)
    decide(cast["district_office"], paper.pk, Answer(Verdict.APPROVE, "同意"), ON)
    days = HandedDown.objects.filter(assignment__task=rivers).values_list("due_day", flat=True)
    assert set(days) == {later}
    line = Entry.objects.get(verb="handed_down.change")
    assert line.subject_id == taken.pk
    assert line.before == {"due": "2026-11-30", "shares": []}
    assert line.after == {"due": "2026-12-20", "shares": []}
    own, [indicator] = part_of(rivers, "区农业农村委"), rivers.indicators.all()
    towns = Organisation.objects.filter(governs__isnull=False)
    given = [Line(Decimal(4), town.pk) for town in towns]
    break_down(cast["district_liaison"], own.pk, indicator.pk, given, ON)
    assert set(days.all()) == {later}


def test_a_town_put_in_anothers_place_is_told_its_share(
    cast: Any, district_plan: Plan, plan: Plan, client_of: Callable[[str], Client]
) -> None:
    """And the other reads that it has nothing more to do with it, though it had taken it up."""
    handed = handed_to(cast, 1, district_plan)
    take_up(cast["office"], handed.pk, task_of(plan, 2).pk)
    third = Jurisdiction.objects.create(name="石桥镇", code="990100104", parent=cast.district)
    town = Organisation.objects.create(
        jurisdiction=cast.district, name="石桥镇", kind="town", governs=third
    )
    own = part_of(task_of(district_plan, 1), "柳溪镇")
    replace_unit(cast["district_office"], own.pk, town.pk, "柳溪镇已无空地", ON)
    offered = HandedDown.objects.get(jurisdiction=third)
    assert offered.figures == [{"metric": "乡村停车场", "value": "12", "unit": "个"}]
    page = client_of("office").get("/handling/handed-down/").content.decode()
    assert "上级已于3月2日收回，不再由本辖区承担" in page
    answer = client_of("office").get("/api/handed-down").json()
    [row] = [row for row in answer if row["id"] == handed.pk]
    assert row["ended_on"] == "2026-03-02"


def test_who_takes_a_part_over_gives_on_what_was_given_on(cast: Any, issued: Plan) -> None:
    task = signed(cast, task_of(issued, 1))
    old, [indicator] = part_of(task, "新农办"), task.indicators.all()
    north = Organisation.objects.get(jurisdiction=cast.town, name="北塘村")
    lines = [
        Line(Decimal(120), organisation=north.pk),
        Line(Decimal(80), person=cast.people["liaison"].pk),
    ]
    break_down(cast["liaison"], old.pk, indicator.pk, lines, ON)
    new = unit(cast.town, "乡村振兴办")
    row = replace_unit(cast["office"], old.pk, new.pk, "机构改革", ON)
    assert [str(share) for share in Share.objects.filter(task=task)] == ["北塘村 120户"]
    assert Share.objects.get(task=task).given_by == row
    assert Assignment.objects.get(task=task, organisation=north).given_by == row
    line = Entry.objects.filter(verb="task.assign").first()
    assert line is not None
    assert line.facts["shares_before"] == ["示例·liaison 80户"]
