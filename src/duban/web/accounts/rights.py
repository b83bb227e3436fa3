"""Who may do what: one literal table, asked in both directions.

`Member.may` asks whether this person may do this to that thing; `Member.where` asks which
rows this person may do it to. Both read `RIGHTS` and `REACH` and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    OFFICE = "office", _("督查室")
    LIAISON = "liaison", _("联络员")
    UNIT_HEAD = "unit_head", _("单位负责人")
    LEADER = "leader", _("分管领导")
    PRINCIPAL = "principal", _("主要领导")
    AUDITOR = "auditor", _("审计员")
    ADMINISTRATOR = "administrator", _("系统管理员")


class Right(models.TextChoices):
    SEE = "see", _("查看清单与任务")
    IMPORT = "import", _("导入清单")
    CORRECT = "correct", _("更正读出的内容")
    CONFIRM = "confirm", _("确认入账")
    WAIVE = "waive", _("豁免核对发现")
    ISSUE = "issue", _("交办任务")
    SIGN = "sign", _("签收任务")
    WORK = "work", _("分解与办理任务")
    FINISH = "finish", _("报办结")
    ASK = "ask", _("申请变更")
    DECIDE = "decide", _("办理变更")
    AGREE = "agree", _("审定变更")
    AGREE_ABOVE = "agree_above", _("审定重大变更")
    VERIFY = "verify", _("核查办结")
    CLOSE = "close", _("销号与归档")
    TAKE_UP = "take_up", _("承接下达任务")
    FILE = "file", _("填报进度")
    RELEASE = "release", _("审签填报")
    REVIEW = "review", _("审核填报")
    SCHEDULE = "schedule", _("设置填报日历")
    SUPERVISE = "supervise", _("督办")
    ANSWER = "answer", _("回复督办单与批示")
    INSTRUCT = "instruct", pgettext_lazy("act", "批示")
    WRITE = "write", _("拟写与印发公文")
    PUBLISH = "publish", _("向社会公开任务")
    NAME_UNITS = "name_units", _("对应单位名称")
    READ_JOURNAL = "read_journal", _("查看日志")
    MANAGE_PEOPLE = "manage_people", _("管理机构与人员")


class Reach(Enum):
    """How far a role's rights go."""

    JURISDICTION = "everything of the appointment's jurisdiction"
    BELOW = "the appointment's jurisdiction and all below it"
    UNIT = "what concerns the appointment's own organisation"
    LED = "what the person leads"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.OFFICE: frozenset(
        {
            *(Right.SEE, Right.IMPORT, Right.CORRECT, Right.CONFIRM, Right.WAIVE),
            *(Right.ISSUE, Right.ASK, Right.DECIDE, Right.VERIFY, Right.CLOSE, Right.TAKE_UP),
            *(Right.REVIEW, Right.SCHEDULE, Right.SUPERVISE, Right.WRITE, Right.PUBLISH),
            Right.NAME_UNITS,
        }
    ),
    Role.LIAISON: frozenset({Right.SEE, Right.WORK, Right.FILE}),
    Role.UNIT_HEAD: frozenset(
        {
            *(Right.SEE, Right.SIGN, Right.WORK, Right.FINISH, Right.ASK),
            *(Right.FILE, Right.RELEASE, Right.ANSWER),
        }
    ),
    Role.LEADER: frozenset({Right.SEE, Right.AGREE, Right.VERIFY, Right.INSTRUCT}),
    Role.PRINCIPAL: frozenset(
        {
            *(Right.SEE, Right.AGREE, Right.AGREE_ABOVE, Right.VERIFY, Right.INSTRUCT),
            Right.PUBLISH,
        }
    ),
    Role.AUDITOR: frozenset({Right.SEE, Right.READ_JOURNAL}),
    Role.ADMINISTRATOR: frozenset({Right.MANAGE_PEOPLE, Right.NAME_UNITS}),
}

REACH: Mapping[Role, Reach] = {
    Role.OFFICE: Reach.JURISDICTION,
    Role.LIAISON: Reach.UNIT,
    Role.UNIT_HEAD: Reach.UNIT,
    Role.LEADER: Reach.LED,
    Role.PRINCIPAL: Reach.JURISDICTION,
    Role.AUDITOR: Reach.JURISDICTION,
    Role.ADMINISTRATOR: Reach.BELOW,
}

#: roles that stand alone: who keeps the accounts or audits them does no other work
APART = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a thing stands: its jurisdiction, the organisations and people it concerns (keys)."""

    jurisdiction: int
    units: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()


class Governed(Protocol):
    """A thing that rights can be asked about."""

    def scope(self) -> Scope: ...
