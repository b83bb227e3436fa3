"""Entries and what stands in them: the columns that follow, the figures, the parts split off."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from duban import plan
from duban.plan.form import task_to_form
from duban.reading import measure
from duban.web.ledger.models import Edition, Entry, EntryKind
from duban.web.ledger.panes import PaneIndex
from duban.web.ledger.showing import places_of
from duban.web.refusals import OutOfTurn

#: so many entries say which units a paper knows
NAMED_BY = 600


def stand(entry: Entry, task: plan.Task, panes: PaneIndex) -> None:
    """Set the columns that follow from the task's words and places."""
    entry.number = task.number
    entry.heading = " / ".join(task.path)[:500]
    found = [panes[place] for places in places_of(task).values() for place in places]
    numbers = [number for number in found if number is not None]
    entry.first_pane = min(numbers, default=None)
    entry.last_pane = max(numbers, default=None)


def write(edition: Edition, entry: Entry, task: plan.Task | None) -> None:
    """Let `task` stand for the entry; None: what was read."""
    if task is None:
        entry.form, task = None, entry.as_read
    else:
        task = measured(edition, task)
        entry.form = task_to_form(task)
    stand(entry, task, PaneIndex(edition.outline))
    entry.save(update_fields=["form", "number", "heading", "first_pane", "last_pane"])


def measured(edition: Edition, task: plan.Task) -> plan.Task:
    """The task with the figures of its words as they stand now.

    Shares are told from other figures by the units the whole paper names, so those stand by.
    """
    beside = plan.Task(title="", co_units=tuple(_units_of(edition)))
    return measure(plan.Plan(edition.document(), (task, beside))).tasks[0]


def _units_of(edition: Edition) -> Iterator[str]:
    """Every unit the edition names; of a very long one those of its beginning."""
    for form in edition.entries.values_list("read", flat=True)[:NAMED_BY]:
        yield from form["lead_units"]
        yield from form["co_units"]


def part_of(entry: Entry, task: plan.Task) -> Entry:
    """A new entry for the part that was split off, right behind the entry."""
    part = Entry(
        edition=entry.edition,
        kind=entry.kind,
        key=_part_key(entry),
        position=position_after(entry),
        read=task_to_form(task),
    )
    stand(part, task, PaneIndex(entry.edition.outline))
    part.save()
    return part


def _part_key(entry: Entry) -> str:
    """t2 splits into t2 and t2-1, then t2-2; a part never splits into a key longer than that."""
    root = entry.key.partition("-")[0]
    parts = entry.edition.entries.filter(key__startswith=f"{root}-").count()
    return f"{root}-{parts + 1}"


def position_after(entry: Entry) -> int:
    """A place between the entry and whatever follows it, dropped or not."""
    following = (
        entry.edition.entries.filter(kind=EntryKind(entry.kind), position__gt=entry.position)
        .order_by("position")
        .values_list("position", flat=True)
        .first()
    )
    if following is None:
        return entry.position + (1 << 19)
    if following - entry.position < 2:
        raise OutOfTurn(_("这项任务已拆分太多次，不能再拆。"))
    return (entry.position + following) // 2
