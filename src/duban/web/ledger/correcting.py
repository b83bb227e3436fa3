"""What a person does to the tasks read: correct, split, join, drop, and undo.

The reading itself is never changed. Every act is a Correction beside it, and the entry's `form`
is what stands after all that are not undone.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.plan import Place
from duban.plan.form import task_from_form
from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.ledger import cutting
from duban.web.ledger.adding import MAX_LINES, added, lines_of, span_of
from duban.web.ledger.fields import Unfit, label_of, line_of, text_of, with_text
from duban.web.ledger.models import (
    Correction,
    CorrectionKind,
    Edition,
    Entry,
    EntryKind,
    SourceDoubt,
)
from duban.web.ledger.standing import measured, part_of, write
from duban.web.ledger.steps import Taken, taking
from duban.web.refusals import OutOfTurn, Refusal

Made = TypeVar("Made")


class NotFitting(Refusal):
    """What was typed cannot stand in the field."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    heading = gettext_lazy("填写有误")


def correct(member: Member, edition_id: int, key: str, field: str, text: str) -> Entry:
    """Write `text` into one field of one entry; nothing happens where it stands there already."""
    with taking("correct", edition_id, member) as taken:
        entry = _entry(taken, key)
        before = text_of(entry.task, field)
        task = _fitting(lambda: with_text(entry.task, field, text))
        after = text_of(task, field)
        _say(taken, entry, before=before, after=after, field=label_of(field))
        taken.idle = before == after
        if not taken.idle:
            write(taken.edition, entry, task)
            Correction.objects.create(
                entry=entry,
                field=field,
                before=before,
                after=after,
                by=member.user,
            )
    return entry


def add(
    member: Member, edition_id: int, kind: EntryKind, lines: tuple[int, int], words: str = ""
) -> Entry:
    """Take the `words` in the lines of the source from the first to the last, or these lines
    whole, as an entry that the reader left out."""
    with taking("add", edition_id, member) as taken:
        first, last = lines
        if not 0 < first <= last < first + MAX_LINES:
            sentence = _("请写明从第几行到第几行，一项最多%(count)d行。")
            raise NotFitting(sentence % {"count": MAX_LINES})
        text, places = _fitting(lambda: span_of(lines_of(taken.edition, first, last), words))
        _refuse_if_taken(taken.edition, kind, places)
        entry = added(taken.edition, kind, text, places)
        Correction.objects.create(entry=entry, kind=CorrectionKind.ADD, after=text, by=member.user)
        _say(taken, entry, before=None, after=text)
    return entry


def _refuse_if_taken(edition: Edition, kind: EntryKind, places: tuple[Place, ...]) -> None:
    standing = edition.entries.filter(kind=kind, dropped=False)
    if any(entry.task.places.get("text") == places for entry in standing.iterator(500)):
        raise OutOfTurn(_("这段文字已经单独列为一项。"))


def split(member: Member, edition_id: int, key: str, at: int) -> tuple[Entry, Entry]:
    """Cut the entry before character `at` of its text; the entry and the part split off."""
    with taking("split", edition_id, member) as taken:
        entry = _entry(taken, key)
        before = entry.form
        first, second = _fitting(lambda: cutting.split(entry.task, at))
        part = part_of(entry, measured(taken.edition, second))
        write(taken.edition, entry, first)
        Correction.objects.create(
            entry=entry,
            kind=CorrectionKind.SPLIT,
            before=first.text,
            after=second.text,
            other=part,
            kept={"form": before},
            by=member.user,
        )
        _say(taken, entry, before=None, after=[first.title, second.title])
    return entry, part


def join(member: Member, edition_id: int, key: str) -> Entry:
    """Take the entry that follows into this one."""
    with taking("join", edition_id, member) as taken:
        entry = _entry(taken, key)
        following = (
            taken.edition.entries.filter(
                kind=entry.kind, dropped=False, position__gt=entry.position
            )
            .order_by("position")
            .first()
        )
        if following is None:
            raise OutOfTurn(_("后面没有可以合并的任务。"))
        before = entry.form
        titles = [str(entry), str(following)]
        write(taken.edition, entry, cutting.join(entry.task, following.task))
        following.dropped = True
        following.save(update_fields=["dropped"])
        Correction.objects.create(
            entry=entry,
            kind=CorrectionKind.JOIN,
            before=titles[0],
            after=titles[1],
            other=following,
            kept={"form": before},
            by=member.user,
        )
        _say(taken, entry, before=titles, after=str(entry))
    return entry


def drop(member: Member, edition_id: int, key: str, reason: str = "") -> Entry:
    """Leave the entry out of the ledger; it stays in the list of corrections."""
    with taking("drop", edition_id, member) as taken:
        entry = _entry(taken, key)
        entry.dropped = True
        entry.save(update_fields=["dropped"])
        Correction.objects.create(
            entry=entry,
            kind=CorrectionKind.DROP,
            before=str(entry),
            reason=line_of(reason, 300),
            by=member.user,
        )
        _say(taken, entry, before=str(entry), after=None)
    return entry


def undo(member: Member, edition_id: int, correction_id: int | None = None) -> Entry:
    """Take back one act, the latest of the edition where none is named."""
    with taking("undo", edition_id, member) as taken:
        standing = Correction.objects.filter(entry__edition=taken.edition, undone_at=None)
        if correction_id is not None:
            standing = standing.filter(pk=correction_id)
        act = standing.select_related("entry", "other").order_by("-at", "-pk").first()
        if act is None:
            raise OutOfTurn(_("没有可以撤销的更正。"))
        _refuse_if_built_upon(act)
        act.undone_by, act.undone_at = member.user, clock.now()
        act.save(update_fields=["undone_by", "undone_at"])
        entry = act.entry
        _take_back(taken.edition, act)
        label = label_of(act.field) if act.field else str(act.get_kind_display())
        _say(taken, entry, before=act.after, after=act.before, field=label)
    return entry


def accept_doubt(member: Member, edition_id: int, position: int) -> SourceDoubt:
    """Say that the doubt was looked at and what the reader did may stand; again: no longer."""
    with taking("accept", edition_id, member) as taken:
        doubt = taken.edition.doubts.select_for_update(of=("self",)).get(position=position)
        accepted = doubt.accepted_at is None
        doubt.accepted_by = member.user if accepted else None
        doubt.accepted_at = clock.now() if accepted else None
        doubt.save(update_fields=["accepted_by", "accepted_at"])
        taken.before, taken.after = not accepted, accepted
        taken.facts = {"doubt": doubt.message, "code": doubt.code}
    return doubt


def _entry(taken: Taken, key: str) -> Entry:
    """Entry.DoesNotExist where there is none, or it was dropped."""
    return taken.edition.entries.get(key=key, dropped=False)


def _say(taken: Taken, entry: Entry, *, before: object, after: object, field: str = "") -> None:
    taken.before, taken.after = before, after
    taken.facts = {"entry": entry.key, "task": str(entry)[:120]}
    if field:
        taken.facts["field"] = field


def _fitting(make: Callable[[], Made]) -> Made:
    try:
        return make()
    except Unfit as error:
        raise NotFitting(str(error)) from error


def _refuse_if_built_upon(act: Correction) -> None:
    """What was cut or put together can be taken back only while nothing was done to it since."""
    later = Correction.objects.filter(undone_at=None, pk__gt=act.pk)
    if act.kind == CorrectionKind.VALUE:
        built = later.filter(entry=act.entry).exclude(
            kind=CorrectionKind.VALUE, field__gt="", entry=act.entry
        ) | later.filter(entry=act.entry, field=act.field)
    else:
        built = later.filter(entry__in=[act.entry_id, act.other_id or act.entry_id])
    if built.exists():
        raise OutOfTurn(_("这之后又改过同一处，请先撤销后来的更正。"))


def _take_back(edition: Edition, act: Correction) -> None:
    entry, other = act.entry, act.other
    match CorrectionKind(act.kind):
        case CorrectionKind.VALUE:
            task = with_text(entry.task, act.field, act.before)
            untouched = not entry.corrections.filter(undone_at=None).exists()
            write(edition, entry, None if untouched else task)
        case CorrectionKind.DROP | CorrectionKind.ADD:
            entry.dropped = act.kind == CorrectionKind.ADD
            entry.save(update_fields=["dropped"])
        case CorrectionKind.SPLIT | CorrectionKind.JOIN:
            form = (act.kept or {}).get("form")
            write(edition, entry, None if form is None else task_from_form(form))
            if other is not None:
                other.dropped = act.kind == CorrectionKind.SPLIT
                other.save(update_fields=["dropped"])
