"""The day's work: lights, history and what is foreseen written, reminders told, acts proposed,
digests sent, files and drafts that were taken away removed for good.

Everything it writes is keyed by its reason, so that running it again, on the same day or by two
processes at once, changes nothing. A day on which it did not run is made up for by the next.
Periods open and close by their own clocks; what changes with them is told here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from duban.tracking import escalation
from duban.tracking.history import Mark
from duban.tracking.proposal import Proposal as Proposed
from duban.tracking.reminders import reminders, reviews
from duban.tracking.rulebook import ActKind
from duban.tracking.triggers import pending
from duban.web import clock
from duban.web.evidence import keeping
from duban.web.journal.record import record
from duban.web.ledger import deleting
from duban.web.ledger.models import Task, TaskState
from duban.web.supervision.digests import make_digests, send_digests
from duban.web.supervision.forecasting import Outlook, outlook, write_foreseen
from duban.web.supervision.gathering import UNASKED
from duban.web.supervision.lighting import Lamp, lamps_of
from duban.web.supervision.models import (
    Colour,
    NoticeKind,
    Order,
    OrderState,
    Proposal,
    ProposalState,
    Tick,
)
from duban.web.supervision.people import People, people_of
from duban.web.supervision.proposing import keep
from duban.web.supervision.standing import Turned, write_history, write_now
from duban.web.supervision.telling import Matter, tell_all
from duban.web.supervision.weighing import weigh_rows

#: so many tasks are worked on in one transaction
AT_ONCE = 200
#: the light of a finished task: blue, or green where the book uses blue for what is near
LAST_LIGHTS = (Colour.BLUE, Colour.GREEN)


@dataclass(slots=True)
class Counts:
    """What the work made new."""

    lights: int = 0
    history: int = 0
    notices: int = 0
    proposals: int = 0
    lapsed: int = 0
    digests: int = 0
    sent: int = 0

    def form(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def any(self) -> bool:
        return any(self.form().values())


@dataclass(slots=True)
class Work:
    """One portion of tasks on one day."""

    day: date
    lamps: list[Lamp]
    people: People
    marks: list[tuple[Lamp, Sequence[Mark]]] = field(default_factory=list)
    outlooks: list[tuple[Lamp, Outlook]] = field(default_factory=list)


def tick(day: date, *, digests: bool = True) -> Counts:
    """Do the work of `day` for all jurisdictions; without `digests` what is to be sent waits for a
    later tick."""
    counts = Counts()
    for tasks in _portions():
        work = Work(day, lamps_of(tasks), _people(tasks))
        # computed before the transaction: people who save must not wait for arithmetic
        work.marks = [(lamp, lamp.history(day)) for lamp in work.lamps]
        work.outlooks = [(lamp, outlook(lamp, day)) for lamp in work.lamps]
        with transaction.atomic():
            _work(work, counts)
    now = clock.now()
    keeping.sweep(now)
    deleting.sweep(now)
    if digests:
        counts.digests = make_digests(day)
        counts.sent = send_digests()
    with transaction.atomic():
        row, made = Tick.objects.get_or_create(day=day)
        # two at once add up, each after the other
        row = Tick.objects.select_for_update().get(pk=row.pk)
        known = row.counts
        row.counts = {name: known.get(name, 0) + new for name, new in counts.form().items()}
        row.at = clock.now()
        row.save(update_fields=["counts", "at"])
        if made or counts.any:
            record(None, "tick.run", row, after=counts.form())
    weigh_rows()
    return counts


def _portions() -> Iterator[list[Task]]:
    """All tasks that were handed out. Those that are over are looked at until their last light is
    written."""
    asked = Task.objects.exclude(state__in=UNASKED).select_related("jurisdiction")
    over = asked.filter(
        Q(state=TaskState.CANCELLED, light_now__colour=Colour.GREY)
        | Q(state=TaskState.ARCHIVED, light_now__colour__in=LAST_LIGHTS),
        light_now__overridden=False,
    )
    keys = asked.exclude(pk__in=over.values("pk")).order_by("pk").values_list("pk", flat=True)
    held = list(keys)
    for at in range(0, len(held), AT_ONCE):
        yield list(asked.filter(pk__in=held[at : at + AT_ONCE]).order_by("pk"))


@cache
def _also() -> tuple[Callable[[Sequence[Lamp], date], None], ...]:
    """What the rooms above this one write of each portion of tasks on a day."""
    return tuple(import_string(name) for name in settings.DAY_WORK)


def _people(tasks: Iterable[Task]) -> People:
    held = list(tasks)
    return people_of({task.jurisdiction_id for task in held}, held)


def _work(work: Work, counts: Counts) -> None:
    turned = write_now(work.lamps, work.day)
    counts.lights += len(turned)
    counts.history += write_history(work.marks, work.day)
    write_foreseen(work.outlooks, work.day)
    for write in _also():
        write(work.lamps, work.day)
    told = [*_reminders(work), *_reviews(work), *_reddened(work, turned)]
    proposals, raises = _proposals(work)
    tasks = {str(lamp.task.pk): lamp.task for lamp in work.lamps}
    kept, lapsed = keep(proposals, tasks, raises, work.day)
    counts.proposals += len(kept)
    counts.lapsed += lapsed
    told += _for_leaders(work, proposals, tasks, raises)
    told += _for_office(work, kept)
    counts.notices += tell_all(told)


Told = tuple[Matter, Sequence[int]]


def _reminders(work: Work) -> Iterator[Told]:
    """What is due or overdue, to the people of the unit that files."""
    for lamp in work.lamps:
        leads = lamp.record.leads
        if not leads:
            continue
        users = work.people.of_unit(leads[0].organisation_id)
        for one in reminders(
            lamp.book(work.day), lamp.record.facts(work.day), work.day, lamp.calendar
        ):
            text = one.because
            if lamp.task.title not in text:
                text = f"“{lamp.task.title}”{text}"
            yield Matter(NoticeKind.REMINDER, one.key, text, work.day, lamp.task), users


def _reviews(work: Work) -> Iterator[Told]:
    """That a suspension is to be looked at again, to the units that lead and to the office."""
    for lamp in work.lamps:
        users = list(work.people.offices.get(lamp.task.jurisdiction_id, ()))
        for unit in lamp.record.leads:
            users += work.people.of_unit(unit.organisation_id)
        for one in reviews(
            lamp.book(work.day), lamp.record.facts(work.day), work.day, lamp.calendar
        ):
            matter = Matter(NoticeKind.REMINDER, one.key, one.because, work.day, lamp.task)
            yield matter, sorted(set(users))


def _reddened(work: Work, turned: Iterable[Turned]) -> Iterator[Told]:
    """A task that turned red is told to who leads it and to its unit."""
    leads = {lamp.task.pk: lamp.record.leads for lamp in work.lamps}
    for one in turned:
        if Colour.of(one.light.light) is not Colour.RED:
            continue
        users = list(work.people.above(one.task))
        for unit in leads[one.task.pk]:
            users += work.people.of_unit(unit.organisation_id)
        text = _("“%(task)s”转为红灯：%(cause)s") % {
            "task": one.task.title,
            "cause": one.light.cause,
        }
        key = f"{one.task.pk}|转红|{work.day}"
        yield Matter(NoticeKind.LIGHT, key, text, work.day, one.task), sorted(set(users))


def _proposals(work: Work) -> tuple[list[Proposed], dict[str, Order]]:
    """What the histories and the unanswered orders ask for; by key, the order escalated."""
    found: list[Proposed] = []
    raises: dict[str, Order] = {}
    orders: dict[int, list[Order]] = defaultdict(list)
    open_ones = Order.objects.filter(
        task__in=[lamp.task for lamp in work.lamps], state=OrderState.ISSUED
    )
    for order in open_ones.order_by("pk"):
        orders[order.task_id].append(order)
    for lamp, marks in work.marks:
        book, key = lamp.book(work.day), str(lamp.task.pk)
        if lamp.record.rests(work.day):
            continue
        found += pending(book, key, marks, work.day, lamp.calendar)
        for order in orders[lamp.task.pk]:
            one_order = _as_tracked(order)
            for one in escalation.escalations(book, [one_order], work.day, lamp.calendar):
                raises[one.key] = order
                found.append(one)
    return found, raises


def _as_tracked(order: Order) -> escalation.Order:
    return escalation.Order(
        number=order.label,
        task=str(order.task_id),
        colour=Colour(order.colour).light,
        issued_on=order.issued_on,
        reply_by=order.reply_by,
        replied_on=order.replied_on,
        closed_on=order.closed_on,
    )


def _for_leaders(
    work: Work, proposals: Iterable[Proposed], tasks: dict[str, Task], raises: dict[str, Order]
) -> Iterator[Told]:
    for one in proposals:
        if one.step.kind is not ActKind.LEADER:
            continue
        task = tasks[one.task]
        text = f"“{task.title}”{one.because}"
        matter = Matter(NoticeKind.LEADER, one.key, text, work.day, task, raises.get(one.key))
        users = {*work.people.above(task), *work.people.offices.get(task.jurisdiction_id, ())}
        yield matter, sorted(users)


def _for_office(work: Work, kept: Iterable[Proposal]) -> Iterator[Told]:
    """The office hears once a day that something waits to be decided; the list is its page."""
    first: dict[int, Proposal] = {}
    for one in kept:
        if one.state == ProposalState.WAITING:
            first.setdefault(one.jurisdiction_id, one)
    for place, one in first.items():
        text = _("有新的督办建议等您决定，首条：%(what)s") % {"what": one}
        matter = Matter(NoticeKind.ORDER, f"建议|{place}|{work.day}", text, work.day, one.task)
        yield matter, work.people.offices.get(place, [])
