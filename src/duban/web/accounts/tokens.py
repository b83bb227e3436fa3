"""Keys to the API: made once, shown once, kept as a digest."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from duban.web import clock
from duban.web.accounts.models import ApiToken, User
from duban.web.accounts.sign_in_journal import home_of
from duban.web.journal.record import record

MARK = "duban_"
#: the last use is written at most this often
USE_GRAIN = timedelta(minutes=5)


def digest(token: str) -> str:
    # 256 random bits need no slow hash
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(user: User, label: str, by: User | None = None) -> str:
    """A new key for `user`; the text cannot be had again."""
    token = MARK + secrets.token_urlsafe(32)
    kept = ApiToken.objects.create(
        user=user, label=label, start=token[: len(MARK) + 4], digest=digest(token)
    )
    record(by or user, "token.issue", kept, person=user.name, jurisdiction=home_of(user))
    return token


@transaction.atomic
def revoke_token(token: ApiToken, by: User) -> None:
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        home = home_of(token.user)
        record(by, "token.revoke", token, person=token.user.name, jurisdiction=home)


def holder_of(token: str) -> User | None:
    """The person a key stands for; None for a key that is unknown, revoked or of a disabled one."""
    found = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest(token), revoked_at=None, user__is_active=True)
        .first()
    )
    if found is None:
        return None
    now = clock.now()
    if found.used_at is None or now - found.used_at > USE_GRAIN:
        ApiToken.objects.filter(pk=found.pk).update(used_at=now)
    return found.user
