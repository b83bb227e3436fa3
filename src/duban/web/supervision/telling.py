"""Notices in the site: one line for one person, each matter once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.journal.record import record
from duban.web.ledger.models import Task
from duban.web.refusals import ReasonMissing
from duban.web.supervision.models import Contact, Notice, NoticeKind, Order


@dataclass(frozen=True, slots=True)
class Matter:
    """What is told. `key` is the same whenever the same matter comes up again."""

    kind: NoticeKind
    key: str
    text: str
    day: date
    task: Task | None = None
    order: Order | None = None

    def to(self, user: int) -> Notice:
        return Notice(
            user_id=user,
            kind=self.kind,
            key=self.key[:250],
            text=self.text,
            day=self.day,
            task=self.task,
            order=self.order,
        )


def tell(matter: Matter, users: Iterable[int]) -> int:
    """Tell it to those who were not told yet; how many they were."""
    return tell_all([(matter, sorted(set(users)))])


def tell_all(told: Sequence[tuple[Matter, Sequence[int]]]) -> int:
    wanted = [matter.to(user) for matter, users in told for user in users]
    keys = {notice.key for notice in wanted}
    known = set(Notice.objects.filter(key__in=keys).values_list("user", "key"))
    fresh = {
        (notice.user_id, notice.key): notice
        for notice in wanted
        if (notice.user_id, notice.key) not in known
    }
    # two at once: the database keeps one of each
    Notice.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    return len(fresh)


def reach_by(member: Member, email: str, *, robots: bool) -> Contact:
    """Each person's own way of being told; nobody else sets it. The journal keeps whether there is
    an address, not the address."""
    wanted = email.strip()
    try:
        if wanted:
            validate_email(wanted)
    except ValidationError as fault:
        raise ReasonMissing(_("这不像一个邮箱地址，请核对。")) from fault
    with transaction.atomic():
        held, _made = Contact.objects.update_or_create(
            user=member.user, defaults={"email": wanted, "robots": robots}
        )
        record(member.user, "contact.set", held, after={"mail": bool(wanted), "robots": robots})
    return held


def read_all(member: Member) -> int:
    """The person has seen what was told so far."""
    return Notice.objects.visible_to(member).filter(read_at=None).update(read_at=clock.now())
