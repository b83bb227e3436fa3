"""What people type into forms, made into values; what cannot be read is said in a sentence."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import Http404
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web import clock
from duban.web.accounts import days, keys
from duban.web.refusals import ReasonMissing

SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8), "": Decimal(1)}
_AMOUNT = re.compile(r"(-?\d{1,18}(?:\.\d{1,6})?)\s*(亿|万)?\s*\D{0,12}", re.ASCII)
LARGEST = Decimal(10) ** 17
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


def amount(text: str) -> Decimal:
    """A figure as typed: 1200, 1,200, 23.58亿, 1.5万元 (the unit is the field's own)."""
    # full-width digits and commas are what a Chinese keyboard gives
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise ReasonMissing(_("“%(text)s”不是数字。") % {"text": text[:30]})
    try:
        value = Decimal(found[1]) * SCALES[found[2] or ""]
    except InvalidOperation:
        raise ReasonMissing(_("“%(text)s”不是数字。") % {"text": text[:30]}) from None
    if abs(value) >= LARGEST:
        raise ReasonMissing(_("“%(text)s”太大，请核对。") % {"text": text[:30]})
    return value


def period(text: str) -> Period:
    try:
        return days.period_of(text)
    except ValueError:
        raise ReasonMissing(
            _("“%(text)s”不是时期，请写成2026、2026-Q3或2026-M06。") % {"text": text[:30]}
        ) from None
