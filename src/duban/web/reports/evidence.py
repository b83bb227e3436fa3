"""Evidence: attached while a report is written, looked at for personal data, taken away again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fcntl import LOCK_EX, flock
from pathlib import Path, PurePath

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.journal.record import record
from duban.web.ledger.filestore import discard, keep
from duban.web.ledger.uploading import Upload
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.reports.masking import masked_file
from duban.web.reports.models import OPEN, Evidence, Kind, Report
from duban.web.reports.models.evidence import STORED_AS
from duban.web.reports.personal import pieces
from duban.web.reports.sniffing import LIMITS, Unfit, kind_of, text_of
from duban.web.reports.steps import locked, refuse_locked

MOST_FILES = 10


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


def attach(member: Member, report_id: int, file: Upload, on: date) -> Evidence:
    """Keep one file with a report. Unfit where it is not one that is taken."""
    name = PurePath(file.name or "").name[-255:] or "未命名"
    if file.size is not None and file.size > max(LIMITS.values()):
        limit = max(LIMITS.values()) // 1024**2
        raise Unfit(
            _("“%(name)s”超过%(limit)s MB，请压缩后再上传。") % {"name": name, "limit": limit}
        )
    content = b"".join(file.chunks())
    kind = kind_of(content, name)
    with _store(), transaction.atomic():
        report = _writable(member, report_id, on)
        if report.evidence.count() >= MOST_FILES:
            raise OutOfTurn(_("每份填报最多%(most)s个佐证材料。") % {"most": MOST_FILES})
        return _keep(member, report, name, kind, content)


def _keep(member: Member, report: Report, name: str, kind: Kind, content: bytes) -> Evidence:
    sha256, size = keep((content,), STORED_AS)
    same = report.evidence.filter(sha256=sha256).first()
    if same is not None:
        raise OutOfTurn(_("同样的文件已经上传过：%(name)s。") % {"name": same.name})
    made = Evidence.objects.create(
        report=report,
        name=name,
        kind=kind,
        sha256=sha256,
        size=size,
        personal=len(pieces(text_of(content, kind))),
        by=member.user,
    )
    record(member.user, "report.attach", report, file=name, sha256=sha256, personal=made.personal)
    return made


@transaction.atomic
def drop(member: Member, evidence_id: int, on: date) -> Report:
    """Take a file away; its content goes with the last report that holds it."""
    held = Evidence.objects.get(pk=evidence_id)
    report = _writable(member, held.report_id, on)
    record(member.user, "report.detach", report, file=held.name, sha256=held.sha256)
    held.delete()
    _forget(held.sha256)
    return report


def _forget(sha256: str) -> None:
    """The content goes once the transaction holds, unless another report keeps it by then."""

    def away() -> None:
        with _store():
            if not Evidence.objects.filter(sha256=sha256).exists():
                discard(sha256, STORED_AS)

    transaction.on_commit(away)


@contextmanager
def _store() -> Iterator[None]:
    """One at a time keeps or removes contents: else a file could be removed as unused between
    its writing and the commit of the row that names it."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / "evidence.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def mask(member: Member, evidence_id: int, on: date) -> Evidence:
    """Cover what looks like personal data; the uncovered file is not kept."""
    with _store(), transaction.atomic():
        was, made = _mask(member, evidence_id, on)
    with transaction.atomic():
        _forget(was)
    return made


def _mask(member: Member, evidence_id: int, on: date) -> tuple[str, Evidence]:
    held = Evidence.objects.get(pk=evidence_id)
    report = _writable(member, held.report_id, on)
    covered = masked_file(held.path.read_bytes(), Kind(held.kind))
    if covered is None:
        raise OutOfTurn(
            _("“%(name)s”不能自动遮盖，请在原文件里遮盖后重新上传。") % {"name": held.name}
        )
    held.delete()
    made = _keep(member, report, held.name, Kind(held.kind), covered)
    record(member.user, "report.mask", report, file=held.name, before=held.sha256)
    return held.sha256, made


@transaction.atomic
def clear(member: Member, evidence_id: int, on: date) -> Evidence:
    """Say that what looks like personal data is none."""
    held = Evidence.objects.get(pk=evidence_id)
    report = _writable(member, held.report_id, on)
    held.cleared_by = member.user
    held.save(update_fields=["cleared_by"])
    record(member.user, "report.clear", report, file=held.name, personal=held.personal)
    return held
