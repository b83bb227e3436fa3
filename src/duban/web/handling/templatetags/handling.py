"""Figures as an official says and types them, and forms of more than one row."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import template

from duban.checking.comparing import amount
from duban.web.design.periods import due_words
from duban.web.handling.renewing import DUE

register = template.Library()

SIGNS = {"ge": "≥", "gt": "＞", "le": "≤", "lt": "＜", "approx": "约", "range": "", "eq": ""}


@register.filter
def spoken(value: Decimal | str | None, unit: str = "") -> str:
    """23.58亿元 for 2358000000 元; a dash for nothing."""
    return "—" if value is None or value == "" else amount(Decimal(value), unit)


@register.filter
def read_as(value: str, what: str) -> str:
    """One side of a difference: a date in the words of the reader's language, else as written."""
    return due_words(value) if value and what == DUE else value


@register.filter
def sign_of(comparator: str) -> str:
    return SIGNS[comparator]


@register.simple_tag
def typed_target(typed: Mapping[str, str] | str, indicator: int, period: str) -> str:
    """What was typed for a target; nothing in a form that was not sent yet."""
    return "" if isinstance(typed, str) else typed.get(f"target-{indicator}-{period}", "")


@register.filter
def at(mapping: dict[object, object], key: object) -> object:
    """An entry of a mapping, None where there is none."""
    return mapping.get(key)
