"""A draft is thrown away: out of sight at once, brought back for a while, then swept for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.ledger.models import GONE, Edition, State
from duban.web.ledger.steps import Taken, taking
from duban.web.ledger.uploading import one_at_a_time
from duban.web.refusals import OutOfTurn

#: so long a draft that was deleted can be brought back
KEPT_FOR = timedelta(days=7)


@contextmanager
def _taking(name: str, edition_id: int, member: Member) -> Iterator[Taken]:
    """A step of the table, on a draft that may have gone for good since the person saw it."""
    try:
        with taking(name, edition_id, member) as taken:
            yield taken
    except Edition.DoesNotExist:
        raise OutOfTurn(_("这份草稿刚刚已被清除，需要时请重新导入。")) from None


def delete(member: Member, edition_id: int) -> datetime | None:
    """Throw a draft away: the moment tells this deletion from later ones. None where it is gone at
    once: nothing was made of what could not be read, and its file may be one that must not stay."""
    if Edition.objects.filter(pk=edition_id, state=State.FAILED).exists():
        with _taking("discard", edition_id, member):
            return None
    with _taking("delete", edition_id, member) as taken:
        edition = taken.edition
        # the constraint asks for both at once
        edition.state, edition.removed_at = State.REMOVED, clock.now()
        edition.save(update_fields=["state", "removed_at"])
    return edition.removed_at


def restorable_until(edition: Edition) -> datetime | None:
    """The moment to which a deleted draft can be brought back; None where it is past, though the
    day's work has not swept it yet or a paper keeps it, and where it was not deleted."""
    if edition.removed_at is None:
        return None
    until = edition.removed_at + KEPT_FOR
    return until if clock.now() <= until else None


def restore(member: Member, edition_id: int, removed_at: datetime | None = None) -> Edition:
    """Bring a deleted draft back with all that was done to it, as long as it is kept. Refused where
    its file was imported anew, and where `removed_at` is given and it was restored and deleted
    again since."""
    with _taking("restore", edition_id, member) as taken:
        edition = taken.edition
        if restorable_until(edition) is None:
            raise OutOfTurn(_("这份草稿已过恢复期限，需要时请重新导入。"))
        if removed_at is not None and removed_at != edition.removed_at:
            raise OutOfTurn(_("这份草稿恢复过，后来又被删除，请刷新页面后再决定是否恢复。"))
        one_at_a_time(edition.jurisdiction_id)
        same = Edition.objects.filter(jurisdiction=edition.jurisdiction, sha256=edition.sha256)
        again = same.exclude(state__in=GONE).select_related("uploaded_by").first()
        if again is not None:
            raise OutOfTurn(
                _("这份文件后来又由%(who)s导入（“%(title)s”，%(state)s），删除的草稿不能再恢复。")
                % {
                    "who": again.uploaded_by.name,
                    "title": again,
                    "state": again.get_state_display(),
                }
            )
        edition.state, edition.removed_at = State.TO_CHECK, None
        edition.save(update_fields=["state", "removed_at"])
    return edition


def sweep(now: datetime) -> int:
    """Remove for good the drafts that were deleted long enough ago; how many. One that a paper
    speaks of stays, as out of sight as before."""
    old = Edition.objects.filter(state=State.REMOVED, removed_at__lt=now - KEPT_FOR)
    swept = 0
    for key in old.order_by("pk").values_list("pk", flat=True):
        try:
            with taking("sweep", key, None):
                pass
        except (OutOfTurn, Edition.DoesNotExist):
            # brought back or swept since it was looked for, or named by a paper
            continue
        swept += 1
    return swept
