"""From a document to a plan: `read` gives its structure, `measure` adds its figures."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from duban.plan import Plan
from duban.reading.source import Unreadable

if TYPE_CHECKING:
    from duban.reading.formats import Limits

__all__ = ["Unreadable", "measure", "read"]


def read(
    path: os.PathLike[str] | str,
    *,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """The plan in the file at `path`: its tasks with their places, its doubts, its coverage.

    `progress` is told (done, total) in rows or pages and ends the reading by raising. Unreadable,
    with one sentence, where there is nothing to be had.
    """
    from duban.reading.assembly import plan_of  # noqa: PLC0415 - the nouns alone load fast
    from duban.reading.formats import Limits, open_source  # noqa: PLC0415

    with _uncollected():
        return plan_of(open_source(path, Limits() if limits is None else limits, progress))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No cycle collection inside: a plan is thousands of small objects, none of them in a cycle,
    and each collection would walk through all of the process for nothing."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def measure(plan: Plan) -> Plan:
    """The plan with what its texts say in figures: scopes, quantities, shares, investment."""
    from duban.reading import measuring, scope  # noqa: PLC0415 - figures are not always asked for

    return measuring.measure(scope.with_scopes(plan))
