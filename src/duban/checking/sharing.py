"""Totals shared out among places: which shares belong together, and whether all are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from duban.checking.comparing import aligned, slack
from duban.checking.view import TaskView, without_shares
from duban.plan import Allocation, Kind, Quantity

#: between two shares of one run: 赵巷 1个、华新 2个; a total may follow it (，共32公里)
_RUNS_ON = re.compile(r"\s*[、；;，,]\s*(?!共|合计|总计|累计|总)[^。\n：:]*")
#: between a total and its first share there is more than a mark of a list
_LISTED = re.compile(r"\s*[、；;]\s*[^。\n：:]*")


def groups_of(shares: Sequence[Allocation]) -> list[list[Allocation]]:
    """Shares of one total, by cell, metric and unit; places that head columns share one row."""
    found: dict[tuple[str, str, str], list[Allocation]] = {}
    for share in shares:
        cell = "" if share.field.startswith(share.org) else share.field
        found.setdefault((cell, share.metric, share.unit), []).append(share)
    return list(found.values())


def sum_of(shares: Sequence[Allocation]) -> tuple[Quantity, Decimal]:
    """The shares as one figure, and how far rounding may put it off.

    Beside 2.5万平方米 a share of 11万平方米 is as exact: the finest share tells the grain of all.
    """
    grain = min(share.grain for share in shares)
    parts = [
        Quantity(share.field, share.text, 0, 0, share.value, share.unit, grain=grain)
        for share in shares
    ]
    total = sum((share.value for share in shares), Decimal(0))
    return replace(parts[0], value=total, metric=shares[0].metric), slack(parts)


def own_total(view: TaskView, name: str, unit: str) -> Quantity | None:
    """The figure that stands right before the shares of its cell: 共15个，其中…"""
    figures = [
        figure
        for figure in view.figures.get(name, ())
        if figure.kind is Kind.LEVEL and aligned(figure, unit) is not None
    ]
    kept = set(without_shares(figures, view.task.allocations))
    pairs = (before for before, after in pairwise(figures) if before in kept and after not in kept)
    return next(pairs, None)


def unread_among(view: TaskView, name: str, unit: str) -> bool:
    """Whether a figure of `unit` runs on with the cell's shares without being read as one.

    Then not all shares are known, and nothing can be said of their sum.
    """
    text = view.cells.get(name, "")
    figures = [
        figure
        for figure in view.figures.get(name, ())
        if figure.kind is Kind.LEVEL and aligned(figure, unit) is not None
    ]
    kept = set(without_shares(figures, view.task.allocations))
    if len(kept) == len(figures):
        return False
    for before, after in pairwise(figures):
        between = text[before.end : after.start]
        if before not in kept and after in kept and _RUNS_ON.fullmatch(between):
            return True
        if before in kept and after not in kept and _LISTED.fullmatch(between):
            return True
    return False
