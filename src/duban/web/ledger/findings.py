"""The check run on an edition as it stands, and the waivers that let a finding stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from duban import plan as nouns
from duban.checking.check import check
from duban.checking.directory import Directory
from duban.plan import Doubt, Finding, Severity
from duban.plan.form import finding_to_form, frame_from_form, place_from_form, total_from_form
from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import Organisation
from duban.web.ledger.fields import line_of
from duban.web.ledger.models import Defect, Edition, Entry, EntryKind, Waiver
from duban.web.ledger.searching import folded
from duban.web.ledger.steps import taking
from duban.web.refusals import OutOfTurn, ReasonMissing

RECHECK = "duban.web.ledger.findings.recheck"
#: an edition with more entries than this is checked beside the server after a correction
AT_ONCE = 600
BATCH = 500


def plan_as_it_stands(edition: Edition, entries: Iterable[Entry]) -> nouns.Plan:
    """The edition with all corrections, as a plan; `entries` in their order."""
    tasks: dict[str, list[nouns.Task]] = {kind: [] for kind in EntryKind.values}
    for entry in entries:
        if not entry.dropped:
            tasks[entry.kind].append(entry.task)
    return nouns.Plan(
        edition.document(),
        tuple(tasks[EntryKind.TASK]),
        tuple(tasks[EntryKind.ACHIEVEMENT]),
        tuple(
            Doubt(doubt.code, doubt.message, place_from_form(doubt.place), doubt.values)
            for doubt in edition.doubts.all()
        ),
        edition.coverage,
        tuple(total_from_form(form) for form in edition.totals),
        tuple(frame_from_form(form) for form in edition.frames),
    )


def finding_of(defect: Defect) -> Finding:
    """The finding as the rules made it."""
    return finding_from_form(defect.form)


def finding_from_form(form: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=form["rule"],
        name=form["name"],
        severity=Severity(form["severity"]),
        message=form["message"],
        tasks=tuple(number for number in form["tasks"] if isinstance(number, int)),
        fields=tuple(form["fields"]),
        places=tuple(place_from_form(place) for place in form["places"]),
        values=form["values"],
        suggestion=form["suggestion"],
    )


def recheck_soon(edition: Edition) -> None:
    """Check again after a correction: now for a list of usual length, else beside the server."""
    key = edition.pk
    if edition.entries.count() <= AT_ONCE:
        recheck(key)
    else:
        transaction.on_commit(lambda: async_task(RECHECK, key, task_name=f"核对 {key}"))


def recheck(edition_id: int) -> int:
    """Replace the edition's findings by what the rules find now; how many."""
    edition = Edition.objects.filter(pk=edition_id).first()
    if edition is None:
        return 0
    entries = edition.entries.order_by("position").iterator(BATCH)
    return keep(edition_id, found_in(edition, plan_as_it_stands(edition, entries)))


def found_in(edition: Edition, plan: nouns.Plan) -> Sequence[Finding]:
    """What the rules find in the plan. Nothing is locked: a long list must not keep others
    waiting."""
    return check((plan,), directory=_directory(edition.jurisdiction_id, plan))


@transaction.atomic
def keep(edition_id: int, found: Sequence[Finding]) -> int:
    """Put the findings in the place of those of the last run; how many."""
    locked = Edition.objects.select_for_update(of=("self",)).filter(pk=edition_id).first()
    if locked is None:
        return 0
    locked.defects.all().delete()
    waiting = _defects(locked, found)
    while batch := list(islice(waiting, BATCH)):
        Defect.objects.bulk_create(batch)
    return len(found)


def _directory(jurisdiction_id: int, plan: nouns.Plan) -> Directory | None:
    """The units that are known here, or None: a directory that lacks most of the units of a paper
    was not made for it, and is no ground to accuse the paper."""
    kept = Organisation.objects.filter(jurisdiction=jurisdiction_id).prefetch_related("aliases")
    known = Directory.of(
        [[unit.name, *(alias.name for alias in unit.aliases.all())] for unit in kept]
    )
    named = {unit for task in plan.tasks for unit in (*task.lead_units, *task.co_units)}
    found = sum(unit in known for unit in named)
    return known if named and 2 * found >= len(named) else None


def _defects(edition: Edition, found: Sequence[Finding]) -> Iterator[Defect]:
    numbers = {number for finding in found for number in finding.tasks}
    by_number: dict[int, tuple[int, str]] = {}
    standing = edition.entries.filter(dropped=False, number__isnull=False)
    if len(numbers) <= AT_ONCE:
        standing = standing.filter(number__in=numbers)
    named = standing.order_by("position").values_list("number", "pk", "form__title", "read__title")
    for number, pk, title, title_read in named.iterator(BATCH):
        if number in numbers:
            by_number.setdefault(number or 0, (pk, title or title_read))
    for position, finding in enumerate(found):
        touched = [by_number[number] for number in finding.tasks if number in by_number]
        yield Defect(
            edition=edition,
            entry_id=touched[0][0] if touched else None,
            position=position,
            rule=finding.rule,
            severity=finding.severity,
            key=_key(finding, [title for _pk, title in touched]),
            form=finding_to_form(finding),
        )


def _key(finding: Finding, titles: list[str]) -> str:
    """What stays the same where the finding is made again in a later edition."""
    words = (finding.rule, *sorted(map(folded, titles)), *sorted(finding.fields))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def waive(member: Member, edition_id: int, defect_id: int, reason: str) -> Waiver:
    """Let the finding stand, for this reason."""
    with taking("waive", edition_id, member) as taken:
        defect = taken.edition.defects.get(pk=defect_id)
        reason = line_of(reason, 300)
        if not reason:
            raise ReasonMissing.of(_("豁免发现"))
        held = Waiver.objects.filter(
            jurisdiction_id=taken.edition.jurisdiction_id, key=defect.key, ended_at=None
        )
        if held.exists():
            raise OutOfTurn(_("这条发现已经豁免。"))
        waiver = Waiver.objects.create(
            jurisdiction_id=taken.edition.jurisdiction_id,
            key=defect.key,
            rule=defect.rule,
            message=str(defect),
            reason=reason,
            by=member.user,
        )
        taken.before, taken.after = None, waiver.reason
        taken.facts = {"rule": defect.rule, "finding": str(defect)[:300]}
    return waiver


def unwaive(member: Member, edition_id: int, defect_id: int) -> None:
    """The finding counts again."""
    with taking("unwaive", edition_id, member) as taken:
        defect = taken.edition.defects.get(pk=defect_id)
        waiver = Waiver.objects.filter(
            jurisdiction_id=taken.edition.jurisdiction_id, key=defect.key, ended_at=None
        ).first()
        if waiver is None:
            raise OutOfTurn(_("这条发现没有豁免。"))
        waiver.ended_by, waiver.ended_at = member.user, clock.now()
        waiver.save(update_fields=["ended_by", "ended_at"])
        taken.before, taken.after = waiver.reason, None
        taken.facts = {"rule": defect.rule, "finding": str(defect)[:300]}


def waivers_of(edition: Edition) -> dict[str, Waiver]:
    """The waivers that hold for the edition's findings, by their key."""
    held = Waiver.objects.filter(
        jurisdiction_id=edition.jurisdiction_id,
        ended_at=None,
        key__in=edition.defects.values("key"),
    )
    return {waiver.key: waiver for waiver in held.select_related("by")}
