"""Wall screens: keys issued and revoked by the office, and what a key lets be seen."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.posts import member_of
from duban.web.accounts.rights import REACH, RIGHTS, Reach, Right
from duban.web.accounts.tokens import digest
from duban.web.accounts.wording import tidy
from duban.web.boards.models import WallKey
from duban.web.journal.record import record
from duban.web.refusals import ReasonMissing

MARK = "wall_"
#: a key does not outlive a year
LONGEST = timedelta(days=366)


@transaction.atomic
def issue(member: Member, place: Jurisdiction, name: str, until: date, on: date) -> str:
    """A new key; the text cannot be had again."""
    member.must(Right.SUPERVISE, place)
    if not tidy(name):
        raise ReasonMissing(_("请写明大屏放在哪里，例如“一楼大厅”。"))
    if not on <= until <= on + LONGEST:
        raise ReasonMissing(_("有效期从今天起，最长一年。"))
    token = MARK + secrets.token_urlsafe(32)
    kept = WallKey.objects.create(
        jurisdiction=place,
        name=tidy(name, 60),
        start=token[: len(MARK) + 4],
        digest=digest(token),
        issued_by=member.user,
        until=until,
    )
    record(member.user, "wall.issue", kept, after=str(until))
    return token


@transaction.atomic
def revoke(member: Member, key: int) -> WallKey:
    held = WallKey.objects.select_for_update(of=("self",)).get(pk=key)
    member.must(Right.SUPERVISE, held)
    if held.revoked_at is None:
        held.revoked_at = clock.now()
        held.save(update_fields=["revoked_at"])
        record(member.user, "wall.revoke", held)
    return held


def viewer_of(token: str, on: date) -> Member | None:
    """What a key sees: its issuer, in the posts that reach the whole ledger of the key, and no
    other. None for a key that is unknown, revoked, expired, or of somebody no longer in office."""
    held = (
        WallKey.objects.filter(digest=digest(token), revoked_at=None, until__gte=on)
        .select_related("issued_by")
        .first()
    )
    if held is None or not held.issued_by.is_active:
        return None
    whole = member_of(held.issued_by)
    posts = tuple(
        post
        for post in whole.posts
        if post.jurisdiction_id == held.jurisdiction_id
        and REACH[post.role] is Reach.JURISDICTION
        and Right.SUPERVISE in RIGHTS[post.role]
    )
    return replace(whole, posts=posts) if posts else None
