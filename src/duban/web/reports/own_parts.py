"""A person's own part: what a unit shared out to its people, as the one who bears it sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from duban.web.accounts.member import Member
from duban.web.handling.holding import Targets, dues_of, targets_of
from duban.web.handling.models import Part, Share
from duban.web.handling.steps import ENDED, OPEN
from duban.web.ledger.models.tasks import wording_of
from duban.web.reports.models import State, Value


@dataclass(frozen=True, slots=True)
class OwnPart:
    """One share: its task, what is to be reached, and `told`, what the task's unit last had
    accepted of the whole. `due` is the task's date; where its paper names none, the end of the
    last period that has a target."""

    share: Share
    due: date | None
    told: Value | None

    @property
    def amount(self) -> Decimal:
        return self.share.amount

    @property
    def unit(self) -> str:
        """Whose part was shared out, under the name it bore in the year of the task."""
        given = self.share.given_by
        return "" if given is None else given.organisation.called(self.share.task.last_day)

    def is_late(self, on: date) -> bool:
        return self.due is not None and self.due < on and self.share.task.state in OPEN


def shares_of(member: Member) -> QuerySet[Share]:
    """What stands in the person's own name in tasks that are not over."""
    held = Share.objects.filter(
        person=member.user, given_by__ended_on=None, indicator__ended_on=None
    )
    lean = held.exclude(task__state__in=ENDED).select_related(
        "task__plan", "indicator", "given_by__organisation"
    )
    return lean.defer(*wording_of("task")).order_by("task__due_day", "task", "position", "pk")


def own_parts(member: Member, on: date) -> list[OwnPart]:
    """What is due first stands first. Four queries, however many; one where there is none."""
    shares = list(shares_of(member))
    if not shares:
        return []
    dues = dues_of((share.task for share in shares), on)
    targets = targets_of((share.indicator for share in shares), on)
    told = _told({share.indicator_id for share in shares})
    rows = [
        OwnPart(
            share,
            dues[share.task_id].now or _end_of(targets[share.indicator_id]),
            told.get(share.indicator_id),
        )
        for share in shares
    ]
    return sorted(rows, key=lambda row: row.due or date.max)


def _end_of(targets: Mapping[str, Targets]) -> date | None:
    return max((held.now.last_day for held in targets.values() if held.now), default=None)


def _told(indicators: Iterable[int]) -> dict[int, Value]:
    """The figure accepted last, by key of its indicator."""
    accepted = Value.objects.filter(
        indicator__in=list(indicators), report__state=State.ACCEPTED, report__part=Part.LEAD
    ).exclude(report__corrections__state=State.ACCEPTED)
    rows = accepted.select_related("report__period").order_by("report__period__last_day", "pk")
    return {value.indicator_id: value for value in rows}
