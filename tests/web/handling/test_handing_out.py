"""A plan goes out to its units, who sign for it; unknown names wait for a person."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.handling.acting import ON, part_of, task_of

from duban.web.accounts.models import Alias, Organisation, OrganisationKind
from duban.web.handling.holding import due_of, responsible, target_of, tasks_of
from duban.web.handling.indicating import confirm_indicators, proposals
from duban.web.handling.issuing import (
    add_unit,
    issue,
    issue_plan,
    replace_unit,
    sign,
)
from duban.web.handling.models import Assignment, Indicator, Part, Receipt
from duban.web.handling.naming import match, register
from duban.web.handling.resolving import match_name, register_name, suggest, unknown_names
from duban.web.journal.models import Entry
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db


def parts_of(task: Task) -> set[tuple[str, str]]:
    return set(task.assignments.filter(ended_on=None).values_list("name", "role"))


def test_a_whole_plan_goes_out_at_once_and_says_what_stays(cast: Any, plan: Plan) -> None:
    result = issue_plan(cast["office"], plan.pk)
    assert [task.number for task in result.done] == [1, 2, 4]
    [(left, why)] = result.left
    assert left.number == 3
    assert "没有查明的牵头单位" in why
    assert parts_of(task_of(plan, 1)) == {("新农办", "lead"), ("规建办", "co")}
    assert parts_of(task_of(plan, 4)) == {("新农办", "lead"), ("规建办", "lead")}
    assert task_of(plan, 3).state == TaskState.REGISTERED
    assert not task_of(plan, 3).indicators.exists(), "what stays back is left as it was"
    assert Entry.objects.filter(verb="task.issue").count() == 3


def test_who_does_not_issue_issues_nothing(cast: Any, plan: Plan) -> None:
    for part in ("unit_head", "leader", "principal", "auditor", "stranger", "administrator"):
        with pytest.raises(NotAllowed):
            issue_plan(cast[part], plan.pk)
    assert not Assignment.objects.exists()


def test_an_unknown_name_is_matched_once_and_kept(cast: Any, plan: Plan) -> None:
    [one] = unknown_names(plan, Directory(cast.town.pk))
    assert (one.name, one.leads) == ("招商办", 1)
    match_name(cast["office"], cast.town, "招商办", cast.other_unit.pk)
    assert Alias.objects.get(name="招商办").organisation == cast.other_unit
    assert unknown_names(plan, Directory(cast.town.pk)) == []
    issue_plan(cast["office"], plan.pk)
    assert parts_of(task_of(plan, 3)) == {("招商办", "lead"), ("新农办", "co")}
    assert task_of(plan, 3) in Task.objects.visible_to(cast["other_liaison"])


def test_what_is_out_already_goes_to_a_unit_matched_later(cast: Any, plan: Plan) -> None:
    issue(cast["office"], task_of(plan, 3).pk, leads=[cast.unit.pk])
    assert parts_of(task_of(plan, 3)) == {("新农办", "lead")}
    match(cast["office"], cast.town, "招商办", cast.other_unit.pk)
    assert parts_of(task_of(plan, 3)) == {("新农办", "lead"), ("招商办", "lead")}
    match(cast["office"], cast.town, "招商办", cast.other_unit.pk)
    assert task_of(plan, 3).assignments.count() == 2


def test_a_unit_that_gave_its_part_up_does_not_get_it_again(cast: Any, issued: Plan) -> None:
    new = Organisation.objects.create(jurisdiction=cast.town, name="乡村振兴办")
    replace_unit(cast["office"], part_of(task_of(issued, 1), "新农办").pk, new.pk, "机构改革", ON)
    register(cast["office"], cast.town, "招商办", OrganisationKind.DEPARTMENT)
    assert ("新农办", "lead") not in parts_of(task_of(issued, 1))


def test_a_name_of_another_unit_is_not_taken_away(cast: Any, plan: Plan) -> None:
    with pytest.raises(OutOfTurn, match="已是另一单位的名称"):
        match_name(cast["office"], cast.town, "新农办", cast.other_unit.pk)
    with pytest.raises(NotAllowed):
        match_name(cast["unit_head"], cast.town, "招商办", cast.unit.pk)
    with pytest.raises(ReasonMissing):
        match_name(cast["office"], cast.town, "招商办", 10**9)


def test_a_new_unit_is_entered_from_its_name(cast: Any, plan: Plan) -> None:
    unit = register_name(cast["office"], cast.town, "招商办", OrganisationKind.DEPARTMENT)
    assert unit.jurisdiction == cast.town
    issue_plan(cast["office"], plan.pk)
    assert list(responsible(task_of(plan, 3))) == [unit]
    with pytest.raises(OutOfTurn, match="已在机构名录里"):
        register_name(cast["office"], cast.town, "招商办", OrganisationKind.DEPARTMENT)


def test_likely_units_are_suggested_for_an_unknown_name(cast: Any, plan: Plan) -> None:
    near = Organisation.objects.create(jurisdiction=cast.town, name="招商引资办")
    found = unknown_names(plan, Directory(cast.town.pk))
    suggest(found, Organisation.objects.filter(jurisdiction=cast.town))
    assert found[0].likely == [near.pk]


def test_a_person_may_name_the_lead_where_the_paper_does_not(cast: Any, plan: Plan) -> None:
    with pytest.raises(OutOfTurn, match="没有查明的牵头单位"):
        issue(cast["office"], task_of(plan, 3).pk)
    issue(cast["office"], task_of(plan, 3).pk, leads=[cast.other_unit.pk])
    assert parts_of(task_of(plan, 3)) == {("规建办", "lead"), ("新农办", "co")}


def test_a_group_is_handed_out_to_everyone_in_it(district_plan: Plan) -> None:
    rivers = task_of(district_plan, 2)
    assert parts_of(rivers) == {("区农业农村委", "lead"), ("柳溪镇", "co"), ("芦荡镇", "co")}
    through = rivers.assignments.filter(role=Part.CO).values_list("through__name", flat=True)
    assert set(through) == {"2个街镇"}


def test_shares_of_the_plan_go_to_the_towns_it_names(district_plan: Plan) -> None:
    parking = task_of(district_plan, 1)
    assert parts_of(parking) == {
        ("区农业农村委", "lead"),
        ("柳溪镇", "share"),
        ("芦荡镇", "share"),
    }
    [indicator] = parking.indicators.all()
    shares = {share.bearer: f"{share.amount:f}" for share in indicator.shares.all()}
    assert shares == {"柳溪镇": "12", "芦荡镇": "18"}


def test_it_is_signed_for_when_every_lead_unit_has_signed(cast: Any, issued: Plan) -> None:
    both = task_of(issued, 4)
    sign(cast["unit_head"], part_of(both, "新农办").pk)
    assert task_of(issued, 4).state == TaskState.ISSUED
    sign(cast["other_head"], part_of(both, "规建办").pk)
    assert task_of(issued, 4).state == TaskState.RECEIVED
    own = part_of(both, "规建办")
    assert (own.receipt, own.received_by) == (Receipt.RECEIVED, cast.people["other_head"])
    with pytest.raises(OutOfTurn, match="不在待签收状态"):
        sign(cast["other_head"], own.pk)


def test_a_helping_unit_signs_too_and_moves_nothing(cast: Any, issued: Plan) -> None:
    sign(cast["other_head"], part_of(task_of(issued, 1), "规建办").pk)
    assert task_of(issued, 1).state == TaskState.ISSUED


@pytest.mark.parametrize(
    "part", ["liaison", "other_head", "office", "leader", "principal", "stranger", "auditor"]
)
def test_only_the_head_of_the_own_unit_signs(part: str, cast: Any, issued: Plan) -> None:
    with pytest.raises(NotAllowed):
        sign(cast[part], part_of(task_of(issued, 1), "新农办").pk)


def test_what_others_ask_of_a_task_is_answered(cast: Any, issued: Plan) -> None:
    task = task_of(issued, 1)
    assert list(responsible(task)) == [cast.unit]
    assert set(tasks_of(cast.unit)) == {task_of(issued, n) for n in (1, 2, 4)}
    assert set(tasks_of(cast.unit, Part.LEAD)) == {task, task_of(issued, 4)}
    due = due_of(task, ON)
    assert (str(due.now), due.moved) == ("2026-10-31", False)
    held = target_of(task.indicators.get(), "2026-Q3", ON)
    assert held.now is not None
    assert f"{held.now.amount:f}" == "140"
    assert target_of(task.indicators.get(), "2027", ON).now is None


def test_indicators_are_confirmed_once(cast: Any, plan: Plan) -> None:
    task = task_of(plan, 1)
    confirm_indicators(cast["office"], task.pk, proposals(task))
    with pytest.raises(OutOfTurn, match="指标已确认"):
        confirm_indicators(cast["office"], task.pk, proposals(task))
    with pytest.raises(NotAllowed):
        confirm_indicators(cast["unit_head"], task_of(plan, 2).pk, proposals(task))
    issue_plan(cast["office"], plan.pk)
    assert Indicator.objects.filter(task=task).count() == 1


def test_a_unit_comes_in_later_and_has_to_sign(cast: Any, issued: Plan) -> None:
    from tests.web.handling.acting import signed  # noqa: PLC0415

    task = signed(cast, task_of(issued, 1))
    office = Organisation.objects.get(jurisdiction=cast.town, name="镇政府")
    add_unit(cast["office"], task.pk, office.pk, Part.LEAD)
    assert task_of(issued, 1).state == TaskState.ISSUED, "a new lead unit has not signed yet"
    with pytest.raises(OutOfTurn, match="已在这项任务的责任单位里"):
        add_unit(cast["office"], task.pk, office.pk, Part.CO)


def test_a_unit_takes_anothers_part_over_and_the_old_name_stays(cast: Any, issued: Plan) -> None:
    new = Organisation.objects.create(jurisdiction=cast.town, name="乡村振兴办")
    old = part_of(task_of(issued, 1), "新农办")
    replace_unit(cast["office"], old.pk, new.pk, "机构改革", ON)
    assert list(responsible(task_of(issued, 1))) == [new]
    old.refresh_from_db()
    assert (old.name, old.ended_on) == ("新农办", ON)
    with pytest.raises(OutOfTurn):
        replace_unit(cast["office"], old.pk, new.pk, "机构改革", ON)


def test_the_page_of_a_plan_that_is_out_says_who_has_still_to_sign(
    cast: Any, issued: Plan, client_of: Any
) -> None:
    issue(cast["office"], task_of(issued, 3).pk, leads=[cast.unit.pk])
    page = client_of("office").get(f"/handling/plans/{issued.pk}/").content.decode()
    assert "正等各单位签收" in page
    heads = {"新农办": "unit_head", "规建办": "other_head"}
    for own in Assignment.objects.filter(task__plan=issued, role=Part.LEAD):
        sign(cast[heads[own.organisation.name]], own.pk)
    page = client_of("office").get(f"/handling/plans/{issued.pk}/").content.decode()
    assert "各单位都已签收" in page
    assert "正等" not in page
