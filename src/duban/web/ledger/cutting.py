"""One task made two, two made one: the same words, no word lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from duban.plan import Milestone, Place, Task
from duban.web.ledger.fields import Unfit


def split(task: Task, at: int) -> tuple[Task, Task]:
    """The task cut before character `at` of its text; both halves keep everything else.

    Figures are left to the measuring that follows. In a list the two titles share a row.
    """
    words = task.text or task.title
    head, tail = words[:at].rstrip(), words[at:].lstrip()
    head, tail = head.rstrip("，；、。,; "), tail.lstrip("，；、。,; ")
    if not head or not tail:
        raise Unfit(_("请把光标放在要拆开的两件事之间，两边都要有文字。"))
    bare = replace(task, quantities=(), allocations=())
    first = replace(bare, text=head, title=_short(task, head), places=_cut(task, head, 0))
    start = words.index(tail, at)
    second = replace(
        bare,
        text=tail,
        title=_short(task, tail),
        places=_cut(task, tail, start),
    )
    return (
        replace(first, place=_first_place(first, task.place)),
        replace(second, place=_first_place(second, task.place)),
    )


def _short(task: Task, words: str) -> str:
    """A list's title is its text; a commitment in prose is called by the words it begins with."""
    limit = 40
    if task.text == task.title or not task.text or len(words) <= limit:
        return words
    return words[:limit].rstrip("，；、") + "……"


def _cut(task: Task, part: str, start: int) -> Mapping[str, tuple[Place, ...]]:
    """The places of the half `part`, which begins at character `start`, line by line."""
    places = dict(task.places)
    name = "text" if "text" in places else "title"
    held = places.get(name, ())
    if any(place.start is None or place.end is None for place in held):
        return places
    cut, passed, stop = [], 0, start + len(part)
    for place in held:
        length = (place.end or 0) - (place.start or 0)
        begins, ends = max(start, passed), min(stop, passed + length)
        if begins < ends:
            base = (place.start or 0) - passed
            cut.append(place._replace(start=base + begins, end=base + ends))
        passed += length
    return places | {name: tuple(cut) or held}


def _first_place(task: Task, otherwise: Place) -> Place:
    held = task.places.get("text") or task.places.get("title") or ()
    return held[0] if held else otherwise


def join(first: Task, second: Task) -> Task:
    """Both tasks as one: texts after one another, people and units once, quarters together."""
    text = _after(first.text, second.text)
    return replace(
        first,
        title=text if first.text == first.title else first.title,
        text=text,
        leaders=_once(first.leaders, second.leaders),
        lead_units=_once(first.lead_units, second.lead_units),
        co_units=_once(first.co_units, second.co_units),
        fields={
            name: _after(first.fields.get(name, ""), second.fields.get(name, ""))
            for name in dict.fromkeys((*first.fields, *second.fields))
        },
        note=_after(first.note, second.note),
        milestones=_milestones(first.milestones, second.milestones),
        due=max((due for due in (first.due, second.due) if due is not None), default=None),
        quantities=(),
        allocations=(),
        places={
            name: tuple(dict.fromkeys((*first.places.get(name, ()), *second.places.get(name, ()))))
            for name in dict.fromkeys((*first.places, *second.places))
        },
    )


def _after(first: str, second: str) -> str:
    if first == second or not second:
        return first
    return f"{first}；{second}" if first else second


def _once(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _milestones(
    first: tuple[Milestone, ...], second: tuple[Milestone, ...]
) -> tuple[Milestone, ...]:
    merged = {stone.period: stone for stone in first}
    for stone in second:
        held = merged.get(stone.period)
        merged[stone.period] = (
            stone if held is None else held._replace(text=_after(held.text, stone.text))
        )
    return tuple(merged[period] for period in sorted(merged))
