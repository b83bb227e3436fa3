"""A file is handed in: looked at, kept, and its reading asked for."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from pathlib import PurePath
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_q.tasks import async_task

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.journal.record import record
from duban.web.ledger.fields import line_of
from duban.web.ledger.filestore import discard, keep
from duban.web.ledger.models import GONE, Edition, State
from duban.web.refusals import OutOfTurn, Refusal

READ = "duban.web.ledger.intake.read_edition"


class Unsuitable(Refusal):
    """A file that is not taken in at all."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    heading = gettext_lazy("不能导入")


class Upload(Protocol):
    """What a request or a command hands over."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def chunks(self) -> Iterable[bytes]: ...


@transaction.atomic
def upload(member: Member, jurisdiction: Jurisdiction, file: Upload) -> Edition:
    """Keep the file and have it read beside the server; the edition as it stands before that."""
    edition = take_in(member, jurisdiction, file)
    transaction.on_commit(lambda: async_task(READ, edition.pk, task_name=f"读取 {edition.pk}"))
    return edition


def take_in(member: Member, jurisdiction: Jurisdiction, file: Upload) -> Edition:
    """Keep the file; nobody has been asked to read it yet."""
    member.must(Right.IMPORT, jurisdiction)
    name = line_of(PurePath(file.name or "").name, 1000)[-255:] or "未命名"
    if not file.size:
        raise Unsuitable(_("“%(name)s”是空文件，没有可读的内容。") % {"name": name})
    if file.size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1024**2
        raise Unsuitable(
            _("“%(name)s”超过%(limit)d MB，请拆分后再导入。") % {"name": name, "limit": limit}
        )
    sha256, size = keep(file.chunks(), name)
    try:
        return _register(member, jurisdiction, name, sha256, size)
    except BaseException:
        if not Edition.objects.filter(sha256=sha256).exists():
            discard(sha256, name)
        raise


def one_at_a_time(jurisdiction_id: int) -> None:
    """Until the transaction ends no other file comes in here, or comes back: of two at once each
    would look before the other is there. Without a key lock, rows that point at the jurisdiction
    are written all the same."""
    list(Jurisdiction.objects.select_for_update(no_key=True).filter(pk=jurisdiction_id))


@transaction.atomic
def _register(
    member: Member, jurisdiction: Jurisdiction, name: str, sha256: str, size: int
) -> Edition:
    one_at_a_time(jurisdiction.pk)
    found = Edition.objects.filter(jurisdiction=jurisdiction, sha256=sha256)
    same = found.exclude(state__in=GONE).select_related("uploaded_by").first()
    if same is not None:
        raise OutOfTurn(
            _("这份文件已由%(who)s导入（“%(title)s”，%(state)s），不必重复导入。")
            % {
                "who": same.uploaded_by.name,
                "title": same,
                "state": same.get_state_display(),
            }
        )
    edition = Edition.objects.create(
        jurisdiction=jurisdiction,
        file_name=name,
        sha256=sha256,
        size=size,
        uploaded_by=member.user,
    )
    record(member.user, "edition.upload", edition, after=State.UPLOADED, file=name, size=size)
    return edition
