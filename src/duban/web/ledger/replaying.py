"""A corrected edition of the same document comes in: what people did to the last one is kept.

An act is taken over where the reading it was made on is read again word for word. Nothing else
is guessed: where the paper itself changed, the new words stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from duban.web.ledger import cutting
from duban.web.ledger.adding import added, lines_of, span_of
from duban.web.ledger.fields import Unfit, text_of, with_text
from duban.web.ledger.models import (
    Correction,
    CorrectionKind,
    Edition,
    Entry,
    EntryKind,
    Plan,
    State,
)
from duban.web.ledger.searching import folded
from duban.web.ledger.standing import measured, part_of, write


def predecessor(edition: Edition) -> Edition | None:
    """The confirmed edition of the plan that this draft names, by title and year."""
    plan = Plan.objects.filter(
        jurisdiction_id=edition.jurisdiction_id, title=edition.title, year=edition.year
    ).first()
    if plan is None or plan.current is None or plan.current.state != State.CONFIRMED:
        return None
    return plan.current


def acts_on(edition: Edition) -> list[Correction]:
    """What people did to the edition and did not undo, the earliest first, with all it names."""
    acts = Correction.objects.filter(entry__edition=edition, undone_at=None)
    return list(acts.select_related("entry", "other", "by").order_by("pk"))


def replay(edition: Edition, acts: Sequence[Correction]) -> int:
    """Take acts on another reading over into the draft `edition`; how many were taken over."""
    waiting: dict[str, list[Entry]] = defaultdict(list)
    named = (one for act in acts for one in (act.entry, act.other) if one is not None)
    wanted = {_words(entry.read) for entry in named}
    for entry in edition.entries.order_by("position").iterator(500) if wanted else ():
        words = _words(entry.read)
        if words in wanted:
            waiting[words].append(entry)
    pairs: dict[int, Entry] = {}
    taken = 0
    for act in acts:
        if act.kind == CorrectionKind.ADD:
            again = _add_again(edition, act)
            taken += again is not None
            if again is not None:
                pairs[act.entry_id] = again
            continue
        if act.entry_id not in pairs:
            same = waiting.get(_words(act.entry.read))
            if not same:
                continue
            pairs[act.entry_id] = same.pop(0)
        taken += _again(act, pairs[act.entry_id], waiting, pairs)
    return taken


def _words(form: dict[str, Any]) -> str:
    """What must be the same for a reading to be the same."""
    stones = "\n".join(stone["text"] for stone in form["milestones"])
    return folded("\n".join((*form["path"], form["text"] or form["title"], stones)))


def _again(
    act: Correction, entry: Entry, waiting: dict[str, list[Entry]], pairs: dict[int, Entry]
) -> bool:
    kept, other = {"form": entry.form}, None
    match CorrectionKind(act.kind):
        case CorrectionKind.VALUE:
            done = _value_again(act, entry)
        case CorrectionKind.DROP:
            entry.dropped = done = True
            entry.save(update_fields=["dropped"])
        case CorrectionKind.SPLIT:
            other = _split_again(act, entry)
            done = other is not None
        case CorrectionKind.JOIN:
            other = _join_again(act, entry, waiting)
            done = other is not None
    if other is not None and act.other is not None:
        pairs[act.other.pk] = other
    if done:
        Correction.objects.create(
            entry=entry,
            kind=act.kind,
            field=act.field,
            before=act.before,
            after=act.after,
            other=other,
            kept=kept,
            reason=act.reason,
            by=act.by,
            at=act.at,
        )
    return done


def _add_again(edition: Edition, act: Correction) -> Entry | None:
    """The entry a person added, where its words still stand somewhere in the source."""
    lines = lines_of(edition, 1, None)
    try:
        text, places = span_of(lines, act.after)
    except Unfit:
        return None
    entry = added(edition, EntryKind(act.entry.kind), text, places)
    Correction.objects.create(
        entry=entry, kind=CorrectionKind.ADD, after=act.after, by=act.by, at=act.at
    )
    return entry


def _value_again(act: Correction, entry: Entry) -> bool:
    if text_of(entry.task, act.field) != act.before:
        return False
    try:
        write(entry.edition, entry, with_text(entry.task, act.field, act.after))
    except Unfit:
        return False
    return True


def _split_again(act: Correction, entry: Entry) -> Entry | None:
    """The part, where the words of both halves still follow one another."""
    task = entry.task
    at = (task.text or task.title).find(act.after)
    if at < 1:
        return None
    first, second = cutting.split(task, at)
    if (first.text, second.text) != (act.before, act.after):
        return None
    part = part_of(entry, measured(entry.edition, second))
    write(entry.edition, entry, first)
    return part


def _join_again(act: Correction, entry: Entry, waiting: dict[str, list[Entry]]) -> Entry | None:
    """The entry taken in, where it is read again."""
    same = waiting.get(_words(act.other.read)) if act.other is not None else None
    if not same:
        return None
    other = same.pop(0)
    write(entry.edition, entry, cutting.join(entry.task, other.task))
    other.dropped = True
    other.save(update_fields=["dropped"])
    return other
