"""Sheets to begin with, and people brought in by one: every row answered, passwords told once."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from openpyxl import Workbook, load_workbook

from duban.web.accounts import organisation_import, people_import
from duban.web.accounts.models import Appointment, Organisation, User
from duban.web.accounts.people_import import HEADER, ROLES, bring_in, lines_of
from duban.web.accounts.rights import Role
from duban.web.journal.models import Entry
from duban.web.refusals import NotAllowed, ReasonMissing

pytestmark = pytest.mark.django_db


def book(*rows: Sequence[str | int | None]) -> SimpleUploadedFile:
    sheet = Workbook()
    assert sheet.active is not None
    for row in rows:
        sheet.active.append(list(row))
    out = BytesIO()
    sheet.save(out)
    return SimpleUploadedFile("人员.xlsx", out.getvalue())


def test_the_sheet_of_organisations_comes_back_unchanged(cast: Any) -> None:
    content = organisation_import.template(cast.town)
    lines = organisation_import.lines_of(BytesIO(content))
    before = Organisation.objects.count()
    answers = organisation_import.bring_in(cast["administrator"], cast.town, lines, trial=False)
    assert [(one.taken, one.left_out, one.sentence) for one in answers] == [
        (False, True, "示例行，不导入。")
    ] * 2
    assert Organisation.objects.count() == before


def test_the_sheet_of_people_comes_back_unchanged(cast: Any) -> None:
    lines = lines_of(BytesIO(people_import.template(cast.town)))
    answers = bring_in(cast["administrator"], cast.town, lines, trial=False)
    assert [(one.taken, one.left_out) for one in answers] == [(False, True)] * 2
    assert not User.objects.filter(username="shenlianluo").exists()


@pytest.mark.parametrize(
    ("make", "heads", "lists"),
    [
        (organisation_import.template, organisation_import.HEADER, {"B", "C"}),
        (people_import.template, HEADER, {"C", "D"}),
    ],
)
def test_a_sheet_has_heads_and_lists_to_choose_from(
    make: Any, heads: Sequence[str], lists: set[str], cast: Any
) -> None:
    held = load_workbook(BytesIO(make(cast.town)))
    sheet, offers = held.worksheets
    assert tuple(cell.value for cell in sheet[1]) == tuple(heads)
    rules = sheet.data_validations.dataValidation
    assert {str(rule.sqref)[0] for rule in rules} == lists
    assert "新农办" in {cell.value for row in offers.iter_rows() for cell in row}


def test_a_kind_that_is_offered_is_known() -> None:
    assert set(organisation_import.SHOWN_KINDS) <= set(organisation_import.KINDS)
    kinds = {organisation_import.KINDS[word] for word in organisation_import.SHOWN_KINDS}
    assert kinds == set(organisation_import.KINDS.values())
    assert list(ROLES) == [str(role.label) for role in Role]
    assert list(ROLES.values()) == list(Role)


ROWS = (
    HEADER,
    ("示例·沈", "shen", "新农办", "联络员、单位负责人"),
    ("示例·顾", 20260101, "规建办", "联络员"),
    ("示例·沈", "shen", "规建办", "联络员"),
    ("示例·沈", "shen", "规建办", "联络员"),
    ("别人", "shen", "规建办", "联络员"),
    ("示例·liaison", "liaison", "新农办", "审计员"),
    ("示例·陆", "lu", "没有的单位", "联络员"),
    ("示例·陆", "lu", "新农办", "科员"),
    ("示例·陆", "lu lu", "新农办", "联络员"),
    ("", "lu", "新农办", "联络员"),
    ("示例·陆", "lu", "", ""),
    ("示例·stranger", "stranger", "新农办", "联络员"),
)
SAID = [
    (True, "已添加。"),
    (True, "已添加。"),
    (True, "已有此人，已增加任职。"),
    (True, "没有变化。"),
    (False, "登录名“shen”是示例·沈的，姓名对不上。"),
    (False, "系统管理员、审计员须专人专任，不得兼任其他角色。"),
    (False, "没有叫“没有的单位”的单位。"),
    (False, "角色“科员”不认得。"),
    (False, "登录名：登录名里不能有空格。"),
    (False, "姓名：这个字段是必填项。"),
    (False, "登录名、单位、角色都要写。"),
    (False, "登录名“stranger”已被使用。"),
]


def test_every_row_is_answered(cast: Any) -> None:
    answers = bring_in(cast["administrator"], cast.town, lines_of(book(*ROWS)), trial=False)
    assert [(one.taken, one.sentence) for one in answers] == SAID
    posts = Appointment.objects.filter(user__username="shen")
    assert {(post.role, post.organisation.name) for post in posts} == {
        ("liaison", "新农办"),
        ("unit_head", "新农办"),
        ("liaison", "规建办"),
    }
    shen, gu, *others = answers
    assert [bool(one.password) for one in others] == [False] * 10
    user = User.objects.get(username="shen")
    assert user.check_password(shen.password)
    assert user.must_change_password
    assert User.objects.get(username="20260101").check_password(gu.password)
    assert shen.password not in str(list(Entry.objects.values()))


def test_a_trial_says_the_same_and_changes_nothing(cast: Any) -> None:
    before = User.objects.count(), Appointment.objects.count(), Entry.objects.count()
    answers = bring_in(cast["administrator"], cast.town, lines_of(book(*ROWS)), trial=True)
    assert [(one.taken, one.sentence) for one in answers] == SAID
    assert {one.password for one in answers} == {""}
    assert (User.objects.count(), Appointment.objects.count(), Entry.objects.count()) == before


def test_who_keeps_no_people_brings_nobody_in(cast: Any) -> None:
    for part in ("office", "auditor", "strange_administrator"):
        with pytest.raises(NotAllowed):
            bring_in(cast[part], cast.town, lines_of(book(*ROWS)), trial=True)
    with pytest.raises(ReasonMissing, match="“登录名”"):
        lines_of(book(("姓名", "单位")))
    many = [("示例", f"p{number}", "新农办", "联络员") for number in range(101)]
    with pytest.raises(ReasonMissing, match="100行"):
        lines_of(book(HEADER, *many))


def test_the_page_tells_passwords_once_and_as_a_file(cast: Any, client_of: Any) -> None:
    client = client_of("administrator")
    words = {"jurisdiction": cast.town.pk, "file": book(*ROWS[:3])}
    answered = client.post("/people/import/", words)
    page = answered.content.decode()
    assert "共2行，已导入2行" in page
    assert "no-store" in answered["Cache-Control"]
    [shen, gu] = answered.context["fresh"]
    assert shen.password in page
    sent = {
        "name": [one.line.name for one in (shen, gu)],
        "login": [one.line.username for one in (shen, gu)],
        "password": [one.password for one in (shen, gu)],
    }
    file = client.post("/people/import/passwords/", sent)
    assert file["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
    assert rows[1:] == [
        ["示例·沈", "shen", shen.password],
        ["示例·顾", "20260101", gu.password],
    ]
    opened = Client().post("/login/", {"username": "shen", "password": shen.password})
    assert opened.status_code == 302
    assert client.post("/people/import/passwords/", {}).status_code == 422
    assert "初始密码只在" not in client.get("/people/import/").content.decode()


def test_the_page_answers_each_row_of_organisations_once(cast: Any, client_of: Any) -> None:
    sheet = book(organisation_import.HEADER, ("镇文旅办", "部门"), ("（示例）镇文旅办", "部门"))
    words = {"jurisdiction": cast.town.pk, "file": sheet}
    page = client_of("administrator").post("/organisations/import/", words).content.decode()
    tree: Any = html.document_fromstring(page)
    [table] = tree.iter("table")
    rows = [[cell.text_content() for cell in row.iter("td")] for row in table.iter("tr")]
    assert rows[1:] == [
        ["2", "镇文旅办", "部门", "已添加。"],
        ["3", "（示例）镇文旅办", "部门", "示例行，不导入。"],
    ]


def test_templates_are_offered_for_the_places_one_keeps(cast: Any, client_of: Any) -> None:
    client = client_of("district_administrator")
    for path in ("/people/import/", "/organisations/import/"):
        page = client.get(path).content.decode()
        for place in (cast.district, cast.town, cast.elsewhere):
            assert f"{path}template/{place.pk}/" in page
            file = client.get(f"{path}template/{place.pk}/")
            assert "attachment" in file["Content-Disposition"]
            assert load_workbook(BytesIO(file.content)).worksheets
    own = client_of("administrator")
    assert own.get(f"/people/import/template/{cast.elsewhere.pk}/").status_code == 404


def test_a_sheet_that_reaches_to_its_last_cell_is_refused(cast: Any) -> None:
    """To lay out all the cells between would end the server, whoever else works on it."""
    sheet = Workbook()
    assert sheet.active is not None
    sheet.active["A1"], sheet.active["XFD1048576"] = "登录名", "甲"
    out = BytesIO()
    sheet.save(out)
    with pytest.raises(ReasonMissing, match="太大"):
        lines_of(BytesIO(out.getvalue()))


def test_a_sheet_that_unpacks_to_a_thousand_times_its_size_is_refused(cast: Any) -> None:
    packed = BytesIO()
    with (
        zipfile.ZipFile(book(HEADER)) as plain,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as swollen,
    ):
        for name in plain.namelist():
            filling = b" " * (80 << 20) if name.endswith("sheet1.xml") else b""
            swollen.writestr(name, plain.read(name) + filling)
    assert len(packed.getvalue()) < 1 << 20
    with pytest.raises(ReasonMissing, match="太大"):
        lines_of(BytesIO(packed.getvalue()))


def test_rows_are_numbered_as_the_sheet_numbers_them(cast: Any) -> None:
    lines = lines_of(book([], [None, *HEADER], [], [None, "沈示例", 20260101, "新农办", "联络员"]))
    assert [(one.number, one.username) for one in lines] == [(4, "20260101")]


def test_signs_that_nobody_sees_are_no_part_of_a_login(cast: Any) -> None:
    """Copied along, they would make a login that nobody can type."""
    [line] = lines_of(book(HEADER, ["沈示例", "she\u200bn\ufeff", "新农办", "联络员"]))
    assert line.username == "shen"
