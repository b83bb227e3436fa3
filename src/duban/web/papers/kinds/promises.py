"""What was promised of a plan's tasks, and what came of it by a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from duban.web.papers.kinds.standing import LATE, Stand, about, lead_of
from duban.web.supervision.lighting import Lamp
from duban.web.supervision.models import (
    Instruction,
    InstructionState,
    OrderState,
    OrderTurn,
    Talk,
)
from duban.writing.pack import Kept, Promise

#: where nobody names the meeting before, and none was written here
A_MONTH = timedelta(days=30)


def promises_of(stand: Stand, last: date | None, day: date) -> Iterator[Promise]:
    """What was promised since the last meeting, in talks, replies to orders and on instructions;
    what has a date and is open is told however old it is."""
    since = day - A_MONTH if last is None else last
    lamps = {lamp.task.pk: lamp for lamp in stand.lamps}
    yield from _talked(stand, lamps, since)
    yield from _replied(stand, lamps, since)
    rows = Instruction.objects.filter(task__in=lamps).order_by("on", "pk")
    for one in rows:
        if one.on <= since and one.state != InstructionState.OPEN:
            continue
        lamp = lamps[one.task_id]
        kept = Kept.KEPT if one.state == InstructionState.ANSWERED else Kept.UNDATED
        if one.state == InstructionState.OPEN and one.answer_by is not None:
            kept = Kept.BROKEN if one.answer_by < day else Kept.OPEN
        came = one.answer or f"目前亮{stand.lights[one.task_id].word}"
        words = f"{one.speaker}批示：{one.words}"
        yield Promise(about(lamp), lead_of(lamp), one.on, "批示", words, kept, came, one.answer_by)


def _talked(stand: Stand, lamps: Mapping[int, Lamp], since: date) -> Iterator[Promise]:
    talks = Talk.objects.filter(task__in=lamps, held_on__gt=since).exclude(promised="")
    for talk in talks.select_related("organisation").order_by("held_on", "pk"):
        lamp = lamps[talk.task_id]
        kept, came = _came(stand, lamp)
        yield Promise(
            about(lamp),
            talk.organisation.called(talk.held_on),
            talk.held_on,
            "约谈",
            talk.promised,
            kept,
            came,
        )


def _replied(stand: Stand, lamps: Mapping[int, Lamp], since: date) -> Iterator[Promise]:
    """The last reply to each order; one that was closed has been found good."""
    turns = OrderTurn.objects.filter(order__task__in=lamps, step="reply", on__gt=since)
    last = {
        turn.order_id: turn
        for turn in turns.select_related("order__organisation").order_by("on", "pk")
    }
    for turn in last.values():
        lamp, order = lamps[turn.order.task_id], turn.order
        kept, came = _came(stand, lamp)
        if order.state == OrderState.CLOSED:
            kept = Kept.KEPT
        yield Promise(
            about(lamp),
            order.organisation.called(order.issued_on),
            turn.on,
            "督办单回复",
            turn.words,
            kept,
            came,
        )


def _came(stand: Stand, lamp: Lamp) -> tuple[Kept, str]:
    """A promise without a date is kept once the task is neither red nor yellow."""
    light = stand.lights[lamp.task.pk]
    return (Kept.UNDATED if light in LATE else Kept.KEPT), f"目前亮{light.word}"
