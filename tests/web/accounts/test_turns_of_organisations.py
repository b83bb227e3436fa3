"""Organisations are renamed, merged and split; the past keeps its names, papers find them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from duban.web.accounts.models import (
    Alias,
    Appointment,
    Organisation,
    OrganisationKind,
    Succession,
    Turn,
)
from duban.web.accounts.organisation_import import bring_in, lines_of
from duban.web.accounts.organisations import save_organisation
from duban.web.accounts.rights import Right, Role
from duban.web.accounts.tree import tree_of
from duban.web.accounts.turning import Basis, merge, rename, split
from duban.web.journal.models import Entry
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db
FROM = Basis(date(2026, 7, 1), "柳编〔2026〕3号")


def aliases(unit: Organisation) -> set[str]:
    return set(unit.aliases.values_list("name", flat=True))


def test_a_new_name_keeps_the_old_one_as_alias(cast: Any) -> None:
    renamed = rename(cast["administrator"], cast.unit.pk, "乡村振兴办", FROM)
    assert renamed.name == "乡村振兴办"
    assert aliases(renamed) == {"新农办"}
    [turn] = renamed.turns.all()
    assert (turn.kind, turn.name, turn.day) == (Turn.RENAMED, "新农办", FROM.day)
    line = Entry.objects.get(verb="organisation.rename")
    assert (line.before, line.after) == ("新农办", "乡村振兴办")
    back = rename(cast["administrator"], cast.unit.pk, "新农办", FROM)
    assert aliases(back) == {"乡村振兴办"}


def test_merged_it_leaves_names_people_and_groups_to_the_other(cast: Any) -> None:
    group = Organisation.objects.create(
        jurisdiction=cast.town, name="各办", kind=OrganisationKind.GROUP
    )
    group.members.set([cast.unit])
    child = Organisation.objects.create(jurisdiction=cast.town, name="农技站", parent=cast.unit)
    Alias.objects.create(jurisdiction=cast.town, organisation=cast.unit, name="镇新农办")
    merge(cast["administrator"], cast.unit.pk, cast.other_unit.pk, FROM)
    cast.unit.refresh_from_db()
    child.refresh_from_db()
    assert not cast.unit.active
    assert aliases(cast.other_unit) == {"新农办", "镇新农办"}
    assert list(group.members.all()) == [cast.other_unit]
    assert child.parent == cast.other_unit
    head = Appointment.objects.get(user=cast.people["unit_head"])
    assert head.organisation == cast.other_unit
    kept = save_organisation(
        cast["administrator"], cast.other_unit, aliases=sorted(aliases(cast.other_unit))
    )
    assert aliases(kept) == {"新农办", "镇新农办"}, "it may be saved again with what it took over"


def test_people_of_the_merged_unit_go_on_with_its_tasks(cast: Any) -> None:
    merge(cast["administrator"], cast.unit.pk, cast.other_unit.pk, FROM)
    third = Organisation.objects.create(jurisdiction=cast.town, name="建设发展办")
    merge(cast["administrator"], cast.other_unit.pk, third.pk, FROM)
    for part in ("unit_head", "other_liaison"):
        member = cast[part]
        assert member.may(Right.SEE, cast.unit)
        assert member.may(Right.SEE, cast.other_unit)
        rows = Organisation.objects.filter(member.where(Right.SEE, units="pk"))
        assert {row.name for row in rows} == {"新农办", "规建办", "建设发展办"}
    assert Succession.objects.heirs_of([cast.unit.pk]) == {cast.other_unit.pk, third.pk}


def test_a_post_held_on_both_sides_is_held_once_after(cast: Any) -> None:
    Appointment.objects.create(
        user=cast.people["liaison"], role=Role.LIAISON, organisation=cast.other_unit
    )
    merge(cast["administrator"], cast.unit.pk, cast.other_unit.pk, FROM)
    assert Appointment.objects.filter(user=cast.people["liaison"]).count() == 1


def test_split_it_gives_some_names_and_people_away(cast: Any) -> None:
    Alias.objects.create(jurisdiction=cast.town, organisation=cast.unit, name="镇农业办")
    post = Appointment.objects.get(user=cast.people["colleague"])
    new = split(
        cast["administrator"],
        cast.unit.pk,
        "农服中心",
        FROM,
        aliases=["镇农业办"],
        appointments=[post.pk],
    )
    assert aliases(new) == {"镇农业办"}
    assert cast.unit.active
    post.refresh_from_db()
    assert post.organisation == new
    assert not cast["colleague"].may(Right.SEE, cast.unit), "a split hands nothing of the past on"


def test_what_cannot_be_is_refused(cast: Any) -> None:
    admin, strange = cast["administrator"], cast["strange_administrator"]
    office = Organisation.objects.get(jurisdiction=cast.elsewhere, name="镇督查室")
    for name in ("", " ", "新农办"):
        with pytest.raises(ReasonMissing):
            rename(admin, cast.unit.pk, name, FROM)
    with pytest.raises(OutOfTurn, match="已是本辖区另一单位"):
        rename(admin, cast.unit.pk, "规建办", FROM)
    with pytest.raises(OutOfTurn, match="已是本辖区另一单位"):
        split(admin, cast.unit.pk, "规建办", FROM)
    with pytest.raises(ReasonMissing):
        merge(admin, cast.unit.pk, cast.unit.pk, FROM)
    with pytest.raises(NotAllowed):
        merge(admin, cast.unit.pk, office.pk, FROM)
    with pytest.raises(ReasonMissing, match="同一辖区"):
        merge(cast["district_administrator"], cast.unit.pk, office.pk, FROM)
    for member in (strange, cast["office"], cast["unit_head"], cast["auditor"]):
        with pytest.raises(NotAllowed):
            rename(member, cast.unit.pk, "别的名字", FROM)
    merge(admin, cast.unit.pk, cast.other_unit.pk, FROM)
    with pytest.raises(OutOfTurn, match="已停用"):
        rename(admin, cast.unit.pk, "别的名字", FROM)


def test_a_tree_shows_everyone_once(cast: Any) -> None:
    child = Organisation.objects.create(jurisdiction=cast.town, name="农技站", parent=cast.unit)
    grand = Organisation.objects.create(jurisdiction=cast.town, name="农技组", parent=child)
    ring = Organisation.objects.create(jurisdiction=cast.town, name="甲")
    other = Organisation.objects.create(jurisdiction=cast.town, name="乙", parent=ring)
    ring.parent = other
    ring.save()
    rows = list(Organisation.objects.filter(jurisdiction=cast.town).order_by("id"))
    leaves = list(tree_of(rows))
    assert {leaf.organisation for leaf in leaves} == set(rows)
    depths = {leaf.organisation.name: leaf.depth for leaf in leaves}
    assert (depths["新农办"], depths["农技站"], depths[grand.name]) == (0, 1, 2)


def book(*rows: tuple[str | int | None, ...]) -> SimpleUploadedFile:
    sheet = Workbook()
    assert sheet.active is not None
    for row in rows:
        sheet.active.append(row)
    out = BytesIO()
    sheet.save(out)
    return SimpleUploadedFile("机构.xlsx", out.getvalue())


HEADER = ("名称", "类别", "上级单位", "别名", "成员单位")


def test_a_sheet_is_taken_row_by_row_and_every_row_answered(cast: Any) -> None:
    lines = lines_of(
        book(
            ("柳溪镇机构名录",),
            HEADER,
            ("各村", "一组单位", None, None, "北塘村、南圩村"),
            ("北塘村", "村居", None, "北塘村委会", None),
            ("南圩村", "村", "规建办", None, None),
            (None, None, None, None, None),
            ("新农办", "", "", "镇新农办、新农村办", ""),
            ("规划所", "科室", None, None, None),
            ("东荡村", "村居", "没有的单位", None, None),
            ("西泾村", "村居", None, "规建办", None),
        )
    )
    answers = bring_in(cast["administrator"], cast.town, lines, trial=False)
    said = {answer.line.name: (answer.taken, answer.sentence) for answer in answers}
    assert said == {
        "各村": (True, "已添加。"),
        "北塘村": (True, "已添加。"),
        "南圩村": (True, "已添加。"),
        "新农办": (True, "已更新。"),
        "规划所": (False, "类别“科室”不认得。"),
        "东荡村": (False, "没有叫“没有的单位”的单位。"),
        "西泾村": (False, "“规建办”已是本辖区另一单位的名称或别名。"),
    }
    assert [answer.line.number for answer in answers] == [3, 4, 5, 7, 8, 9, 10]
    group = Organisation.objects.get(name="各村")
    assert {unit.name for unit in group.members.all()} == {"北塘村", "南圩村"}
    assert aliases(cast.unit) == {"镇新农办", "新农村办"}
    assert Organisation.objects.get(name="南圩村").parent == cast.other_unit
    assert not Organisation.objects.filter(name__in=["规划所", "西泾村"]).exists()


def test_a_trial_changes_nothing(cast: Any) -> None:
    before = Organisation.objects.count(), Entry.objects.count()
    lines = lines_of(book(HEADER, ("北塘村", "村居", None, None, None)))
    [answer] = bring_in(cast["administrator"], cast.town, lines, trial=True)
    assert answer.taken
    assert (Organisation.objects.count(), Entry.objects.count()) == before


def test_rows_that_wait_for_each_other_are_told_so(cast: Any) -> None:
    lines = lines_of(book(HEADER, ("甲站", "", "乙站", "", ""), ("乙站", "", "甲站", "", "")))
    answers = bring_in(cast["administrator"], cast.town, lines, trial=False)
    assert [answer.taken for answer in answers] == [False, False]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", "名称,类别".encode()])
def test_a_file_that_is_no_sheet_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ReasonMissing, match="xlsx"):
        lines_of(SimpleUploadedFile("机构.xlsx", content))
    with pytest.raises(ReasonMissing, match="“名称”"):
        lines_of(book(("单位", "电话")))


def test_the_pages_turn_and_bring_in(cast: Any, client_of: Any) -> None:
    client = client_of("administrator")
    here = f"/organisations/{cast.unit.pk}/"
    turned = client.post(f"{here}turn/rename/", {"name": "乡村振兴办", "day": "2026-07-01"})
    assert turned["Location"] == here
    page = client.get(here).content.decode()
    assert "由新农办更名" in page
    file = book(HEADER, ("北塘村", "村居", "", "", ""))
    words = {"jurisdiction": cast.town.pk, "file": file, "trial": "1"}
    answered = client.post("/organisations/import/", words)
    assert "可导入1行，尚未改动" in answered.content.decode()
    for path in (f"{here}turn/rename/", f"{here}turn/burn/"):
        assert client_of("strange_administrator").post(path, {"name": "甲"}).status_code == 404
    assert client_of("office").post(f"{here}turn/rename/", {"name": "甲"}).status_code == 403
    assert client.post(f"{here}turn/rename/", {"name": "甲", "day": "七月"}).status_code == 422


def test_the_tree_asks_no_more_when_it_grows(cast: Any, client_of: Any) -> None:
    client = client_of("administrator")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/organisations/tree/").status_code == 200
        return len(asked)

    rename(cast["administrator"], cast.unit.pk, "乡村振兴办", FROM)
    client.get("/organisations/tree/")
    before = queries()
    for number in range(10):
        Organisation.objects.create(jurisdiction=cast.town, name=f"站{number}", parent=cast.unit)
    assert queries() == before


def test_nobody_is_put_under_himself(cast: Any) -> None:
    keeper = cast["administrator"]
    child = Organisation.objects.create(jurisdiction=cast.town, name="农技站", parent=cast.unit)
    for parent in (cast.unit, child):
        cast.unit.parent = parent
        with pytest.raises(OutOfTurn, match="不能是它自己或它的下级"):
            save_organisation(keeper, cast.unit, aliases=[])
    cast.unit.refresh_from_db()
    assert cast.unit.parent is None


def test_merged_into_one_that_stands_below_it_nothing_goes_round(cast: Any) -> None:
    child = Organisation.objects.create(jurisdiction=cast.town, name="农技站", parent=cast.unit)
    last = Organisation.objects.create(jurisdiction=cast.town, name="种子组", parent=child)
    merge(cast["administrator"], cast.unit.pk, last.pk, FROM)
    for unit in (child, last):
        unit.refresh_from_db()
    assert (last.parent, child.parent) == (None, last)


def test_a_group_holds_no_group(cast: Any) -> None:
    """A task handed to the outer one would stay with the inner one, where nobody works."""
    keeper, group = cast["administrator"], OrganisationKind.GROUP
    outer = Organisation(jurisdiction=cast.town, name="各单位", kind=group)
    inner = Organisation(jurisdiction=cast.town, name="各办", kind=group)
    save_organisation(keeper, inner, aliases=[], members=[cast.unit])
    with pytest.raises(OutOfTurn, match="“各办”是一组单位"):
        save_organisation(keeper, outer, aliases=[], members=[inner])
    save_organisation(keeper, outer, aliases=[], members=[cast.unit])
    cast.unit.kind = group
    with pytest.raises(OutOfTurn, match=r"“新农办”是“.+”的成员"):
        save_organisation(keeper, cast.unit, aliases=[])


def test_a_sheet_makes_no_group_of_groups_either(cast: Any) -> None:
    book = Workbook()
    rows = (
        ("名称", "类别", "成员单位"),
        ("各办", "组", "新农办"),
        ("各单位", "组", "各办、规建办"),
    )
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    file = BytesIO()
    book.save(file)
    file.seek(0)
    answers = bring_in(cast["administrator"], cast.town, lines_of(file), trial=False)
    assert [answer.taken for answer in answers] == [True, False]
    assert "请改选它的成员" in answers[1].sentence
