"""How far each heading had come by the month whose figures are in, beside what was expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from duban.web.boards.panel import Panel
from duban.web.boards.progress import ask_headings_in, by_heading
from duban.web.boards.rhythm import ONE_DAY, Look
from duban.web.boards.seen import Seen


def month_told(look: Look) -> date:
    """The last day of the span's month, or of the one before while the month still runs."""
    return look.span.last if look.span.last <= look.today else look.span.first - ONE_DAY


def headings(look: Look) -> Panel:
    month = month_told(look)
    seen = Seen(look.member, look.place, month.year, look.today)
    panel = by_heading(ask_headings_in(seen, month), seen, month=month)
    words = {"month": month.month}
    return replace(
        panel,
        title=_("%(month)s月各条线应达与实际") % words,
        definition=_(
            "按条线，取%(month)s月的填报已经到期的任务：横条是实际，竖线是应达，"
            "口径同看板“全年应达与实际”，数值以现在审核通过的为准。"
        )
        % words,
        empty=_("%(month)s月还没有到期的量化进度。") % words,
    )
