"""Papers of the sample year: pledges after the plans are handed out, a bulletin, the paper of an
order, and a bulletin that still lies as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from duban.plan import Period
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.ledgers import DISTRICT_LEDGER, LIUXI, Ledger
from duban.web.config.demo.scenes import task_of
from duban.web.config.demo.story import Act
from duban.web.papers import acting
from duban.web.papers.choosing import Chosen
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.supervision.models import PaperKind


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper of a ledger and the day it is written; `sent`: numbered and issued that day.

    A pledge is with a `unit`, a bulletin of a `period`, the paper of an order about the `task`.
    """

    ledger: Ledger
    kind: PaperKind
    on: date
    sent: bool = True
    unit: str = ""
    period: str = ""
    task: int | None = None


WRITTEN = (
    Sheet(LIUXI, PaperKind.PLEDGE, date(2026, 2, 26), unit="新农办"),
    Sheet(LIUXI, PaperKind.PLEDGE, date(2026, 2, 26), unit="规建办"),
    Sheet(DISTRICT_LEDGER, PaperKind.BULLETIN, date(2026, 7, 24), period="2026-Q2"),
    Sheet(LIUXI, PaperKind.BULLETIN, date(2026, 8, 21), period="2026-M07"),
    Sheet(LIUXI, PaperKind.ORDER, date(2026, 9, 15), task=35),
    Sheet(LIUXI, PaperKind.MEETING, date(2026, 9, 17), sent=False),
    Sheet(DISTRICT_LEDGER, PaperKind.BULLETIN, date(2026, 9, 17), sent=False, period="2026-M08"),
)


def acts() -> Iterator[Act]:
    for sheet in WRITTEN:
        yield Act(sheet.on, partial(_write, sheet))


def _write(sheet: Sheet, cast: Cast, on: date) -> None:
    office = cast.office(sheet.ledger.place)
    chosen = Chosen(SHEETS[sheet.kind], on)
    if sheet.task is None:
        chosen.plan = sheet.ledger.plan
    else:
        chosen.order = task_of(sheet.ledger, sheet.task).orders.order_by("-pk").first()
    if sheet.unit:
        chosen.unit = cast.unit(sheet.ledger.place, sheet.unit)
    if sheet.period:
        chosen.period = Period.parse(sheet.period)
    paper = acting.draft(office, chosen, on)
    if sheet.sent:
        acting.number(office, paper.pk, on)
        acting.issue(office, paper.pk, on)
