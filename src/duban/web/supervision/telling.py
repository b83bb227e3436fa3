"""Notices in the site: one line for one person, each matter once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.ledger.models import Task
from duban.web.supervision.models import Notice, NoticeKind, Order


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


def read_all(member: Member) -> int:
    """The person has seen what was told so far."""
    return Notice.objects.visible_to(member).filter(read_at=None).update(read_at=clock.now())
