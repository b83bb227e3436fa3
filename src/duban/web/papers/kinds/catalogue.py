"""Every kind of paper that can be written, in one literal table."""

from __future__ import annotations

from collections.abc import Mapping

from duban.web.papers.kinds import (
    bulletins,
    findings,
    meetings,
    orders,
    pledges,
    tasklists,
    yearreports,
)
from duban.web.papers.kinds.sheet import Sheet
from duban.web.supervision.models import PaperKind

SHEETS: Mapping[PaperKind, Sheet] = {
    sheet.kind: sheet
    for sheet in (
        bulletins.SHEET,
        meetings.SHEET,
        orders.SHEET,
        pledges.SHEET,
        tasklists.SHEET,
        yearreports.SHEET,
        findings.SHEET,
    )
}
