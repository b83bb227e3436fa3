"""The import page as values for its template: tasks on the left, the source on the right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duban.plan import Place, Quantity, Task
from duban.plan.form import place_from_form
from duban.web.ledger.fields import (
    MILESTONE,
    Value,
    label_of,
    label_said,
    spoken,
    text_of,
    values_of,
)
from duban.web.ledger.models import Correction, CorrectionKind, Defect, Edition, Entry, Pane
from duban.web.ledger.panes import pane_at
from duban.web.ledger.pins import place_of
from duban.web.ledger.showing import Marks, Overlay, Shown, overlays, places_of, shown

#: what stands in fixed spots of a task's block, not in the list of further fields
FIXED = frozenset({"number", "title", "path", "leaders", "lead_units", "co_units"})


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value with its figures marked. `was` is what the reader made of it, None if untouched."""

    at: str
    name: str
    label: str
    text: str
    pieces: tuple[tuple[str, bool], ...]
    was: str | None = None
    by: str = ""
    hit: bool = False
    editing: bool = False


@dataclass(frozen=True, slots=True)
class ShownEntry:
    entry: Entry
    task: Task
    heading: tuple[str, ...]
    number: ShownValue
    title: ShownValue
    people: tuple[ShownValue, ...]
    milestones: tuple[ShownValue, ...]
    others: tuple[ShownValue, ...]
    defects: tuple[Defect, ...] = ()
    hit: bool = False
    cuts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address points at: a value, a cell, a doubt's or a finding's places."""

    entry: str = ""
    name: str = ""
    places: tuple[Place, ...] = ()
    editing: bool = False
    cutting: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """The pane on show."""

    pane: Pane | None
    number: int
    last: int
    blocks: tuple[Shown, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    picture: int | None = None
    #: width and height of the page, in points
    size: tuple[float, float] = (1, 1)
    words: str = ""
    hits: tuple[Place, ...] = ()

    @property
    def has_lines(self) -> bool:
        """Whether running text is on show, line by line."""
        return self.picture is None and any(block.kind == "text" for block in self.blocks)


def marked_figures(text: str, figures: Iterable[Quantity]) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, each with whether it is a figure."""
    last = 0
    for figure in sorted(figures, key=lambda one: one.start):
        if figure.start < last or text[figure.start : figure.end] != figure.text:
            continue
        if figure.start > last:
            yield text[last : figure.start], False
        yield figure.text, True
        last = figure.end
    if last < len(text):
        yield text[last:], False


class Reviewer:
    """Entries of one edition shown, with corrections and findings looked up once."""

    def __init__(self, edition: Edition, entries: Sequence[Entry], chosen: Chosen) -> None:
        self.chosen = chosen
        # the plan's own year goes without saying
        self.year = edition.year
        self.corrections: dict[tuple[int, str], list[Correction]] = defaultdict(list)
        acts = Correction.objects.filter(
            entry__in=entries, kind=CorrectionKind.VALUE, undone_at=None
        )
        for act in acts.select_related("by").order_by("at", "pk"):
            self.corrections[act.entry_id, act.field].append(act)
        self.defects: dict[int | None, list[Defect]] = defaultdict(list)
        for defect in edition.defects.filter(entry__in=entries):
            self.defects[defect.entry_id].append(defect)

    def __call__(self, entry: Entry) -> ShownEntry:
        task = entry.task
        values = {value.name: value for value in values_of(task)}
        if self.chosen.editing and self.chosen.entry == entry.key:
            name = self.chosen.name
            values.setdefault(name, Value(name, label_of(name), text_of(task, name)))
        for pk, name in self.corrections:
            if pk == entry.pk and name not in values:
                values[name] = Value(name, label_of(name), "")
        held = {name: self._value(entry, task, value) for name, value in values.items()}
        stones = tuple(value for name, value in held.items() if name.startswith(MILESTONE))
        return ShownEntry(
            entry=entry,
            task=task,
            heading=task.path,
            number=held.get("number") or self._value(entry, task, Value("number", "序号", "")),
            title=held["title"],
            people=tuple(
                held[name] for name in ("leaders", "lead_units", "co_units") if name in held
            ),
            milestones=stones,
            others=tuple(
                value
                for name, value in held.items()
                if name not in FIXED and not name.startswith(MILESTONE)
            ),
            defects=tuple(self.defects.get(entry.pk, ())),
            hit=self.chosen.entry == entry.key,
            cuts=tuple(cuts_of(task)) if self._cutting(entry) else (),
        )

    def _cutting(self, entry: Entry) -> bool:
        return self.chosen.cutting and self.chosen.entry == entry.key

    def _value(self, entry: Entry, task: Task, value: Value) -> ShownValue:
        acts = self.corrections.get((entry.pk, value.name), ())
        figures = [figure for figure in task.quantities if _stands_in(figure, value, task)]
        here = self.chosen.entry == entry.key and self.chosen.name == value.name
        return ShownValue(
            at=f"{entry.key}:{value.name}",
            name=value.name,
            label=label_said(value.name, self.year),
            text=value.text,
            pieces=tuple(marked_figures(spoken(value.name, value.text), figures)),
            was=acts[0].before if acts else None,
            by=acts[-1].by.name if acts else "",
            hit=here,
            editing=here and self.chosen.editing,
        )


def _stands_in(figure: Quantity, value: Value, task: Task) -> bool:
    same = value.name == "title" and figure.field == "text" and task.text == task.title
    return same or figure.field == value.name


def cuts_of(task: Task) -> Iterator[tuple[str, int]]:
    """The task's text in clauses, each with where a cut after it would fall (0 after the last)."""
    words = task.text or task.title
    start = 0
    for at, sign in enumerate(words[:-1], 1):
        if sign in "，；、。,;：\n" and words[at:].strip():
            yield words[start:at], at
            start = at
    yield words[start:], 0


def chosen_of(edition: Edition, query: Mapping[str, str]) -> Chosen:
    """What an address points at; nothing where it points at nothing that is there."""
    for word in ("edit", "at", "cut"):
        key, _, name = query.get(word, "").partition(":")
        if not key:
            continue
        entry = edition.entries.filter(key=key).first()
        if entry is None:
            return Chosen()
        places = places_of_value(entry.task, name or "title")
        return Chosen(key, name, places, editing=word == "edit", cutting=word == "cut")
    pin = place_of(query.get("cell", ""))
    if pin is not None:
        return Chosen(places=(pin,))
    number = query.get("doubt", "")
    if number.isascii() and number.isdigit():
        doubt = edition.doubts.filter(position=int(number[:9])).first()
        return Chosen(places=() if doubt is None else (place_from_form(doubt.place),))
    number = query.get("finding", "")
    if number.isascii() and number.isdigit():
        defect = edition.defects.filter(pk=int(number[:18])).select_related("entry").first()
        if defect is not None:
            places = tuple(place_from_form(place) for place in defect.form["places"])
            return Chosen(entry=defect.entry.key if defect.entry else "", places=places)
    return Chosen()


def places_of_value(task: Task, name: str) -> tuple[Place, ...]:
    """Where the value stands; where that is not known, where the task stands."""
    held = places_of(task)
    found = held.get(name) or (held.get("text") if name == "title" else None)
    return tuple(found or held.get("title") or (task.place,))


def source_view(
    edition: Edition, chosen: Chosen, wanted: int | None, *, as_picture: bool
) -> SourceView:
    """The pane that shows what is chosen, else the wanted one, else the first."""
    found = [pane_at(edition.outline, place) for place in chosen.places]
    number = next((one for one in found if one is not None), None)
    if number is None:
        number = wanted or 0
    last = max(0, len(edition.outline) - 1)
    number = min(max(0, number), last)
    pane = edition.panes.filter(number=number).first()
    if pane is None:
        return SourceView(None, 0, 0)
    entries = edition.entries.filter(
        dropped=False, first_pane__lte=number, last_pane__gte=number
    ).order_by("position")
    marks = Marks.of((entry.key, entry.task, entry.past) for entry in entries)
    blocks = tuple(shown(pane.form, marks, chosen.places))
    page = pane.form["page"]
    pictured = as_picture and page is not None and page <= len(edition.sizes)
    return SourceView(
        pane=pane,
        number=number,
        last=last,
        blocks=blocks,
        overlays=tuple(overlays(pane.form, edition.sizes[page - 1], blocks)) if pictured else (),
        picture=page if pictured else None,
        size=tuple(edition.sizes[page - 1]) if pictured else (1, 1),
        words="、".join(dict.fromkeys(str(place) for place in chosen.places if str(place))),
        hits=chosen.places,
    )


def counted(edition: Edition) -> dict[str, Any]:
    """The figures in the head of the page."""
    entries = edition.entries.filter(dropped=False)
    defects = edition.defects
    return {
        "tasks": entries.filter(kind="task").count(),
        "achievements": entries.filter(kind="achievement").count(),
        "doubts": edition.doubts.count(),
        "doubts_open": edition.doubts.filter(accepted_at=None).count(),
        "findings": defects.count(),
        "corrections": Correction.objects.filter(entry__edition=edition, undone_at=None).count(),
    }
