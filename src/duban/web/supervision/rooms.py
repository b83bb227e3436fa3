"""The rooms of supervision, side by side on each of its pages, with how many wait in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.web.accounts.member import Member
from duban.web.accounts.rights import REACH, Reach, Right
from duban.web.supervision import asking
from duban.web.supervision.models import BulletinItem, BulletinState, Notice, OrderState


@dataclass(frozen=True, slots=True)
class Room:
    label: str
    address: str
    here: bool
    waiting: int = 0


def watches(member: Member) -> bool:
    """Whether some post sees a whole jurisdiction: its proposals are open to that person."""
    return any(REACH[post.role] is Reach.JURISDICTION for post in member.posts_with(Right.SEE))


def rooms(member: Member, here: str) -> list[Room]:
    issued = asking.orders(member).filter(state=OrderState.ISSUED).count()
    wanted: list[tuple[str, Any, int]] = [
        ("lights", pgettext("list", "亮灯"), 0),
        ("orders", pgettext("list", "督办单"), issued),
        ("instructions", pgettext("list", "批示"), asking.open_instructions(member).count()),
        ("bulletin", _("通报"), 0),
        ("talks", pgettext("list", "约谈"), 0),
        ("burden", _("要了什么"), 0),
        ("books", _("亮灯规则"), 0),
        ("notices", _("通知"), Notice.objects.visible_to(member).filter(read_at=None).count()),
    ]
    if watches(member):
        waiting = asking.waiting_proposals(member).count()
        wanted.insert(2, ("proposals", _("督办建议"), waiting))
        listed = BulletinItem.objects.filter(
            member.where(Right.SUPERVISE), state=BulletinState.LISTED
        )
        wanted[4] = ("bulletin", _("通报"), listed.count())
    return [
        Room(label, reverse(f"supervision:{name}"), name == here, count)
        for name, label, count in wanted
    ]
