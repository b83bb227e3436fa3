"""Organisations from an .xlsx: one a row, every row answered; nothing is changed by a trial run.

名称 | 类别 | 上级单位 | 别名 | 成员单位
区农业农村委 | 部门 | | 农业农村委、区农委 |
11个街镇 | 一组单位 | | | 柳溪镇、白鹭镇
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, OrganisationKind
from duban.web.accounts.organisations import save_organisation
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import tidy
from duban.web.refusals import OutOfTurn, ReasonMissing, Refusal

HEADER = ("名称", "类别", "上级单位", "别名", "成员单位")
MOST_ROWS, MOST_BYTES = 2000, 5 * 1024 * 1024
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
    """What became of a row: added, changed, or why not."""

    line: Line
    taken: bool
    sentence: str


class _Trial(Exception):
    """Takes back what a trial run wrote."""


def lines_of(file: IO[bytes]) -> list[Line]:
    """The rows under the header of the first sheet; refused where there is none."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ReasonMissing(_("文件超过5MB，请拆开再导入。"))
    try:
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError, ValueError):
        raise ReasonMissing(_("这不是能读的.xlsx文件。")) from None
    texts = [[_text(cell) for cell in row] for row in rows]
    at = next((number for number, row in enumerate(texts) if "名称" in row), None)
    if at is None:
        raise ReasonMissing(_("第一张表里没有“名称”这一列。"))
    places = {head: texts[at].index(head) for head in HEADER if head in texts[at]}
    found = list(_lines(texts[at + 1 :], at + 2, places))
    if len(found) > MOST_ROWS:
        raise ReasonMissing(_("一次最多导入2000行。"))
    return found


def _text(cell: Any) -> str:
    return tidy(str(cell)) if cell is not None else ""


def _lines(rows: Iterable[list[str]], first: int, places: Mapping[str, int]) -> Iterator[Line]:
    for number, row in enumerate(rows, first):
        cells = {head: row[at] if at < len(row) else "" for head, at in places.items()}
        if any(cells.values()):
            yield Line(
                number,
                cells["名称"][:80],
                cells.get("类别", ""),
                cells.get("上级单位", ""),
                _names(cells.get("别名", "")),
                _names(cells.get("成员单位", "")),
            )


def _names(text: str) -> tuple[str, ...]:
    names = (name.strip()[:80] for name in BETWEEN.split(text))
    return tuple(name for name in dict.fromkeys(names) if name)


def bring_in(
    member: Member, jurisdiction: Jurisdiction, lines: Iterable[Line], *, trial: bool
) -> list[Answered]:
    """Add and change organisations; parents and members may stand further down the sheet."""
    member.must(Right.MANAGE_PEOPLE, jurisdiction)
    waiting, answers = list(lines), dict[int, Answered]()
    try:
        with transaction.atomic():
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
            if trial:
                raise _Trial
    except _Trial:
        pass
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
        organisation.parent = _named(jurisdiction, line.parent)
    if organisation.parent is not None and organisation.parent.pk == organisation.pk:
        raise OutOfTurn(_("上级单位不能是自己。"))
    known = () if held is None else tuple(held.aliases.values_list("name", flat=True))
    members = [_named(jurisdiction, name) for name in line.members]
    if held is not None and not members:
        members = list(held.members.all())
    aliases = tuple(dict.fromkeys((*known, *line.aliases)))
    save_organisation(member, organisation, aliases=aliases, members=members)
    return _("已添加。") if held is None else _("已更新。")


def _named(jurisdiction: Jurisdiction, name: str) -> Organisation:
    found = (
        Organisation.objects.filter(jurisdiction=jurisdiction, name=name).first()
        or Organisation.objects.filter(jurisdiction=jurisdiction, aliases__name=name).first()
    )
    if found is None:
        raise OutOfTurn(_("没有叫“%(name)s”的单位。") % {"name": name[:40]})
    return found
