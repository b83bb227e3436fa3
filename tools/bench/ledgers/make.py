"""Run in an own process: the district in the database that the environment names.

python -m tools.bench.ledgers.make FOLDER [LEDGERS]    → who works there, signed in, as JSON
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.bench.ledgers.size import DISTRICT, MONTHS, Size

if TYPE_CHECKING:
    from duban.web.accounts.models import User
    from tools.bench.ledgers.people import Cast

#: how many work at once
CROWD = 50


def make(size: Size, today: date) -> dict[str, Any]:
    """A district whose year ends with the month that is open today.

    `crowd`: session keys of people of several roles; `filers`: of liaisons, with what each has
    to report as its unit leads it; `plans`: the keys of the lists; `tasks`: what they ask for.
    """
    from duban.web.handling.issuing import issue_plan  # noqa: PLC0415
    from duban.web.ledger.models import Plan  # noqa: PLC0415
    from duban.web.supervision.ticking import tick  # noqa: PLC0415
    from tools.bench.ledgers.lists import bring_in  # noqa: PLC0415
    from tools.bench.ledgers.months import hand_over, write_reports  # noqa: PLC0415
    from tools.bench.ledgers.people import people  # noqa: PLC0415

    cast, year = people(size.units), today.year - 1
    for ledger in range(1, size.ledgers + 1):
        plan = bring_in(cast, size, ledger, year)
        issue_plan(cast.office, plan.pk)
        hand_over(cast, plan, year, today)
        write_reports(cast, plan)
    tick(today)
    sign_in(cast.crowd(CROWD) + cast.liaisons)
    return {
        "crowd": [session_of(user) for user in cast.crowd(CROWD)],
        "filers": duties(cast),
        "office": session_of(cast.office.user),
        "plans": list(Plan.objects.order_by("pk").values_list("pk", flat=True)),
        "tasks": asked_for(),
    }


def asked_for() -> list[dict[str, Any]]:
    """Each task in the order of its list: its title, and the words of its milestones."""
    from duban.web.ledger.models import Task  # noqa: PLC0415

    rows = Task.objects.order_by("plan_id", "position").prefetch_related("stones")
    return [
        {"title": task.title, "texts": [stone.text for stone in task.stones.all()]} for task in rows
    ]


def sign_in(users: Iterable[User]) -> None:
    """A session for each, as the sign-in page would have made it."""
    from django.contrib.auth import (  # noqa: PLC0415
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.contrib.sessions.models import Session  # noqa: PLC0415

    store = SessionStore()
    Session.objects.bulk_create(
        Session(
            session_key=session_of(user),
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                    "seen": int(time.time()),
                }
            ),
            expire_date=store.get_expiry_date(),
        )
        for user in dict.fromkeys(users)
    )


def session_of(user: User) -> str:
    return f"bench{user.pk:027}"


def duties(cast: Cast) -> list[dict[str, Any]]:
    """By liaison, the reports of the open month that his unit files, with their figures."""
    from duban.web.handling.models import Assignment, Part  # noqa: PLC0415
    from duban.web.reports.models import ReportingPeriod  # noqa: PLC0415

    last = ReportingPeriod.objects.filter(period__endswith=f"M{MONTHS:02}")
    open_ones = dict(last.values_list("calendar__plan", "pk"))
    held: dict[int, list[dict[str, Any]]] = {}
    rows = Assignment.objects.filter(role=Part.LEAD).select_related("task")
    for one in rows.prefetch_related("task__indicators").order_by("pk"):
        figures = [figure.pk for figure in one.task.indicators.all()]
        duty = {"assignment": one.pk, "period": open_ones[one.task.plan_id], "figures": figures}
        held.setdefault(one.organisation_id, []).append(duty)
    pairs = zip(cast.units, cast.liaisons, strict=True)
    return [{"session": session_of(user), "duties": held.get(unit.pk, [])} for unit, user in pairs]


def main(folder: Path, ledgers: int) -> None:
    from duban.web.config.start import start  # noqa: PLC0415

    start(folder)
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    with transaction.atomic():
        made = make(replace(DISTRICT, ledgers=ledgers), timezone.localdate())
    if connection.vendor == "postgresql":
        # what its own housekeeping does within a minute of so many rows
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else DISTRICT.ledgers)
