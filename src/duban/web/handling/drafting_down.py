"""A draft of the town's own list, written from what was handed down.

It is a workbook like any that a town issues, and comes in the way every list does: read, corrected
beside its source, confirmed. What it became is then taken up by (`handing_down.take_up`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from duban import plan as nouns
from duban.checking.comparing import amount
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.handling.models import HandedDown
from duban.web.journal.record import record
from duban.web.ledger.models import Edition
from duban.web.ledger.uploading import one_at_a_time, upload
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.writing.tasklist import task_list_xlsx


@transaction.atomic
def draft(member: Member, handed_ids: Sequence[int], on: date) -> Edition:
    """A list of those, in the order of their days, handed in as a draft of the town's ledger.

    ReasonMissing where none is named, or they are of several towns or years; OutOfTurn where one
    was answered or stands in a draft already.
    """
    rows = list(
        HandedDown.objects.select_for_update(of=("self",))
        .select_related("jurisdiction", "assignment__task", "draft")
        .filter(pk__in=handed_ids)
        .order_by("due_day", "pk")
    )
    if not rows:
        raise ReasonMissing(_("请勾选要写进清单的下达任务。"))
    for row in rows:
        _refuse(member, row)
    places = {row.jurisdiction for row in rows}
    years = {row.assignment.task.year or on.year for row in rows}
    if len(places) > 1 or len(years) > 1:
        raise ReasonMissing(_("一份清单只写一个辖区、一个年度的任务，请分开勾选。"))
    [place], [year] = places, years
    title = _title(place, year)
    content = task_list_xlsx(_list(title, year, rows), on)
    edition = upload(member, place, ContentFile(content, f"{title}.xlsx"))
    HandedDown.objects.filter(pk__in=[row.pk for row in rows]).update(draft=edition)
    titles = [row.title for row in rows]
    record(member.user, "handed_down.draft", edition, after=titles)
    return edition


def _refuse(member: Member, row: HandedDown) -> None:
    if not member.may(Right.TAKE_UP, row):
        raise NotAllowed.to(str(Right.TAKE_UP.label))
    if not row.waiting:
        raise OutOfTurn(_("“%(title)s”已经答复过，不必再写进清单。") % {"title": row.title})
    if row.in_draft:
        raise OutOfTurn(
            _("“%(title)s”已写进《%(list)s》，入账后即可承接。")
            % {"title": row.title, "list": row.draft}
        )


def _title(place: Jurisdiction, year: int) -> str:
    """A list of its own each time: a later one is no new edition of an earlier one, which would
    call off what it leaves out."""
    one_at_a_time(place.pk)
    stem = f"{place.name}{year}年承接上级下达任务清单"
    before = Edition.objects.filter(jurisdiction=place, file_name__startswith=stem)
    return f"{stem}（第{before.count() + 1}批）"


def _list(title: str, year: int, rows: Sequence[HandedDown]) -> nouns.Plan:
    source = nouns.SourceFile(f"{title}.xlsx", "", nouns.Format.XLSX)
    document = nouns.Document(title, nouns.PlanKind.LIST, source, year=year)
    return nouns.Plan(document, tuple(_tasks(year, rows)))


def _tasks(year: int, rows: Sequence[HandedDown]) -> Iterator[nouns.Task]:
    """Each with its shares as the words of the year, its day, and where it comes from."""
    whole = nouns.Period.parse(str(year))
    for number, row in enumerate(rows, 1):
        words = "；".join(
            f"{one['metric']}{amount(Decimal(one['value']), one['unit'])}" for one in row.figures
        )
        day = row.due_day
        yield nouns.Task(
            row.title,
            number=number,
            due=None if day is None else nouns.Due(day.year, day.month, day.day),
            note=row.origin,
            milestones=(nouns.Milestone(whole, words),) if words else (),
        )
