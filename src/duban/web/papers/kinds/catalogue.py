"""Every kind of paper that can be written, in one literal table."""

from __future__ import annotations

from collections.abc import Mapping

from duban.web.papers.kinds import bulletins, findings, orders, pledges, tasklists
from duban.web.papers.kinds.sheet import Sheet
from duban.web.supervision.models import PaperKind

SHEETS: Mapping[PaperKind, Sheet] = {
    sheet.kind: sheet
    for sheet in (
        bulletins.SHEET,
        orders.SHEET,
        pledges.SHEET,
        tasklists.SHEET,
        findings.SHEET,
    )
}
