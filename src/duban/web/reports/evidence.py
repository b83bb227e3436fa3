"""Evidence: attached while a report is written, looked at for personal data, taken away again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.evidence.keeping import (
    Checked,
    bring_back,
    checked,
    covered,
    forget,
    keep_file,
    still_there,
    store,
    take_away,
)
from duban.web.journal.record import record
from duban.web.ledger.uploading import Upload
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.reports.models import OPEN, Evidence, Report
from duban.web.reports.steps import locked, refuse_locked


def _writable(member: Member, report_id: int, on: date) -> Report:
    report = locked(report_id)
    if not member.may(Right.FILE, report):
        raise NotAllowed.to(str(Right.FILE.label))
    if report.state not in OPEN:
        raise OutOfTurn(
            _("这份填报当前为“%(state)s”，佐证材料不能再增减。")
            % {"state": report.get_state_display()}
        )
    refuse_locked(report, on)
    return report


def _held(
    member: Member, found: QuerySet[Evidence], evidence_id: int, on: date
) -> tuple[Report, Evidence]:
    """A writable report and one of its files, locked in this order, as sending a report does."""
    report = _writable(member, still_there(found, evidence_id).report_id, on)
    return report, still_there(found.select_for_update(of=("self",)), evidence_id)


def attach(member: Member, report_id: int, file: Upload, on: date) -> Evidence:
    """Keep one file with a report. Unfit where it is not one that is taken."""
    looked_at = checked(file)
    with store():
        return _keep(member, _writable(member, report_id, on), looked_at)


def _keep(member: Member, report: Report, file: Checked) -> Evidence:
    made = keep_file(Evidence(report=report, by=member.user), file, report.evidence.all())
    seen = made.personal
    record(member.user, "report.attach", report, file=made.name, sha256=made.sha256, personal=seen)
    return made


@transaction.atomic
def drop(member: Member, evidence_id: int, on: date) -> Report:
    """Take a file away; its content goes, after a while, with the last paper that holds it."""
    report, held = _held(member, Evidence.objects.all(), evidence_id, on)
    record(member.user, "report.detach", report, file=held.name, sha256=held.sha256)
    take_away(held)
    return report


@transaction.atomic
def restore(member: Member, evidence_id: int, on: date) -> Evidence:
    """Bring back a file that was taken away, as long as it is kept."""
    removed = Evidence.everything.filter(removed_at__isnull=False)
    report, held = _held(member, removed, evidence_id, on)
    bring_back(held, report.evidence.all())
    record(member.user, "report.reattach", report, file=held.name, sha256=held.sha256)
    return held


def mask(member: Member, evidence_id: int, on: date) -> Evidence:
    """Cover what looks like personal data; the uncovered file is not kept."""
    with store():
        was, made = _mask(member, evidence_id, on)
    with transaction.atomic():
        forget(was)
    return made


def _mask(member: Member, evidence_id: int, on: date) -> tuple[str, Evidence]:
    report, held = _held(member, Evidence.objects.all(), evidence_id, on)
    file = covered(held)
    held.delete()
    made = _keep(member, report, file)
    record(member.user, "report.mask", report, file=held.name, before=held.sha256)
    return held.sha256, made


@transaction.atomic
def clear(member: Member, evidence_id: int, on: date) -> Evidence:
    """Say that what looks like personal data is none."""
    report, held = _held(member, Evidence.objects.all(), evidence_id, on)
    held.cleared_by = member.user
    held.save(update_fields=["cleared_by"])
    record(member.user, "report.clear", report, file=held.name, personal=held.personal)
    return held


ACTS: Mapping[str, Callable[[Member, int, date], object]] = {
    "drop": drop,
    "mask": mask,
    "clear": clear,
    "restore": restore,
}
