"""Organisations from an .xlsx: one a row, every row answered; nothing is changed by a trial run.

名称 | 类别 | 上级单位 | 别名 | 成员单位
区农业农村委 | 部门 | | 农业农村委、区农委 |
11个街镇 | 一组单位 | | | 柳溪镇、白鹭镇
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, OrganisationKind
from duban.web.accounts.organisations import save_organisation
from duban.web.accounts.rights import Right
from duban.web.accounts.sheets import EXAMPLE, Column, rows_under, to_fill_in
from duban.web.accounts.trying import written
from duban.web.refusals import OutOfTurn, ReasonMissing, Refusal

HEADER = ("名称", "类别", "上级单位", "别名", "成员单位")
MOST_ROWS = 2000
BETWEEN = re.compile(r"[、，,；;\n]+")
KINDS: Mapping[str, OrganisationKind] = {
    "部门": OrganisationKind.DEPARTMENT,
    "街镇": OrganisationKind.TOWN,
    "街道": OrganisationKind.TOWN,
    "镇": OrganisationKind.TOWN,
    "村居": OrganisationKind.VILLAGE,
    "村": OrganisationKind.VILLAGE,
    "居委": OrganisationKind.VILLAGE,
    "一组单位": OrganisationKind.GROUP,
    "组": OrganisationKind.GROUP,
}
#: the words of KINDS that the template offers, one for each kind
SHOWN_KINDS = ("部门", "街镇", "村居", "一组单位")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet; `number` counts as the sheet does."""

    number: int
    name: str
    kind: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a row: added, changed, or why not; `left_out`: an example, on purpose."""

    line: Line
    taken: bool
    sentence: str
    left_out: bool = False


def lines_of(file: IO[bytes]) -> list[Line]:
    """The rows under the head of the first sheet; refused where there is none."""
    return [
        Line(
            number,
            cells["名称"][:80],
            cells.get("类别", ""),
            cells.get("上级单位", ""),
            _names(cells.get("别名", "")),
            _names(cells.get("成员单位", "")),
        )
        for number, cells in rows_under(file, "名称", HEADER, MOST_ROWS)
    ]


def _names(text: str) -> tuple[str, ...]:
    names = (name.strip()[:80] for name in BETWEEN.split(text))
    return tuple(name for name in dict.fromkeys(names) if name)


def template(jurisdiction: Jurisdiction) -> bytes:
    """The sheet to begin with: heads, fictional examples, the kinds and units to choose from."""
    names = Organisation.objects.filter(jurisdiction=jurisdiction, active=True).order_by(
        "kind", "name"
    )
    units = list(names.values_list("name", flat=True))
    columns = (
        Column("名称", 26, _("单位的正式名称，必填；名录里已有的会更新。")),
        Column("类别", 12, _("从列表里选；不写为部门。"), choices=SHOWN_KINDS),
        Column("上级单位", 22, _("同一辖区的单位，可以是本表里的；可不写。"), proposed=units),
        Column("别名", 30, _("文件里的其他叫法，用顿号分开；可不写。")),
        Column("成员单位", 36, _("只有“一组单位”才写，用顿号分开。")),
    )
    examples = (
        (f"{EXAMPLE}云泽区农业农村委", "部门", "", "农业农村委、区农委", ""),
        (f"{EXAMPLE}2个街镇", "一组单位", "", "", "柳溪镇、白鹭镇"),
    )
    return to_fill_in(_("机构导入"), columns, examples)


def bring_in(
    member: Member, jurisdiction: Jurisdiction, lines: Iterable[Line], *, trial: bool
) -> list[Answered]:
    """Add and change organisations; parents and members may stand further down the sheet."""
    member.must(Right.MANAGE_PEOPLE, jurisdiction)
    waiting, answers = list[Line](), dict[int, Answered]()
    for line in lines:
        if line.name.startswith(EXAMPLE):
            answers[line.number] = Answered(line, False, _("示例行，不导入。"), left_out=True)
        else:
            waiting.append(line)
    with written(trial=trial):
        progress = True
        while waiting and progress:
            progress = False
            for line in list(waiting):
                if _waits(line, waiting):
                    continue
                waiting.remove(line)
                progress = True
                answers[line.number] = _take(member, jurisdiction, line)
    for line in waiting:
        answers[line.number] = Answered(line, False, _("上级单位或成员单位互相指着对方。"))
    return [answers[number] for number in sorted(answers)]


def _waits(line: Line, waiting: Iterable[Line]) -> bool:
    """Whether the row names one that is still to come."""
    named = {line.parent, *line.members}
    return any(other.name in named for other in waiting if other.number != line.number)


def _take(member: Member, jurisdiction: Jurisdiction, line: Line) -> Answered:
    try:
        with transaction.atomic():
            return Answered(line, True, _write(member, jurisdiction, line))
    except Refusal as refusal:
        return Answered(line, False, str(refusal))


def _write(member: Member, jurisdiction: Jurisdiction, line: Line) -> str:
    if not line.name:
        raise ReasonMissing(_("没有写名称。"))
    if line.kind and line.kind not in KINDS:
        raise ReasonMissing(_("类别“%(kind)s”不认得。") % {"kind": line.kind[:20]})
    held = Organisation.objects.filter(jurisdiction=jurisdiction, name=line.name).first()
    organisation = held or Organisation(jurisdiction=jurisdiction, name=line.name)
    if line.kind:
        organisation.kind = KINDS[line.kind]
    if line.members and organisation.kind != OrganisationKind.GROUP:
        raise ReasonMissing(_("只有“一组单位”才有成员单位。"))
    if line.parent:
        organisation.parent = named(jurisdiction, line.parent)
    known = () if held is None else tuple(held.aliases.values_list("name", flat=True))
    members = [named(jurisdiction, name) for name in line.members]
    if held is not None and not members:
        members = list(held.members.all())
    aliases = tuple(dict.fromkeys((*known, *line.aliases)))
    save_organisation(member, organisation, aliases=aliases, members=members)
    return _("已添加。") if held is None else _("已更新。")


def named(jurisdiction: Jurisdiction, name: str) -> Organisation:
    found = (
        Organisation.objects.filter(jurisdiction=jurisdiction, name=name).first()
        or Organisation.objects.filter(jurisdiction=jurisdiction, aliases__name=name).first()
    )
    if found is None:
        raise OutOfTurn(_("没有叫“%(name)s”的单位。") % {"name": name[:40]})
    return found
