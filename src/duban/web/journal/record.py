"""The one way a line gets into the journal."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, Protocol

from django.conf import settings
from django.db import models
from django.utils import translation

from duban.web.journal.models import Entry, Result

#: the address of the request being answered; None in commands and jobs
address_now: ContextVar[str | None] = ContextVar("address_now", default=None)


class Actor(Protocol):
    """Whoever acts: a person with a number and a name."""

    @property
    def pk(self) -> Any: ...

    @property
    def name(self) -> Any: ...


def record(
    user: Actor | None,
    verb: str,
    thing: models.Model | str,
    *,
    before: Any = None,
    after: Any = None,
    jurisdiction: int | None = None,
    result: Result = Result.DONE,
    **facts: Any,
) -> Entry:
    """Write one line: `user` did `verb` to `thing`, inside the caller's transaction.

    `verb` is "noun.act", such as "person.add". `thing` is a row, or a word where there is none.
    `before`, `after` and `facts` must be fit for JSON and hold no secret. A row that stands in a
    jurisdiction, or has `scope()`, tells which itself. `user` is None for what the system does
    alone. The thing is named in the language of the source, whoever acts; where a fact is a word
    with a translation, its code is kept.
    """
    row = thing if isinstance(thing, models.Model) else None
    if jurisdiction is None:
        jurisdiction = _jurisdiction_of(thing)
    return Entry.objects.create(
        actor_id=None if user is None else user.pk,
        actor="" if user is None else str(user.name),
        verb=verb,
        subject_type="" if row is None else row._meta.label_lower,
        subject_id=None if row is None else row.pk,
        subject=_named(thing)[:300],
        jurisdiction_id=jurisdiction,
        before=before,
        after=after,
        facts=facts,
        address=address_now.get(),
        result=result,
    )


def _named(thing: models.Model | str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return str(thing)


def _jurisdiction_of(thing: models.Model | str) -> int | None:
    # a scope may name people and units as well, which costs queries that nobody needs here
    held: int | None = getattr(thing, "jurisdiction_id", None)
    if held is None and hasattr(thing, "scope"):
        held = thing.scope().jurisdiction
    return held
