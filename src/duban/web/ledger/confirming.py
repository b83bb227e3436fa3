"""A draft is confirmed: its entries become tasks of the ledger, seen all at once.

A later edition of the same plan keeps the tasks it still names, with their new words; what it no
longer names stays in the ledger under the edition that last named it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from itertools import chain, count, islice

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from duban import plan as nouns
from duban.web import clock
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
from duban.web.ledger.steps import Taken, taking
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
            plan = _plan_of(edition)
            _refuse_if_settling(edition, plan)
            if not agreed and _is_out(plan):
                raise OutOfTurn(_("这份计划已经交办，新版须先报批，同意后自动入账。"))
            edition.plan = plan
            edition.confirmed_by, edition.confirmed_at = member.user, clock.now()
            edition.done, edition.total = 0, WHOLE
            edition.save(update_fields=["plan", "confirmed_by", "confirmed_at", "done", "total"])
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


def _plan_of(edition: Edition) -> Plan:
    """The plan that the edition belongs to, its row held against another edition's confirming."""
    key = edition.plan_id
    if key is None:
        key = Plan.objects.get_or_create(
            jurisdiction_id=edition.jurisdiction_id,
            title=edition.title,
            year=edition.year,
            defaults={"kind": edition.kind, "issuer": edition.issuer},
        )[0].pk
    return Plan.objects.select_for_update(of=("self",)).get(pk=key)


def _refuse_if_settling(edition: Edition, plan: Plan) -> None:
    """Two editions of a plan on their way at once would each count the other's tasks as new."""
    others = plan.editions.filter(state=State.CONFIRMING).exclude(pk=edition.pk)
    if others.exists():
        raise OutOfTurn(_("这份计划的另一版正在入账，请等它完成后再确认。"))


def _is_out(plan: Plan) -> bool:
    """Whether tasks of the plan that the draft would renew were handed out."""
    return plan.tasks.exclude(state__in=(TaskState.DRAFT, TaskState.REGISTERED)).exists()


def settle(edition_id: int) -> None:
    """Write the tasks of a draft that was confirmed.

    A job that was killed goes on where it stopped; one whose edition was called off ends.
    """
    edition = Edition.objects.select_related("plan").filter(pk=edition_id).first()
    if edition is None or edition.plan is None or edition.state != State.CONFIRMING:
        return
    try:
        settling = Settling(edition, edition.plan)
        settling.write_new()
        with taking("settle", edition_id, None) as taken:
            settling.renew_kept()
            _enter(taken)
    except (OutOfTurn, Edition.DoesNotExist):
        return


def _enter(taken: Taken) -> None:
    """The edition becomes the one its plan stands by, and its tasks are seen."""
    edition, plan = taken.edition, taken.edition.plan
    if plan is None:
        raise ValueError(edition.pk)
    last = plan.editions.filter(state=State.CONFIRMED).aggregate(Max("number"))["number__max"]
    edition.number = (last or 0) + 1
    # the constraint asks for both at once
    edition.state = State.CONFIRMED
    edition.save(update_fields=["number", "state"])
    plan.current, plan.kind, plan.issuer = edition, edition.kind, edition.issuer
    plan.save(update_fields=["current", "kind", "issuer"])
    taken.facts = {"plan": plan.pk, "edition": edition.number}


def call_off(member: Member, edition_id: int) -> Edition:
    """Take a draft back that is on its way into the ledger; nothing of it stays there."""
    with taking("call_off", edition_id, member) as taken:
        edition, plan = taken.edition, taken.edition.plan
        written = Task.objects.filter(edition=edition).order_by()
        for rows in BESIDE:
            rows.objects.filter(task__in=written.values("pk")).delete()
        # nothing else can hang on tasks nobody has seen; collecting them would load every one
        written._raw_delete(written.db)
        edition.plan = edition.confirmed_by = edition.confirmed_at = None
        edition.save(update_fields=["plan", "confirmed_by", "confirmed_at"])
        if plan is not None and plan.current_id is None:
            plan.delete()
    return edition


class Settling:
    """The rows of one edition on their way into the ledger.

    Tasks that are new are written in batches, each its own transaction, so that nobody else waits
    long: until the edition is in, no list shows them. Tasks that stand already are renewed
    together, in the transaction that makes the edition the one that counts.
    """

    def __init__(self, edition: Edition, plan: Plan) -> None:
        self.edition, self.plan = edition, plan
        self.directory = Directory(edition.jurisdiction_id)
        standing = plan.tasks.exclude(edition=edition)
        self.matcher = Matcher(standing.only("plan", "title", "number", "heading"))
        last = plan.tasks.aggregate(Max("position"))["position__max"]
        self.positions = count((last or 0) + 1)
        #: entry → the task that it renews
        self.kept: dict[int, int] = {}
        entries = edition.entries.filter(kind=EntryKind.TASK, dropped=False)
        self.total = entries.count()
        self.written = Task.objects.filter(edition=edition).count()
        if self.written:
            entries = entries.filter(ledger_task=None)
        self.waiting = entries.order_by("position")

    def write_new(self) -> None:
        last, done = -1, self.written
        # asked for page by page: an open cursor would hold the whole answer, or the database
        while batch := list(self.waiting.filter(position__gt=last)[:BATCH]):
            last = batch[-1].position
            with transaction.atomic():
                self._report(done)
                self._write(batch)
            done += len(batch)

    def _report(self, done: int) -> None:
        """Say how far it is; OutOfTurn where the edition was called off meanwhile."""
        held = Edition.objects.filter(pk=self.edition.pk, state=State.CONFIRMING)
        if not held.update(done=WHOLE * done // max(1, self.total)):
            raise OutOfTurn

    def _write(self, batch: list[Entry]) -> None:
        made: list[tuple[Task, nouns.Task]] = []
        for entry in batch:
            words = entry.task
            held = self.matcher.take(words)
            if held is not None:
                self.kept[entry.pk] = held.pk
                continue
            task = Task(
                jurisdiction_id=self.edition.jurisdiction_id,
                plan=self.plan,
                position=next(self.positions),
            )
            made.append((self._row(entry, words, task), words))
        Task.objects.bulk_create([task for task, _ in made])
        self._write_beside(made)
        Stone.objects.bulk_create(stone for task, words in made for stone in _stones(task, words))

    def renew_kept(self) -> None:
        """Give the tasks that the edition still names its words; the same words are left alone."""
        waiting = iter(self.kept.items())
        while pairs := dict(islice(waiting, BATCH)):
            entries = Entry.objects.in_bulk(pairs)
            tasks = Task.objects.in_bulk(pairs.values())
            same: list[Task] = []
            changed: list[tuple[Task, nouns.Task]] = []
            for entry_id, task_id in pairs.items():
                entry, task, words = entries[entry_id], tasks[task_id], entries[entry_id].task
                if task.wording == words and task.heading == entry.heading:
                    task.entry, task.edition = entry, self.edition
                    same.append(task)
                else:
                    changed.append((self._row(entry, words, task), words))
            Task.objects.bulk_update(same, ["entry", "edition"])
            Task.objects.bulk_update([task for task, _ in changed], UPDATED)
            renewed = [task.pk for task, _ in changed]
            for rows in BESIDE:
                if rows is not Stone:
                    rows.objects.filter(task__in=renewed).delete()
            self._write_beside(changed)
            _renew_stones(changed)

    def _row(self, entry: Entry, words: nouns.Task, task: Task) -> Task:
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


#: what hangs on a task and is written anew with its words
BESIDE = (TaskUnit, TaskLeader, Stone, Task.concerned.through, Task.led_by.through)
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


def _renew_stones(rows: Iterable[tuple[Task, nouns.Task]]) -> None:
    """The milestone of a period takes the new words and stays the row that was judged; one that the
    words name no longer goes, unless somebody judged it."""
    changed = list(rows)
    held: dict[tuple[int, str], list[Stone]] = defaultdict(list)
    standing = Stone.objects.filter(task__in=[task for task, _words in changed])
    for stone in standing.order_by("position"):
        held[stone.task_id, stone.period].append(stone)
    kept, fresh = list[Stone](), list[Stone]()
    for stone in (stone for task, words in changed for stone in _stones(task, words)):
        if before := held[stone.task_id, stone.period]:
            stone.pk = before.pop(0).pk
            kept.append(stone)
        else:
            fresh.append(stone)
    Stone.objects.bulk_update(kept, ["first_day", "last_day", "text", "position"])
    Stone.objects.bulk_create(fresh)
    for stone in chain.from_iterable(held.values()):
        with suppress(ProtectedError):
            stone.delete()


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
