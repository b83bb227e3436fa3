"""What may be wrong with a figure while it is typed: remarks, never refusals.

Every function takes figures in one unit and one sense (since the start of the year, or of the
period alone).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from duban.checking.comparing import amount

#: factors by which a wrong unit (万, 亿) puts a figure out
SLIPS = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
#: units that are counted one by one
COUNTED = frozenset("个家户人次项座条所处块支场名件套辆台栋株")
JUMP = Decimal(10)


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure being typed, beside what is known: the last one, the target of the year's end and
    what should be reached by the period's end (None: not known)."""

    value: Decimal
    unit: str
    cumulative: bool
    last: Decimal | None = None
    target: Decimal | None = None
    expected: Decimal | None = None
    falls: bool = False


def doubts(typed: Typed) -> list[str]:
    """Sentences with found and known side by side."""
    return [*_of_itself(typed), *(_slip(typed) or [*_against_last(typed), *_jump(typed)])]


def _of_itself(typed: Typed) -> Iterator[str]:
    value, unit = typed.value, typed.unit
    if value < 0:
        yield _("数值是负数，请核对。")
    if unit in COUNTED and value != value.to_integral_value():
        yield _("“%(unit)s”是按整数计的，现填%(value)s。") % {
            "unit": unit,
            "value": amount(value, unit),
        }
    if unit in ("%", "％") and value > 100 and (typed.target is None or typed.target <= 100):
        yield _("完成比例填了%(value)s，超过100%%。") % {"value": amount(value, unit)}


def _slip(typed: Typed) -> list[str]:
    """A figure that fits once a 万 or 亿 is put to it or taken away."""
    known = typed.expected or typed.target or typed.last
    if known is None or known <= 0 or typed.value <= 0:
        return []
    for factor, word in SLIPS:
        for value in (typed.value * factor, typed.value / factor):
            if factor > 100 and known / 2 <= value <= known * 2:
                return [
                    _("现填%(value)s，与目标%(known)s相差约一%(word)s倍，请核对计量单位。")
                    % {
                        "value": amount(typed.value, typed.unit),
                        "known": amount(known, typed.unit),
                        "word": word,
                    }
                ]
    return []


def _against_last(typed: Typed) -> Iterator[str]:
    if typed.cumulative and not typed.falls and typed.last is not None:
        if typed.value < typed.last:
            yield _("累计数%(value)s低于上期的%(last)s，请核对或说明原因。") % {
                "value": amount(typed.value, typed.unit),
                "last": amount(typed.last, typed.unit),
            }
        elif typed.value == typed.last and typed.target is not None and typed.value < typed.target:
            yield _("与上期相同（%(last)s），本期没有新进展。") % {
                "last": amount(typed.last, typed.unit)
            }


def _jump(typed: Typed) -> Iterator[str]:
    if typed.last is not None and typed.last > 0 and typed.value >= typed.last * JUMP:
        yield _("是上期%(last)s的%(times)s倍，请核对。") % {
            "last": amount(typed.last, typed.unit),
            "times": f"{(typed.value / typed.last).quantize(Decimal(1)):f}",
        }
    elif typed.target is not None and typed.target > 0 and typed.value >= typed.target * JUMP:
        yield _("是目标%(target)s的%(times)s倍，请核对。") % {
            "target": amount(typed.target, typed.unit),
            "times": f"{(typed.value / typed.target).quantize(Decimal(1)):f}",
        }
