"""A draft is confirmed: its entries become tasks of the ledger, in one transaction.

A later edition of the same plan keeps the tasks it still names, with their new words; what it no
longer names stays in the ledger under the edition that last named it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import count

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from duban import plan as nouns
from duban.web.accounts.member import Member
from duban.web.ledger.directory import Directory
from duban.web.ledger.intake import WHOLE
from duban.web.ledger.matching import Matcher
from duban.web.ledger.models import (
    Edition,
    Entry,
    EntryKind,
    Plan,
    State,
    Stone,
    Task,
    TaskLeader,
    TaskState,
    TaskUnit,
    UnitRole,
)
from duban.web.ledger.searching import searchable
from duban.web.ledger.steps import taking
from duban.web.refusals import OutOfTurn

SETTLE = "duban.web.ledger.confirming.settle"
#: drafts with more entries than this are settled beside the server
AT_ONCE = 500
BATCH = 500


def confirm(member: Member, edition_id: int, *, agreed: bool = False) -> Edition:
    """Put the draft into the ledger; a long one is on its way there when this returns.

    A plan whose tasks are handed out takes a new edition only by a paper that was `agreed` to,
    and then at once, in the paper's transaction.
    """
    with transaction.atomic():
        with taking("confirm", edition_id, member) as taken:
            edition = taken.edition
            if not agreed and _is_out(edition):
                raise OutOfTurn(_("这份计划已经交办，新版须先报批，同意后自动入账。"))
            edition.confirmed_by, edition.confirmed_at = member.user, timezone.now()
            edition.done, edition.total = 0, WHOLE
            edition.save(update_fields=["confirmed_by", "confirmed_at", "done", "total"])
            doubts = edition.doubts.filter(accepted_at=None).count()
            taken.facts = {"doubts_open": doubts}
        if agreed or edition.entries.count() <= AT_ONCE:
            settle(edition_id)
        else:
            transaction.on_commit(
                lambda: async_task(SETTLE, edition_id, task_name=f"入账 {edition_id}")
            )
    edition.refresh_from_db()
    return edition


def _is_out(edition: Edition) -> bool:
    """Whether tasks of the plan that the draft would renew were handed out."""
    plan = edition.plan_id
    same = Q(plan=plan) if plan is not None else Q(plan__title=edition.title, year=edition.year)
    waiting = (TaskState.DRAFT, TaskState.REGISTERED)
    here = Task.objects.filter(same, jurisdiction=edition.jurisdiction_id)
    return here.exclude(state__in=waiting).exists()


def settle(edition_id: int) -> None:
    """Write the tasks of a draft that was confirmed."""
    with taking("settle", edition_id, None) as taken:
        edition = taken.edition
        plan = _plan_of(edition)
        edition.plan = plan
        edition.number = (
            plan.editions.filter(state=State.CONFIRMED).aggregate(Max("number"))["number__max"] or 0
        ) + 1
        # the constraint asks for all of this at once
        edition.state = State.CONFIRMED
        edition.save(update_fields=["plan", "number", "state"])
        Settling(edition, plan).run()
        plan.current, plan.kind, plan.issuer = edition, edition.kind, edition.issuer
        plan.save(update_fields=["current", "kind", "issuer"])
        taken.facts = {"plan": plan.pk, "edition": edition.number}


def _plan_of(edition: Edition) -> Plan:
    if edition.plan is not None:
        return edition.plan
    plan, _made = Plan.objects.get_or_create(
        jurisdiction_id=edition.jurisdiction_id,
        title=edition.title,
        year=edition.year,
        defaults={"kind": edition.kind, "issuer": edition.issuer},
    )
    return plan


class Settling:
    """The rows of one edition on their way into the ledger."""

    def __init__(self, edition: Edition, plan: Plan) -> None:
        self.edition, self.plan = edition, plan
        self.directory = Directory(edition.jurisdiction_id)
        self.matcher = Matcher(plan.tasks.all())
        last = plan.tasks.aggregate(Max("position"))["position__max"]
        self.positions = count((last or 0) + 1)

    def run(self) -> None:
        entries = self.edition.entries.filter(kind=EntryKind.TASK, dropped=False).order_by(
            "position"
        )
        batch: list[tuple[Entry, nouns.Task]] = []
        for entry in entries.iterator(BATCH):
            batch.append((entry, entry.task))
            if len(batch) == BATCH:
                self._write(batch)
                batch = []
        self._write(batch)

    def _write(self, batch: list[tuple[Entry, nouns.Task]]) -> None:
        made: list[tuple[Task, nouns.Task]] = []
        kept: list[tuple[Task, nouns.Task]] = []
        for entry, words in batch:
            task = self.matcher.take(words)
            (made if task is None else kept).append((self._row(entry, words, task), words))
        Task.objects.bulk_create([task for task, _ in made])
        Task.objects.bulk_update([task for task, _ in kept], UPDATED)
        tasks = [task.pk for task, _ in kept]
        for rows in (TaskUnit, TaskLeader, Stone):
            rows.objects.filter(task__in=tasks).delete()
        Task.concerned.through.objects.filter(task__in=tasks).delete()
        Task.led_by.through.objects.filter(task__in=tasks).delete()
        self._write_beside([*made, *kept])

    def _row(self, entry: Entry, words: nouns.Task, task: Task | None) -> Task:
        if task is None:
            task = Task(
                jurisdiction_id=self.edition.jurisdiction_id,
                plan=self.plan,
                position=next(self.positions),
            )
        task.entry, task.edition = entry, self.edition
        task.form = entry.read if entry.form is None else entry.form
        task.number, task.title = words.number, words.title
        task.year, task.heading = self.edition.year, entry.heading
        task.due = "" if words.due is None else str(words.due)
        task.due_day = None if words.due is None else words.due.last_day
        task.period = "" if words.period is None else str(words.period)[:20]
        task.note = words.note
        task.investment = _money(words.investment)
        task.first_lead = words.lead_units[0][:200] if words.lead_units else ""
        task.search = searchable(words)
        return task

    def _write_beside(self, rows: list[tuple[Task, nouns.Task]]) -> None:
        units = [unit for task, words in rows for unit in self._units(task, words)]
        leaders = [
            TaskLeader(
                task=task,
                name=name,
                position=position,
                person_id=self.directory.person(name),
            )
            for task, words in rows
            for position, name in enumerate(_shortened(words.leaders, 60))
        ]
        TaskUnit.objects.bulk_create(units)
        TaskLeader.objects.bulk_create(leaders)
        Stone.objects.bulk_create(stone for task, words in rows for stone in _stones(task, words))
        concerned = {
            (unit.task_id, key)
            for unit in units
            for key in self.directory.reached(unit.organisation_id)
        }
        Concerned, LedBy = Task.concerned.through, Task.led_by.through  # noqa: N806
        Concerned.objects.bulk_create(
            Concerned(task_id=task, organisation_id=key) for task, key in sorted(concerned)
        )
        led = {(row.task_id, row.person_id) for row in leaders if row.person_id is not None}
        LedBy.objects.bulk_create(LedBy(task_id=task, user_id=key) for task, key in sorted(led))

    def _units(self, task: Task, words: nouns.Task) -> Iterator[TaskUnit]:
        for role, names in ((UnitRole.LEAD, words.lead_units), (UnitRole.CO, words.co_units)):
            for position, name in enumerate(_shortened(names, 200)):
                yield TaskUnit(
                    task=task,
                    role=role,
                    name=name,
                    position=position,
                    organisation_id=self.directory.organisation(name),
                )


UPDATED = (
    "entry",
    "edition",
    "form",
    "number",
    "title",
    "year",
    "heading",
    "due",
    "due_day",
    "period",
    "note",
    "investment",
    "first_lead",
    "search",
)


def _stones(task: Task, words: nouns.Task) -> Iterator[Stone]:
    for position, stone in enumerate(words.milestones):
        yield Stone(
            task=task,
            period=str(stone.period),
            first_day=stone.period.first_day,
            last_day=stone.period.last_day,
            text=stone.text,
            position=position,
        )


def _shortened(names: Iterable[str], length: int) -> dict[str, None]:
    """The names as their column holds them, each once."""
    return dict.fromkeys(name[:length] for name in names)


def _money(investment: nouns.Quantity | None) -> Decimal | None:
    if investment is None or investment.unit != "元":
        return None
    return investment.value.quantize(Decimal("0.01"))
