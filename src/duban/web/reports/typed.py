"""What people type into the form, the grid and the offline sheet, made into what is saved."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from duban.web.handling.asked import figure
from duban.web.refusals import ReasonMissing
from duban.web.reports.figures import Known
from duban.web.reports.models import WORDS


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
