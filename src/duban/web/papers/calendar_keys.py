"""Private addresses of calendars: made once, shown once, kept as a digest, renewed by making
another."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import User
from duban.web.accounts.posts import member_of
from duban.web.accounts.sign_in_journal import home_of
from duban.web.accounts.tokens import digest
from duban.web.journal.record import record
from duban.web.papers.due_dates import due_dates
from duban.web.papers.models import CalendarKey
from duban.writing.calendar import calendar_file


@transaction.atomic
def make_key(user: User) -> str:
    """Another key for the person's calendar; the one before it opens nothing any more."""
    key = secrets.token_urlsafe(32)
    held, made = CalendarKey.objects.update_or_create(
        user=user, defaults={"digest": digest(key), "made_at": clock.now()}
    )
    record(user, "calendar_key.make", held, renewed=not made, jurisdiction=home_of(user))
    return key


@transaction.atomic
def end_key(user: User) -> None:
    held = CalendarKey.objects.select_for_update().filter(user=user).first()
    if held is not None:
        record(user, "calendar_key.end", held, jurisdiction=home_of(user))
        held.delete()


def holder_of(key: str) -> Member | None:
    """The person whose calendar a key opens; None for one that is unknown or may not sign in."""
    held = CalendarKey.objects.select_related("user").filter(
        digest=digest(key), user__is_active=True
    )
    found = held.first()
    return None if found is None else member_of(found.user)


def calendar_of(member: Member, on: date) -> bytes:
    """The person's due dates as an .ics file, in Chinese whatever a program asks for."""
    with translation.override("zh-hans"):
        events = [one.event() for one in due_dates(member, on)]
        return calendar_file(_("督办：我的时限"), events)
