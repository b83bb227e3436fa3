"""What each role comes here for: one card a role, until there is work to count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Role


@dataclass(frozen=True, slots=True)
class Duty:
    """What a role does here, what it sees while there is nothing to do, and the way in."""

    work: Promise | str
    empty: Promise | str
    way_in: tuple[Promise | str, str] | None = None


DUTIES: Mapping[Role, Duty] = {
    Role.OFFICE: Duty(
        _("导入清单，核对，交办，审核"),
        _("还没有待核对的清单。导入本年度的任务清单，从这里开始。"),
        (_("导入清单"), "ledger:import"),
    ),
    Role.LIAISON: Duty(_("填报本单位的任务"), _("目前没有要填报的任务。督查室交办后会列在这里。")),
    Role.UNIT_HEAD: Duty(
        _("签收任务，审签本单位填报"), _("目前没有待签收的任务，也没有待审签的填报。")
    ),
    Role.LEADER: Duty(_("看牵头任务，作批示"), _("目前没有需要您决定的事项。")),
    Role.PRINCIPAL: Duty(_("看全局，审定报领导小组的事项"), _("目前没有需要您审定的事项。")),
    Role.AUDITOR: Duty(
        _("查阅全部记录"),
        _("每一次操作都有记录，谁也不能更改。"),
        (_("查看日志"), "accounts:journal"),
    ),
    Role.ADMINISTRATOR: Duty(
        _("管理机构与人员"),
        _("人员变动、密码重置、账号解锁都在人员页办理。"),
        (_("查看人员"), "accounts:people"),
    ),
}


@dataclass(frozen=True, slots=True)
class Card:
    role: Promise | str
    place: str
    work: Promise | str
    empty: Promise | str
    label: Promise | str
    address: str


def duties(member: Member) -> Iterator[Card]:
    """One card for every post held."""
    for post in member.posts:
        duty = DUTIES[post.role]
        label, address = _way(duty)
        yield Card(post.role.label, str(post), duty.work, duty.empty, label, address)


def _way(duty: Duty) -> tuple[Promise | str, str]:
    """Label and address of the way in; empty where there is none in this site."""
    if duty.way_in is None:
        return "", ""
    label, view = duty.way_in
    try:
        return label, reverse(view)
    except NoReverseMatch:
        return "", ""
