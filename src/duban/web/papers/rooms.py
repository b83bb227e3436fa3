"""The rooms of papers, side by side on each of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right


@dataclass(frozen=True, slots=True)
class Room:
    label: str
    address: str
    here: bool


def rooms(member: Member, here: str) -> list[Room]:
    """For those who write; whoever only reads has the one list."""
    wanted: list[tuple[str, Any]] = [("list", _("公文"))]
    if member.may(Right.WRITE):
        wanted += [("templates", _("模板")), ("series", _("文号"))]
    return [Room(label, reverse(f"papers:{name}"), name == here) for name, label in wanted]
