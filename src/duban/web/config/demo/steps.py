"""What fills a sample site, in order. Every step may run again and then changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import transaction

from duban.web.config.data import sample_day
from duban.web.config.demo.handling import hand_out
from duban.web.config.demo.people import make_people
from duban.web.config.demo.places import make_places
from duban.web.config.demo.plans import bring_in_plans
from duban.web.config.demo.reporting import report_months
from duban.web.config.demo.standing import FIRST, chosen, refuse_real, stand_on
from duban.web.config.demo.supervising import supervise

#: a step gets the data directory
Step = Callable[[Path], None]

STEPS: tuple[tuple[str, Step], ...] = (
    ("机构", lambda _folder: make_places()),
    ("人员", make_people),
    ("清单", bring_in_plans),
    ("交办", hand_out),
    ("填报", report_months),
    ("督办", supervise),
)


def fill(folder: Path, wanted: date | None, say: Callable[[str], None]) -> None:
    """Take every step, each whole or not at all; then let the site stand on the day `wanted`.

    Unfit, and nothing done, where that day or this folder will not do.
    """
    refuse_real(folder)
    day = chosen(folder, wanted)
    if sample_day(folder) is None:
        # a sample that was broken off is known for one, and goes on
        stand_on(folder, FIRST)
    for name, step in STEPS:
        say(name)
        with transaction.atomic():
            step(folder)
    stand_on(folder, day)
