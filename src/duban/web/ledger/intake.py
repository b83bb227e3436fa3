"""The job that reads a file into an edition: panes, entries and doubts, in batches.

Progress is written to the edition's row by the query that also notices a cancelling: where the
row is gone or no longer being read, the job stops and leaves nothing behind.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext as _

from duban import plan as nouns
from duban.plan import Format
from duban.plan.form import frame_to_form, place_to_form, task_to_form, total_to_form
from duban.reading import Unreadable, measure
from duban.reading.assembly import plan_of
from duban.reading.formats import Limits, open_source
from duban.reading.source import Source
from duban.web import clock
from duban.web.ledger.findings import found_in, keep, recheck
from duban.web.ledger.models import (
    Correction,
    Edition,
    Entry,
    EntryKind,
    Pane,
    SourceDoubt,
    State,
)
from duban.web.ledger.models.entries import SPACING
from duban.web.ledger.pageimages import page_sizes
from duban.web.ledger.panes import PaneIndex, outline_of, panes_of
from duban.web.ledger.replaying import acts_on, predecessor, replay
from duban.web.ledger.standing import stand
from duban.web.ledger.steps import taking
from duban.web.refusals import OutOfTurn

#: the bar's length, and how far opening and understanding the file bring it
WHOLE, OPENED, UNDERSTOOD = 1000, 250, 600
BATCH = 400
#: tasks of a long list whose figures are read at once
PART = 1000
#: seconds between two writings of the progress
PULSE = 0.4

Item = TypeVar("Item")


class Cancelled(Exception):
    """A person cancelled the import, or the edition is no longer being read."""


class Bar:
    """Progress of one edition."""

    def __init__(self, edition_id: int) -> None:
        self.edition_id = edition_id
        self.last = 0.0

    def __call__(self, done: int, *, at_once: bool = False) -> None:
        """Show `done` of WHOLE; Cancelled where nobody waits for it any longer."""
        now = time.monotonic()
        if not at_once and now - self.last < PULSE:
            return
        self.last = now
        held = Edition.objects.filter(pk=self.edition_id, state=State.READING)
        if not held.update(done=done, total=WHOLE):
            raise Cancelled

    def of_opening(self, done: int, total: int) -> None:
        self(OPENED * done // total if total else 0)


def read_edition(edition_id: int) -> None:
    """Read the edition's file; every outcome is a step of the edition."""
    try:
        with taking("begin", edition_id, None) as taken:
            edition = taken.edition
            acts = acts_on(edition)
            _wipe(edition)
    except (Edition.DoesNotExist, OutOfTurn):
        # cancelled before its turn came, or handed out again after it was read
        return
    bar = Bar(edition_id)
    try:
        _read(edition, bar, acts)
    except Unreadable as reason:
        _fail(edition_id, str(reason))
    except (Cancelled, Edition.DoesNotExist):
        return
    except IntegrityError:
        # rows that were being written to an edition cancelled under them
        if Edition.objects.filter(pk=edition_id).exists():
            raise
    except Exception:
        _fail(edition_id, _("读取时程序出错，已记入日志；请联系系统管理员，并保留原文件。"))
        raise


def _wipe(edition: Edition) -> None:
    """What an attempt that was killed left behind."""
    for rows in (edition.defects, edition.doubts, edition.entries, edition.panes):
        rows.all().delete()


def _fail(edition_id: int, reason: str) -> None:
    try:
        with taking("fail", edition_id, None) as taken:
            _wipe(taken.edition)
            taken.edition.error = reason[:500]
            taken.edition.save(update_fields=["error"])
            taken.facts["reason"] = reason
    except Edition.DoesNotExist:
        return


def _read(edition: Edition, bar: Bar, acts: Sequence[Correction]) -> None:
    """`acts` are what people did to an earlier reading of the same edition."""
    limits = Limits(
        file_bytes=settings.UPLOAD_LIMIT,
        allow_classified=settings.ALLOW_CLASSIFIED,
    )
    bar(0, at_once=True)
    source = open_source(edition.path, limits=limits, progress=bar.of_opening)
    bar(OPENED, at_once=True)
    plan = plan_of(source._replace(year=edition.year))
    edition.outline = _store_panes(edition, source)
    if source.file.format in (Format.PDF, Format.SCAN):
        edition.sizes = page_sizes(edition.path)
    # a long list is held once: not with its file, nor beside itself without its figures
    del source
    tasks = deque(plan.tasks)
    plan = replace(plan, tasks=())
    plan = _measured(plan, tasks, bar)
    bar(UNDERSTOOD, at_once=True)
    panes = PaneIndex(edition.outline)
    total = len(plan.tasks) + len(plan.achievements)
    for number, batch in enumerate(_batches(_entries(edition, plan, panes), BATCH)):
        Entry.objects.bulk_create(batch)
        bar(UNDERSTOOD + (WHOLE - UNDERSTOOD) * number * BATCH // max(1, total))
    SourceDoubt.objects.bulk_create(_doubts(edition, plan, panes), batch_size=BATCH)
    with taking("finish", edition.pk, None) as taken:
        _note_facts(taken.edition, plan, edition)
        last = predecessor(taken.edition)
        if not acts and last is not None:
            acts = acts_on(last)
        kept = replay(taken.edition, acts)
        taken.facts = {"tasks": len(plan.tasks), "doubts": len(plan.doubts), "kept": kept}
    if kept:
        recheck(edition.pk)
        return
    found = found_in(edition, plan)
    # the findings of a long list need the room
    del plan
    keep(edition.pk, found)


def _measured(plan: nouns.Plan, tasks: deque[nouns.Task], bar: Bar) -> nouns.Plan:
    """The plan with `tasks`, which are used up, and their figures; a long list part by part, so
    that the bar moves on the way."""
    total = len(tasks)
    if plan.document.kind is not nouns.PlanKind.LIST or total <= PART:
        return measure(replace(plan, tasks=tuple(tasks)))
    units = dict.fromkeys(unit for task in tasks for unit in (*task.lead_units, *task.co_units))
    # a part must know the units of the whole paper: shares are told by them
    beside = nouns.Task(title="", co_units=tuple(units))
    done: list[nouns.Task] = []
    while tasks:
        part = [tasks.popleft() for _ in range(min(PART, len(tasks)))]
        whole = replace(plan, tasks=(*part, beside), achievements=())
        done += measure(whole).tasks[:-1]
        bar(OPENED + (UNDERSTOOD - OPENED) * len(done) // total)
    achievements = measure(replace(plan, tasks=(beside,))).achievements
    return replace(plan, tasks=tuple(done), achievements=achievements)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def _store_panes(edition: Edition, source: Source) -> list[list[object]]:
    outline: list[list[object]] = []

    def rows() -> Iterator[Pane]:
        for number, form in enumerate(panes_of(source)):
            outline.append(list(outline_of(form)))
            yield Pane(edition=edition, number=number, form=form)

    for batch in _batches(rows(), 50):
        Pane.objects.bulk_create(batch)
    return outline


def _entries(edition: Edition, plan: nouns.Plan, panes: PaneIndex) -> Iterator[Entry]:
    for kind, letter, tasks in (
        (EntryKind.TASK, "t", plan.tasks),
        (EntryKind.ACHIEVEMENT, "a", plan.achievements),
    ):
        for count, task in enumerate(tasks, 1):
            entry = Entry(
                edition=edition,
                kind=kind,
                key=f"{letter}{count}",
                position=count * SPACING,
                read=task_to_form(task),
            )
            stand(entry, task, panes)
            yield entry


def _doubts(edition: Edition, plan: nouns.Plan, panes: PaneIndex) -> Iterator[SourceDoubt]:
    for position, doubt in enumerate(plan.doubts):
        yield SourceDoubt(
            edition=edition,
            position=position,
            code=doubt.code,
            message=doubt.message,
            values=dict(doubt.values),
            place=place_to_form(doubt.place),
            pane=panes[doubt.place],
        )


def _note_facts(edition: Edition, plan: nouns.Plan, read: Edition) -> None:
    edition.outline, edition.sizes = read.outline, read.sizes
    edition.coverage = plan.coverage
    edition.totals = [total_to_form(total) for total in plan.totals]
    edition.frames = [frame_to_form(frame) for frame in plan.frames]
    edition.done = edition.total = WHOLE
    document = plan.document
    edition.year = edition.read_year = document.year
    if edition.read_at is None:
        _note_own_facts(edition, document)
    edition.read_at = clock.now()
    edition.save()


def _note_own_facts(edition: Edition, document: nouns.Document) -> None:
    """What the paper says of itself; a later reading leaves it as people corrected it."""
    edition.format = document.source.format
    edition.title = (document.title or edition.file_name)[:300]
    edition.kind = document.kind
    edition.issuer = (document.issuer or "")[:120]
    edition.document_number = (document.number or "")[:80]
    edition.issued_on = document.date
