"""People from an .xlsx: one post a row, every row answered; nothing is changed by a trial run.

姓名 | 登录名 | 单位 | 角色
沈示例 | shen | 区农业农村委 | 联络员、单位负责人
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts import people
from duban.web.accounts.forms import PersonForm, must_be_valid
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, User
from duban.web.accounts.organisation_import import BETWEEN, named
from duban.web.accounts.rights import Right, Role
from duban.web.accounts.sheets import EXAMPLE, Column, rows_under, to_fill_in
from duban.web.accounts.trying import written
from duban.web.refusals import OutOfTurn, ReasonMissing, Refusal

HEADER = ("姓名", "登录名", "单位", "角色")
#: a password is slow to make fit for keeping, on purpose
MOST_ROWS = 100
#: the words of the sheet; the page may be in another language
ROLES: Mapping[str, Role] = {
    "督查室": Role.OFFICE,
    "联络员": Role.LIAISON,
    "单位负责人": Role.UNIT_HEAD,
    "分管领导": Role.LEADER,
    "主要领导": Role.PRINCIPAL,
    "审计员": Role.AUDITOR,
    "系统管理员": Role.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet; `number` counts as the sheet does."""

    number: int
    name: str
    username: str
    unit: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a row; `password` is told once, for whoever is new. `left_out`: an example."""

    line: Line
    taken: bool
    sentence: str
    password: str = ""
    left_out: bool = False


def lines_of(file: IO[bytes]) -> list[Line]:
    return [
        Line(
            number,
            cells.get("姓名", "")[:60],
            cells["登录名"][:60],
            cells.get("单位", "")[:80],
            tuple(role.strip() for role in BETWEEN.split(cells.get("角色", "")) if role.strip()),
        )
        for number, cells in rows_under(file, "登录名", HEADER, MOST_ROWS)
    ]


def template(jurisdiction: Jurisdiction) -> bytes:
    """The sheet to begin with: heads, fictional examples, units and roles to choose from."""
    here = Organisation.objects.filter(jurisdiction=jurisdiction, active=True)
    units = list(here.order_by("kind", "name").values_list("name", flat=True))
    columns = (
        Column("姓名", 16, _("必填。")),
        Column("登录名", 20, _("登录时输入，须唯一，不能有空格；已有的人只增加任职。")),
        Column("单位", 28, _("名录里的单位，名称或别名都可以。"), proposed=units),
        Column("角色", 24, _("几个角色用顿号分开。"), proposed=list(ROLES)),
    )
    unit = units[0] if units else "区农业农村委"
    examples = (
        (f"{EXAMPLE}沈联络", "shenlianluo", unit, "联络员"),
        (f"{EXAMPLE}顾主任", "guzhuren", unit, "单位负责人、联络员"),
    )
    return to_fill_in(_("人员导入"), columns, examples)


def bring_in(
    member: Member, jurisdiction: Jurisdiction, lines: Iterable[Line], *, trial: bool
) -> list[Answered]:
    """Add people with their posts, or posts to people who are there already."""
    member.must(Right.MANAGE_PEOPLE, jurisdiction)
    with written(trial=trial):
        return [_take(member, jurisdiction, line, trial=trial) for line in lines]


def _take(member: Member, jurisdiction: Jurisdiction, line: Line, *, trial: bool) -> Answered:
    if line.name.startswith(EXAMPLE):
        return Answered(line, False, _("示例行，不导入。"), left_out=True)
    try:
        with transaction.atomic():
            roles, unit = _posts(jurisdiction, line)
            held = User.objects.filter(username=line.username).first()
            if held is not None:
                return Answered(line, True, _appoint(member, held, line, roles, unit))
            password = _add(member, line, roles, unit, trial=trial)
            return Answered(line, True, _("已添加。"), password)
    except Refusal as refusal:
        return Answered(line, False, str(refusal))


def _posts(jurisdiction: Jurisdiction, line: Line) -> tuple[list[Role], Organisation]:
    if not line.username or not line.unit or not line.roles:
        raise ReasonMissing(_("登录名、单位、角色都要写。"))
    unknown = next((role for role in line.roles if role not in ROLES), None)
    if unknown is not None:
        raise ReasonMissing(_("角色“%(role)s”不认得。") % {"role": unknown[:20]})
    return [ROLES[role] for role in line.roles], named(jurisdiction, line.unit)


def _add(member: Member, line: Line, roles: list[Role], unit: Organisation, *, trial: bool) -> str:
    """The first password, which a trial does not make."""
    form = PersonForm({"username": line.username, "name": line.name})
    must_be_valid(form)
    first, *others = roles
    words = form.cleaned_data
    if trial:
        user, password = User(username=words["username"], name=words["name"]), ""
        people.enter(member, user, first, unit)
    else:
        user, password = people.add_person(
            member, username=words["username"], name=words["name"], role=first, organisation=unit
        )
    for role in others:
        people.appoint(member, user, role, unit)
    return password


def _appoint(member: Member, held: User, line: Line, roles: list[Role], unit: Organisation) -> str:
    """Posts for who is there already, under the name the sheet gives too."""
    if not User.objects.visible_to(member).filter(pk=held.pk).exists():
        raise OutOfTurn(_("登录名“%(name)s”已被使用。") % {"name": line.username})
    if line.name and line.name != held.name:
        raise OutOfTurn(
            _("登录名“%(login)s”是%(name)s的，姓名对不上。")
            % {"login": line.username, "name": held.name}
        )
    had = held.appointments.filter(organisation=unit, role__in=roles).count()
    for role in roles:
        people.appoint(member, held, role, unit)
    return _("没有变化。") if had == len(set(roles)) else _("已有此人，已增加任职。")
