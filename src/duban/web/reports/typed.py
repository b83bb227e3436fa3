"""What people type into the form, the grid and the offline sheet, made into what is saved."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from duban.web.handling.asked import SCALES, amount, scale_of
from duban.web.refusals import ReasonMissing
from duban.web.reports.figures import Known
from duban.web.reports.models import WORDS


def figure(text: str, unit: str) -> Decimal | None:
    """A figure of an indicator: 28, 1,200, 23.58亿, 30%; None for nothing.

    A unit may stand behind it: 12000元 is 1.2 where 万元 is asked for. One that is not the
    indicator's own is refused in words, as is a formula.
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
        return amount(_digits(number.removesuffix(unit), text, unit))
    if scale and base and number.endswith(base):
        bare = amount(_digits(number.removesuffix(base), text, unit), base)
        return amount(f"{bare / SCALES[scale]:f}")
    return amount(_digits(number, text, unit), unit)


def _digits(number: str, text: str, unit: str) -> str:
    """`number`, which ends with a digit or a scale; else nobody can tell what `text` counts."""
    bare = number.rstrip()
    if not bare or not (bare[-1].isdigit() or bare[-1] in "万亿"):
        raise ReasonMissing(
            _("“%(text)s”读不出数字，请只填数字，单位是%(unit)s。")
            % {"text": text.strip()[:30], "unit": unit or _("无")}
        )
    return bare


def values_of(
    words: Mapping[str, str], known: Mapping[int, Known]
) -> tuple[dict[int, Decimal | None], dict[str, str]]:
    """The figures of a form and the faults, by field.

    `v-7` is the figure of indicator 7 in its own sense, `o-7` in the other; `b-7` holds both as
    the form showed them, parted by `|`: the one that was changed counts.
    """
    values: dict[int, Decimal | None] = {}
    faults: dict[str, str] = {}
    for key, one in known.items():
        if f"v-{key}" not in words and f"o-{key}" not in words:
            continue
        own, other = words.get(f"v-{key}", ""), words.get(f"o-{key}", "")
        shown_own, _bar, shown_other = words.get(f"b-{key}", "|").partition("|")
        turned = (
            one.has_other
            and other.strip() != shown_other
            and _same(own, shown_own, one.indicator.unit)
        )
        field = f"o-{key}" if turned else f"v-{key}"
        try:
            said = figure(other if turned else own, one.indicator.unit)
        except ReasonMissing as fault:
            faults[field] = str(fault)
            continue
        values[key] = one.own(said) if turned and said is not None else said
    return values, faults


def told_otherwise(words: Mapping[str, str]) -> bool:
    """Whether some figure may have been changed in the sense that is not its own: only then what
    was said before is needed to read it."""
    return any(
        text.strip() != words.get(f"b-{name[2:]}", "|").partition("|")[2]
        for name, text in words.items()
        if name.startswith("o-")
    )


def _same(own: str, shown: str, unit: str) -> bool:
    """Whether a figure stands as it was shown, or as the same figure in other words (1.5万)."""
    try:
        return own.strip() == shown or figure(own, unit) == figure(shown, unit)
    except ReasonMissing:
        return False


def words_of(words: Mapping[str, str]) -> dict[str, str]:
    return {name: words[name] for name in WORDS if name in words}
