"""Where a value stands in its source, as pages say it, in the reader's language.

What is recorded or printed keeps the words of `duban.plan.Place`; in Chinese both are the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from duban.plan import Place


def place_words(place: Place) -> str:
    """第2页 表1 第9行 第3列; page 2 table 1 row 9 column 3."""
    parts = [f"“{place.sheet}”"] if place.sheet else []
    if place.page is not None:
        parts.append(_("第%(number)s页") % {"number": place.page})
    if place.table is not None:
        parts.append(_("表%(number)s") % {"number": place.table})
    if place.row is not None:
        parts.append(_("第%(number)s行") % {"number": place.row})
    if place.column is not None:
        parts.append(_("第%(number)s列") % {"number": place.column})
    if place.line is not None and place.row is None:
        parts.append(_("正文第%(number)s行") % {"number": place.line})
    return " ".join(parts)


def places_words(places: Iterable[Place]) -> str:
    """Each once; those that say nothing are left out."""
    return _("、").join(dict.fromkeys(filter(None, map(place_words, places))))
