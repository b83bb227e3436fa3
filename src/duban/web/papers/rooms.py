"""The rooms of papers, side by side on each of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right


@dataclass(frozen=True, slots=True)
class Room:
    label: str
    address: str
    here: bool


def rooms(member: Member, here: str) -> list[Room]:
    """Templates and series for those who write; one's own calendar for everybody."""
    wanted: list[tuple[str, Any]] = [("list", _("公文"))] if member.may(Right.SEE) else []
    if member.may(Right.WRITE):
        wanted += [("templates", _("模板")), ("series", pgettext("list", "文号"))]
    wanted.append(("calendar", _("我的日历")))
    return [Room(label, reverse(f"papers:{name}"), name == here) for name, label in wanted]
