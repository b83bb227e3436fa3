"""Signing in and out leaves lines in the journal: who, from where, with what result."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from duban.web.accounts.models import Appointment, User
from duban.web.journal.models import Result
from duban.web.journal.record import address_now, record


def listen() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="journal")
    user_logged_out.connect(_signed_out, dispatch_uid="journal")
    user_login_failed.connect(_failed, dispatch_uid="journal")
    user_locked_out.connect(_locked_out, dispatch_uid="journal")


def home_of(user: User | None) -> int | None:
    """The jurisdiction of the first post, or of the last one held, so that its auditor sees the
    line."""
    if user is None:
        return None
    held = Appointment.objects.filter(user=user).select_related("organisation").first()
    return user.left_id if held is None else held.organisation.jurisdiction_id


def _signed_in(sender: object, user: User, **_facts: Any) -> None:  # noqa: ARG001
    record(user, "session.sign_in", user, jurisdiction=home_of(user))


def _signed_out(sender: object, user: User | None, **_facts: Any) -> None:  # noqa: ARG001
    if user is not None:
        record(user, "session.sign_out", user, jurisdiction=home_of(user))


def _failed(sender: object, credentials: dict[str, Any], **_facts: Any) -> None:  # noqa: ARG001
    _refused("session.sign_in", str(credentials.get("username", "")))


def _locked_out(
    sender: object,  # noqa: ARG001
    username: str,
    request: HttpRequest,
    **_facts: Any,
) -> None:
    if address_now.get() is None:
        address_now.set(request.META.get("REMOTE_ADDR"))
    _refused("session.lock", username)


def _refused(verb: str, username: str) -> None:
    user = User.objects.filter(username=username).first()
    # a mistyped name may be a password: it is not written down
    subject = user if user is not None else "（无此登录名）"
    record(user, verb, subject, jurisdiction=home_of(user), result=Result.REFUSED)
