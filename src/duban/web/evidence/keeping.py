"""Files on their way in and out of the store: looked at by content, kept under their digest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path, PurePath
from typing import TypeVar

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from duban.reading.formats.classified import mark_in
from duban.web import clock
from duban.web.evidence.kept import STORED_AS, KeptFile, Kind, tables
from duban.web.evidence.masking import masked_file
from duban.web.evidence.personal import pieces
from duban.web.evidence.sniffing import LIMITS, MEBI, Unfit, kind_of, text_of
from duban.web.ledger.filestore import discard, keep
from duban.web.ledger.uploading import Upload
from duban.web.refusals import OutOfTurn, ReasonMissing

MOST_FILES = 10
#: so long a file that was taken away can be brought back
KEPT_FOR = timedelta(days=1)
Row = TypeVar("Row", bound=KeptFile)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is taken."""

    name: str
    kind: Kind
    content: bytes


def checked(file: Upload) -> Checked:
    """The file by its content. Unfit where it is not one that is taken, or bears a 密级 mark."""
    name = PurePath(file.name or "").name[-255:] or "未命名"
    largest = max(LIMITS.values())
    if file.size is not None and file.size > largest:
        raise Unfit(
            _("“%(name)s”超过%(limit)s MB，请压缩后再上传。")
            % {"name": name, "limit": largest // MEBI}
        )
    content = b"".join(file.chunks())
    kind = kind_of(content, name)
    _refuse_classified(text_of(content, kind), name)
    return Checked(name, kind, content)


def _refuse_classified(text: str, name: str) -> None:
    """Classified matter does not belong here, unless the administrator has admitted it."""
    mark = "" if settings.ALLOW_CLASSIFIED else mark_in(text.splitlines())
    if mark:
        raise Unfit(
            _("“%(name)s”标有密级（%(mark)s），涉密文件不得进入本系统，请按保密规定处理。")
            % {"name": name, "mark": mark}
        )


@contextmanager
def store() -> Iterator[None]:
    """A transaction in which contents are kept or removed, one at a time: else a file could be
    removed as unused between its writing and the commit of the row that names it."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / "evidence.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        with transaction.atomic():
            yield


def keep_file(row: Row, file: Checked, beside: models.QuerySet[Row]) -> Row:
    """Within `store`: fill `row`, which names its paper and its person, and save it. Refused where
    `beside`, the files of the same paper, are too many or have this one."""
    if beside.count() >= MOST_FILES:
        raise OutOfTurn(_("每份最多%(most)s个文件。") % {"most": MOST_FILES})
    row.sha256, row.size = keep((file.content,), STORED_AS)
    same = beside.filter(sha256=row.sha256).first()
    if same is not None:
        raise OutOfTurn(_("同样的文件已经上传过：%(name)s。") % {"name": same.name})
    row.name, row.kind = file.name, file.kind
    row.personal = len(pieces(text_of(file.content, file.kind)))
    row.save()
    return row


def covered(held: KeptFile) -> Checked:
    """The same file with what looks like personal data covered; refused where no program can."""
    content = masked_file(held.path.read_bytes(), Kind(held.kind))
    if content is None:
        raise OutOfTurn(
            _("“%(name)s”不能自动遮盖，请在原文件里遮盖后重新上传。") % {"name": held.name}
        )
    return Checked(held.name, Kind(held.kind), content)


def refuse_doubtful(files: models.QuerySet[Row]) -> None:
    """Whoever agrees to a paper answers for what hangs on it."""
    held = files.filter(personal__gt=0, cleared_by__isnull=True).first()
    if held is not None:
        raise ReasonMissing(
            _("附件“%(name)s”里像有个人信息，请先遮盖、移除，或确认不是。") % {"name": held.name}
        )


def still_there(found: models.QuerySet[Row], key: int) -> Row:
    """The file of this key. Refused where it is not among `found` any more: somebody acted on it
    since the person looked."""
    held = found.filter(pk=key).first()
    if held is None:
        raise OutOfTurn(_("这份附件刚刚被移除、遮盖或恢复了，请刷新页面看过再办。"))
    return held


def take_away(held: KeptFile) -> None:
    """Within the transaction of an act: out of sight. What may hold personal data goes at once."""
    if held.in_doubt:
        held.delete()
        forget(held.sha256)
        return
    held.removed_at = clock.now()
    held.save(update_fields=["removed_at"])


def bring_back(held: Row, beside: models.QuerySet[Row]) -> Row:
    """A file that was taken away is there again. Refused where the paper is full or has it."""
    if beside.count() >= MOST_FILES:
        raise OutOfTurn(_("每份最多%(most)s个文件。") % {"most": MOST_FILES})
    if beside.filter(sha256=held.sha256).exists():
        raise OutOfTurn(_("同样的文件已经上传过：%(name)s。") % {"name": held.name})
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    return held


def sweep(now: datetime) -> int:
    """Remove for good what was taken away long enough ago; how many files."""
    swept = 0
    for table in tables():
        old = table.all_rows().filter(removed_at__lt=now - KEPT_FOR)
        for row in old:
            with transaction.atomic():
                # somebody may have brought it back since it was looked for
                gone, _by_table = old.filter(pk=row.pk).delete()
                if gone:
                    forget(row.sha256)
                    swept += 1
    return swept


def forget(sha256: str) -> None:
    """The content goes once the transaction holds, unless some paper keeps it by then."""

    def away() -> None:
        with store():
            if not any(table.all_rows().filter(sha256=sha256).exists() for table in tables()):
                discard(sha256, STORED_AS)

    transaction.on_commit(away)
