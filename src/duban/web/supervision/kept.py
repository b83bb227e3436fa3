"""Filters that another page led here with: told as chips, and kept when the form is sent again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Organisation
from duban.web.design.templatetags.design import day
from duban.web.supervision.asking import NO_HEADING, Wanted, as_day, number
from duban.web.supervision.models import Colour
from duban.web.supervision.moving import Move

Chip = tuple[str, str, str]
#: the filters that the form has no field for
NAMES = ("at", "year", "heading", "lead", "leader", "moved", "was", "day")


@dataclass(frozen=True, slots=True)
class Kept:
    """`fields` are hidden inputs, `chips` name, label and words of each filter."""

    fields: SafeString
    chips: tuple[Chip, ...]


def kept(wanted: Wanted, member: Member) -> Kept:
    held = [(name, getattr(wanted, name)) for name in NAMES if getattr(wanted, name)]
    fields = format_html_join("", '<input type="hidden" name="{}" value="{}">', held)
    return Kept(fields, tuple(_chips(wanted, member)))


def _chips(wanted: Wanted, member: Member) -> Iterator[Chip]:
    places = {str(post.jurisdiction_id): post.jurisdiction for post in member.posts}
    if wanted.at in places:
        yield "at", _("辖区"), places[wanted.at]
    if wanted.year:
        yield "year", _("年份"), wanted.year
    if wanted.heading:
        named = _("未分条线") if wanted.heading == NO_HEADING else wanted.heading
        yield "heading", _("条线"), named
    if (lead := number(wanted.lead)) is not None:
        seen = Organisation.objects.visible_to(member).filter(pk=lead)
        yield "lead", _("牵头单位"), seen.values_list("name", flat=True).first() or wanted.lead
    if wanted.leader:
        yield "leader", _("牵头领导"), wanted.leader
    moves: dict[str, Any] = {
        Move.WORSE.value: _("变差"),
        Move.BETTER.value: _("好转"),
        Move.TURNED.value: _("转灯"),
    }
    if wanted.moved in moves:
        yield "moved", _("较上月"), moves[wanted.moved]
    if (of_day := as_day(wanted.day)) is not None:
        yield "day", _("日期"), day(of_day)
    if wanted.was in Colour.values:
        yield "was", _("上月"), str(Colour(wanted.was).label)
