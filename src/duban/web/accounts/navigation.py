"""The bar: which rooms a person sees, by rights, and the letter that goes to each after `g`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right


@dataclass(frozen=True, slots=True)
class Room:
    """One word of the bar. `right` None: everybody signed in."""

    label: Promise | str
    view: str
    key: str
    right: Right | None = None


ROOMS = (
    Room(_("今日"), "boards:today", "h"),
    Room(_("清单"), "ledger:plans", "l", Right.SEE),
    Room(_("台账"), "ledger:tasks", "t", Right.SEE),
    Room(_("办理"), "handling:desk", "w", Right.SEE),
    Room(pgettext_lazy("list", "填报"), "reports:owed", "f", Right.FILE),
    Room(_("审核"), "reports:review", "v", Right.REVIEW),
    Room(_("督办"), "supervision:lights", "s", Right.SEE),
    Room(_("公文"), "papers:list", "d", Right.SEE),
    Room(_("看板"), "boards:glance", "b", Right.SEE),
    Room(pgettext_lazy("room", "公开"), "boards:publishing", "u", Right.PUBLISH),
    Room(_("机构"), "accounts:organisations", "o", Right.MANAGE_PEOPLE),
    Room(_("人员"), "accounts:people", "p", Right.MANAGE_PEOPLE),
    Room(_("日志"), "accounts:journal", "j", Right.READ_JOURNAL),
)


@dataclass(frozen=True, slots=True)
class Door:
    label: Promise | str
    address: str
    key: str
    here: bool


class Doors(tuple[Door, ...]):
    """The doors of a bar."""

    @property
    def letters(self) -> str:
        """By which the bars of one site are told apart."""
        return "".join(door.key for door in self)


@cache
def built() -> tuple[tuple[Room, str], ...]:
    """The rooms of this site, with their addresses."""
    found = []
    for room in ROOMS:
        with suppress(NoReverseMatch):
            found.append((room, reverse(room.view)))
    return tuple(found)


def doors(member: Member, path: str) -> Iterator[Door]:
    """The rooms open to `member`; the one with the longest address that `path` begins with is here.

    Rooms that are not built into this site are left out.
    """
    found = [(room, way) for room, way in built() if room.right is None or member.may(room.right)]
    matching = [address for _room, address in found if address != "/" and path.startswith(address)]
    nearest = max(matching, key=len, default="/" if path == "/" else "")
    for room, address in found:
        yield Door(room.label, address, room.key, address == nearest)


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context of every page: the bar, and who is signed in."""
    member = getattr(request, "member", None)
    if member is None:
        return {"member": None, "doors": Doors()}
    # a fragment shows no bar: its doors are looked up only where one is drawn
    found = SimpleLazyObject(lambda: Doors(doors(member, request.path)))
    return {"member": member, "doors": found}
