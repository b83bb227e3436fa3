"""Unknown names of all plans on one page: what they may mean, several settled at once, undone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import translation
from tests.web.handling.acting import ON, Draft, part_of, task_of
from tests.web.handling.papers import TOWN_LIST
from tests.web.told import told_once

from duban.web.accounts.journal_words import details
from duban.web.accounts.models import Alias, Appointment, Organisation, OrganisationKind
from duban.web.accounts.organisations import save_organisation
from duban.web.accounts.rights import Role
from duban.web.accounts.turning import Basis, merge
from duban.web.handling import following, naming, unnaming
from duban.web.handling.alike import Why
from duban.web.handling.issuing import issue, issue_plan, sign
from duban.web.handling.models import Assignment, Meaning, Naming, Receipt
from duban.web.handling.name_listing import Row, propose, rows_of
from duban.web.handling.naming import Said, settle, settle_all
from duban.web.handling.resolving import choices, unknown_names
from duban.web.journal.models import Entry
from duban.web.ledger.confirming import confirm
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Plan, Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture
@told_once
def plans(cast: Any, plan: Plan, draft_of: Draft) -> list[Plan]:
    """The town's list and another, in which 招商办 has a longer name and others are unknown too."""
    sheet = TOWN_LIST.with_line("招商办 | 新农办", "招商办公室 | 各村、镇建设办公室")
    sheet = sheet.with_line("改造口袋公园4个", "改造口袋公园8个")
    named = type(sheet)("柳溪镇2026年民生实事清单", sheet.drawing)
    other = confirm(cast["office"], draft_of(named, cast.town, "office").pk).plan
    assert other is not None
    return [plan, other]


def rows(cast: Any) -> dict[str, Row]:
    tasks, units = Task.objects.filter(jurisdiction=cast.town), choices(cast.town)
    found = rows_of(tasks, cast.town, units)
    propose(found, cast.town, units)
    return {row.head: row for row in found}


def test_names_of_all_plans_stand_in_groups_with_what_they_may_be(
    cast: Any, plans: list[Plan]
) -> None:
    found = rows(cast)
    assert set(found) == {"招商办", "各村", "镇建设办公室"}
    calling = found["招商办"]
    [first, second] = calling.names
    assert (second.unknown.name, second.why) == ("招商办公室", Why.SHORT)
    assert [(one.unknown.leads, len(one.unknown.tasks)) for one in (first, second)] == [(1, 1)] * 2
    villages = Organisation.objects.filter(jurisdiction=cast.town, kind=OrganisationKind.VILLAGE)
    assert found["各村"].members == set(villages.values_list("pk", flat=True))
    assert found["各村"].meaning is Meaning.GROUP
    assert calling.meaning is None, "nothing in the register is like it"


def test_a_name_of_several_may_be_a_group_of_the_register(cast: Any, plans: list[Plan]) -> None:
    group = Organisation.objects.create(
        jurisdiction=cast.town, name="各行政村居", kind=OrganisationKind.GROUP
    )
    assert rows(cast)["各村"].proposed == []
    group.name = "各 村"
    group.save()
    [proposed] = rows(cast)["各村"].proposed
    assert (proposed.unit, proposed.why) == (group, Why.SPELLING)
    assert rows(cast)["各村"].meaning is Meaning.ALIAS


def test_what_is_all_but_certain_is_chosen_beforehand(cast: Any, plans: list[Plan]) -> None:
    near = Organisation.objects.create(jurisdiction=cast.town, name="镇招商办")
    [proposed] = rows(cast)["招商办"].proposed
    assert (proposed.unit, proposed.why) == (near, Why.LEVEL)
    assert rows(cast)["招商办"].meaning is Meaning.ALIAS
    near.name = "招商引资办"
    near.save()
    assert rows(cast)["招商办"].proposed[0].why is Why.SHORT
    assert rows(cast)["招商办"].meaning is None


def test_several_are_settled_at_once_and_the_plan_finds_them(cast: Any, plans: list[Plan]) -> None:
    villages = Organisation.objects.filter(jurisdiction=cast.town, kind=OrganisationKind.VILLAGE)
    answers = settle_all(
        cast["office"],
        cast.town,
        [
            Said(("招商办", "招商办公室"), Meaning.UNIT, parent=cast.unit.pk),
            Said(("各村",), Meaning.GROUP, members=tuple(villages.values_list("pk", flat=True))),
            Said(("镇建设办公室",), Meaning.ALIAS, cast.other_unit.pk),
            Said(("新农办",), Meaning.NOBODY),
        ],
    )
    assert [answer.done for answer in answers] == [True, True, True, False]
    assert "已在机构名录里" in answers[3].sentence
    unit = Organisation.objects.get(name="招商办")
    assert (unit.parent, [str(one) for one in unit.aliases.all()]) == (cast.unit, ["招商办公室"])
    for plan in plans:
        assert unknown_names(plan, Directory(cast.town.pk)) == []
        assert issue_plan(cast["office"], plan.pk).left == []
    handed = task_of(plans[1], 3).assignments.values_list("organisation__name", flat=True)
    assert set(handed) == {"招商办", "北塘村", "南圩村", "规建办"}


def test_what_is_no_unit_is_listed_no_more(cast: Any, plans: list[Plan]) -> None:
    [row] = settle(cast["office"], cast.town, Said(("招商办",), Meaning.NOBODY))
    assert "招商办" not in rows(cast)
    assert unknown_names(plans[0], Directory(cast.town.pk)) == []
    assert Entry.objects.filter(verb="name.set_aside", subject="招商办").exists()
    unnaming.undo(cast["office"], row.pk)
    assert "招商办" in rows(cast)
    with pytest.raises(OutOfTurn, match="已经撤销过"):
        unnaming.undo(cast["office"], row.pk)


def test_what_lacks_something_is_refused(cast: Any, plan: Plan) -> None:
    office = cast["office"]
    group = Organisation.objects.get(jurisdiction=cast.elsewhere, name="镇督查室")
    for said, refusal in (
        (Said(("招商办",), Meaning.ALIAS), ReasonMissing),
        (Said((), Meaning.NOBODY), ReasonMissing),
        (Said((" ",), Meaning.UNIT), ReasonMissing),
        (Said(("各村",), Meaning.GROUP), ReasonMissing),
        (Said(("招商办",), Meaning.ALIAS, group.pk), ReasonMissing),
        (Said(("招商办",), Meaning.UNIT, parent=group.pk), ReasonMissing),
        (Said(("新农办",), Meaning.UNIT), OutOfTurn),
    ):
        with pytest.raises(refusal):
            settle(office, cast.town, said)
    for part in ("unit_head", "leader", "principal", "auditor", "stranger"):
        with pytest.raises(NotAllowed):
            settle(cast[part], cast.town, Said(("招商办",), Meaning.NOBODY))
    assert not Naming.objects.exists()


def test_undone_the_name_means_nobody_and_its_unit_is_gone(cast: Any, plans: list[Plan]) -> None:
    said = Said(("招商办", "招商办公室"), Meaning.UNIT)
    first, second = settle(cast["office"], cast.town, said)
    task = task_of(plans[0], 3)
    assert task.units.get(name="招商办").organisation is not None
    unnaming.undo(cast["office"], first.pk)
    assert not Organisation.objects.filter(name="招商办").exists()
    assert not Alias.objects.filter(name="招商办公室").exists()
    second.refresh_from_db()
    assert second.undone_at is not None, "its other names go with it"
    assert task.units.get(name="招商办").organisation is None
    assert set(rows(cast)) == {"招商办", "各村", "镇建设办公室"}


def test_undone_an_alias_takes_its_people_away(cast: Any, plan: Plan) -> None:
    task = task_of(plan, 3)
    [row] = settle(cast["office"], cast.town, Said(("招商办",), Meaning.ALIAS, cast.other_unit.pk))
    assert task in Task.objects.visible_to(cast["other_liaison"])
    unnaming.undo(cast["office"], row.pk)
    assert task not in Task.objects.visible_to(cast["other_liaison"])
    assert task in Task.objects.visible_to(cast["liaison"]), "who helps goes on seeing it"


def test_parts_that_followed_go_while_nobody_has_signed(cast: Any, plan: Plan) -> None:
    task = task_of(plan, 3)
    issue(cast["office"], task.pk, leads=[cast.unit.pk])
    [row] = settle(cast["office"], cast.town, Said(("招商办",), Meaning.ALIAS, cast.other_unit.pk))
    [part] = Assignment.objects.filter(pk__in=row.handed_on)
    assert (part.task, part.name) == (task, "招商办")
    unnaming.undo(cast["office"], row.pk)
    assert not Assignment.objects.filter(pk=part.pk).exists()
    [row] = settle(cast["office"], cast.town, Said(("招商办",), Meaning.ALIAS, cast.other_unit.pk))
    sign(cast["other_head"], row.handed_on[0])
    with pytest.raises(OutOfTurn, match="已有单位签收"):
        unnaming.undo(cast["office"], row.pk)


def test_what_was_undone_is_kept_by_its_code_and_read_in_either_language(
    cast: Any, plans: list[Plan]
) -> None:
    [row] = settle(cast["office"], cast.town, Said(("各村",), Meaning.NOBODY))
    with translation.override("en"):
        unnaming.undo(cast["office"], row.pk)
    line = Entry.objects.get(verb="name.undo")
    assert line.before == "nobody"
    assert [word for _label, word in details(line)] == ["不是单位"]


def test_what_the_plan_was_handed_out_by_is_not_undone(cast: Any, plan: Plan) -> None:
    [row] = settle(cast["office"], cast.town, Said(("招商办",), Meaning.UNIT))
    issue_plan(cast["office"], plan.pk)
    with pytest.raises(OutOfTurn, match="交办了任务"):
        unnaming.undo(cast["office"], row.pk)
    assert part_of(task_of(plan, 3), "招商办").receipt == Receipt.WAITING


def test_a_unit_with_people_stays(cast: Any, plan: Plan) -> None:
    [row] = settle(cast["office"], cast.town, Said(("招商办",), Meaning.UNIT))
    unit = Organisation.objects.get(name="招商办")
    Appointment.objects.create(user=cast.people["liaison"], role=Role.LIAISON, organisation=unit)
    with pytest.raises(OutOfTurn, match="已有人员或任务"):
        unnaming.undo(cast["office"], row.pk)
    assert unit in Organisation.objects.all()


def test_an_administrator_names_and_the_office_lets_the_tasks_follow(cast: Any, plan: Plan) -> None:
    task = task_of(plan, 3)
    issue(cast["office"], task.pk, leads=[cast.unit.pk])
    [row] = settle(
        cast["administrator"], cast.town, Said(("招商办",), Meaning.ALIAS, cast.other_unit.pk)
    )
    assert row.handed_on == [], "who keeps the register hands nothing out"
    assert following.behind(cast.town) == {"招商办": {task.pk}}
    with pytest.raises(NotAllowed):
        following.catch_up(cast["administrator"], cast.town)
    assert following.catch_up(cast["office"], cast.town) == 1
    assert part_of(task, "规建办").name == "招商办"
    assert following.behind(cast.town) == {}


def test_a_name_learnt_by_the_register_alone_is_behind_too(cast: Any, plan: Plan) -> None:
    save_organisation(cast["administrator"], cast.other_unit, aliases=["招商办"])
    task = task_of(plan, 3)
    assert following.behind(cast.town) == {"招商办": {task.pk}}
    following.catch_up(cast["office"], cast.town)
    assert task.units.get(name="招商办").organisation == cast.other_unit


def test_what_went_into_another_unit_gets_no_second_part(cast: Any, issued: Plan) -> None:
    merge(cast["administrator"], cast.unit.pk, cast.other_unit.pk, Basis(ON))
    assert following.behind(cast.town) == {}
    settle(cast["office"], cast.town, Said(("招商办",), Meaning.ALIAS, cast.other_unit.pk))
    before = Assignment.objects.count()
    naming.hand_on(cast["office"], cast.other_unit, "新农办")
    assert Assignment.objects.count() == before


def test_a_name_that_the_register_knew_is_not_undone_here(cast: Any, plan: Plan) -> None:
    save_organisation(cast["administrator"], cast.other_unit, aliases=["招商办"])
    said = Said(("招商办",), Meaning.ALIAS, cast.other_unit.pk)
    assert settle(cast["office"], cast.town, said) == []
    assert not Naming.objects.exists()
    assert task_of(plan, 3).units.get(name="招商办").organisation == cast.other_unit


def test_the_page_settles_refuses_filters_and_undoes(
    cast: Any, plans: list[Plan], client_of: Any
) -> None:
    office = client_of("office")
    page = office.get("/handling/names/").content.decode()
    for words in ("招商办公室", "全称与简称", "引进企业60家", "已勾选2个成员", "3组，共3组"):
        assert words in page, words
    wanted = {
        "act-0": "alias",
        "unit-0": cast.other_unit.pk,
        "name-0": ["招商办", "招商办公室"],
        "act-1": "",
        "name-1": "各村",
    }
    assert office.post("/handling/names/", wanted).status_code == 302
    assert "招商办" not in {one.name for one in unknown_names(plans[0], Directory(cast.town.pk))}
    refused = office.post("/handling/names/", {"act-0": "alias", "name-0": "各村"})
    assert refused.status_code == 409
    assert "请从名录里选一个在用的单位" in refused.content.decode()
    assert "没有选要办的名称" in office.post("/handling/names/", {"act-0": ""}).content.decode()
    narrowed = office.get(f"/handling/names/?role=lead&plan={plans[0].pk}").content.decode()
    assert "没有符合条件" in narrowed
    assert "招商" not in narrowed.partition("最近办的")[0]
    row = Naming.objects.get(name="招商办")
    office.post(f"/handling/names/{row.pk}/undo/")
    assert "招商办" in rows(cast)


def test_an_administrator_reads_names_and_no_tasks(
    cast: Any, plans: list[Plan], client_of: Any
) -> None:
    page = client_of("administrator").get("/handling/names/").content.decode()
    assert "招商办公室" in page
    assert "引进企业60家" not in page
    assert "民生实事清单" not in page
    assert client_of("unit_head").get("/handling/names/").status_code == 403


def test_the_api_settles_and_undoes_alike(cast: Any, plans: list[Plan], client_of: Any) -> None:
    office, here = client_of("office"), f"/api/jurisdictions/{cast.town.pk}"

    def send(path: str, **body: Any) -> Any:
        return office.post(path, json.dumps(body), content_type="application/json")

    groups = office.get(f"{here}/unknown-names").json()
    names = [[one["name"] for one in group["names"]] for group in groups]
    assert ["招商办", "招商办公室"] in names
    own = {task for group in groups for one in group["names"] for task in one["tasks"]}
    assert task_of(plans[0], 3).pk in own
    said = {"names": ["招商办"], "meaning": "alias", "organisation": cast.other_unit.pk}
    [done, refused] = send(f"{here}/names", items=[said, {**said, "organisation": None}]).json()
    assert (done["done"], refused["done"]) == (True, False)
    [kept] = office.get("/api/namings").json()
    assert (kept["name"], kept["meant"], kept["by"]) == ("招商办", "规建办", "示例·office")
    assert send(f"/api/namings/{kept['id']}/undo").status_code == 204
    assert send(f"/api/namings/{kept['id']}/undo").status_code == 409
    read = client_of("administrator").get(f"{here}/unknown-names").json()
    assert {task for group in read for one in group["names"] for task in one["tasks"]} == set()


def test_a_name_set_aside_twice_is_set_aside_once(cast: Any, plans: list[Plan]) -> None:
    said = Said(("招商办",), Meaning.NOBODY)
    [first], [second] = (settle(cast["office"], cast.town, said) for _time in range(2))
    assert first == second
    unnaming.undo(cast["office"], first.pk)
    assert "招商办" in rows(cast), "to take it back once is enough"


def test_a_name_that_a_unit_no_longer_in_use_bore_goes_to_the_one_said(
    cast: Any, plans: list[Plan]
) -> None:
    old = Organisation.objects.create(jurisdiction=cast.town, name="经发办", active=False)
    Alias.objects.create(organisation=old, jurisdiction=cast.town, name="招商办")
    settle(cast["office"], cast.town, Said(("招商办",), Meaning.ALIAS, cast.unit.pk))
    assert Alias.objects.get(jurisdiction=cast.town, name="招商办").organisation == cast.unit
    assert "招商办" not in rows(cast)


def test_a_name_longer_than_the_register_keeps_is_refused(cast: Any, plans: list[Plan]) -> None:
    said = [Said((f"{'各' * 80}{end}",), Meaning.ALIAS, cast.unit.pk) for end in "村居"]
    answers = settle_all(cast["office"], cast.town, said)
    assert [(one.done, "80个字" in one.sentence) for one in answers] == [(False, True)] * 2
    assert not Alias.objects.filter(jurisdiction=cast.town).exists()
