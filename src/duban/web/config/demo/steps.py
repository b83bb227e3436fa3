"""What fills a sample site, in order. Every step may run again and then changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from duban.web.config.demo.handling import hand_out
from duban.web.config.demo.people import make_people
from duban.web.config.demo.places import make_places
from duban.web.config.demo.plans import bring_in_plans
from duban.web.config.demo.reporting import report_months
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


def fill(folder: Path, say: Callable[[str], None]) -> None:
    """Take every step, each whole or not at all."""
    for name, step in STEPS:
        say(name)
        with transaction.atomic():
            step(folder)
