"""What the head of a unit gave back to be worked on, with the reason; the journal has both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duban.web.journal.models import Entry
from duban.web.reports.models import Report, State


def handed_back(reports: Iterable[Report]) -> Mapping[int, Entry]:
    """By key of a report that nobody sent again since: the line by which it was given back. Of
    drafts only; one query, none where there is none."""
    drafts = [one.pk for one in reports if one.state == State.DRAFT]
    if not drafts:
        return {}
    lines = Entry.objects.filter(
        subject_type="reports.report",
        subject_id__in=drafts,
        verb__in=("report.hand_back", "report.ask_release", "report.release"),
    )
    last = {line.subject_id: line for line in lines.order_by("id")}
    return {
        key: line
        for key, line in last.items()
        if key is not None and line.verb == "report.hand_back"
    }


def unmended(reports: Iterable[Report]) -> set[int]:
    """Keys of those given back that nobody has worked on since."""
    held = {one.pk: one for one in reports}
    given = handed_back(held.values())
    return {key for key, line in given.items() if held[key].saved_at <= line.at}
