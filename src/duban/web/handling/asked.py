"""What people type into forms, made into values; what cannot be read is said in a sentence."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from django.http import Http404
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web import clock
from duban.web.accounts import days, keys
from duban.web.handling.models import plain
from duban.web.handling.models.indicators import PLACES
from duban.web.refusals import ReasonMissing

SCALES = {"万亿": Decimal(10**12), "亿": Decimal(10**8), "万": Decimal(10**4), "": Decimal(1)}
#: a sign, digits in threes or none parted, a scale
_AMOUNT = re.compile(
    r"([-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.\d{1,12})?)\s*(万亿|亿|万)?", re.ASCII
)
LARGEST, FINEST = Decimal(10) ** 17, Decimal(1).scaleb(-PLACES)
#: keys that come as numbers; `key` takes those that come as text
row_key = keys.row_key


def today() -> date:
    """Read once a request; everything below gets it as an argument."""
    return clock.today()


def day(text: str) -> date | None:
    """2026-09-30; None for nothing; a sentence for anything else."""
    if not text.strip():
        return None
    try:
        return days.day_of(text)
    except ValueError:
        raise ReasonMissing(_("日期请写成2026-09-30的样子，在1950年至2100年之间。")) from None


def key(text: str) -> int:
    """The key of a row; 404 for what can be none."""
    if not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)


def figure(text: str, unit: str) -> Decimal | None:
    """A figure as typed where `unit` is asked for: 28, 1,200, 23.58亿, 30%; None for nothing.

    The unit may stand behind it: 12000元 is 1.2 where 万元 is asked for. Another one is refused in
    words, as is a formula.
    """
    number = text.strip().replace("％", "%")
    if not number:
        return None
    if number.startswith("="):
        raise ReasonMissing(
            _("“%(text)s”是公式，没有算出的结果，请直接填数。") % {"text": number[:30]}
        )
    unit, scale = unit.replace("％", "%"), scale_of(unit)
    base = unit.removeprefix(scale)
    if unit and number.endswith(unit):
        return _amount(_digits(number.removesuffix(unit), text, unit))
    if scale and base and number.endswith(base):
        bare = _amount(_digits(number.removesuffix(base), text, unit), base)
        return _amount(f"{bare / SCALES[scale]:f}")
    return _amount(_digits(number, text, unit), unit)


def _digits(number: str, text: str, unit: str) -> str:
    """`number`, which ends with a digit or a scale; else nobody can tell what `text` counts."""
    bare = number.rstrip()
    if not bare or not (bare[-1].isdigit() or bare[-1] in "万亿"):
        raise ReasonMissing(
            _("“%(text)s”读不出数字，请只填数字，单位是%(unit)s。")
            % {"text": text.strip()[:30], "unit": unit or _("无")}
        )
    return bare


def _amount(text: str, unit: str = "") -> Decimal:
    """Digits and perhaps a scale, counted in `unit`: a scale that is said counts over the bare
    unit, 3亿 is 30000 where 万元 is asked for."""
    # full-width digits and commas are what a Chinese keyboard gives, a minus what papers print
    bare = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-").strip()
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        raise ReasonMissing(_("“%(text)s”不是数字。") % {"text": text[:30]})
    value = Decimal(found[1].replace(",", "")) * SCALES[found[2] or ""]
    if found[2]:
        value /= SCALES[scale_of(unit)]
    if abs(value) >= LARGEST:
        raise ReasonMissing(_("“%(text)s”太大，请核对。") % {"text": text[:30]})
    if value != value.quantize(FINEST):
        raise ReasonMissing(
            _("“%(text)s”的小数超过%(places)s位，请四舍五入后再填。")
            % {"text": text[:30], "places": PLACES}
        )
    return plain(value)


def scale_of(unit: str) -> str:
    """万 of 万元, 亿 of 亿元; empty where a unit has no scale of its own."""
    return next(scale for scale in SCALES if unit.startswith(scale))


def period(text: str) -> Period:
    try:
        return days.period_of(text)
    except ValueError:
        raise ReasonMissing(
            _("“%(text)s”不是时期，请写成2026、2026-Q3或2026-M06。") % {"text": text[:30]}
        ) from None
