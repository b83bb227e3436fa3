"""日跟踪、周分析、月调度、季复盘: the four beats of the work, and the days that each is about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from duban.plan import Period
from duban.tracking.working_days import Calendar
from duban.web.accounts.member import Member
from duban.web.boards.seen import Place, Seen
from duban.web.reports.working_days import calendar_of
from duban.web.supervision.asking import as_day

# a lazy text's type differs between stubs and run time
Label = Any
ONE_DAY = timedelta(days=1)
#: how far back a page can be turned
BACK = timedelta(days=366)


class Beat(Enum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


LABELS: dict[Beat, tuple[Label, Label]] = {
    Beat.DAY: (_("日跟踪"), _("今明两天到期什么，新添了哪些逾期，谁转了灯，谁报来了")),
    Beat.WEEK: (_("周分析"), _("这一周好转了哪些，变差了哪些，谁没报，下周到期哪些")),
    Beat.MONTH: (_("月调度"), _("这个月报得怎样，哪些一直红着，会上请谁说")),
    Beat.QUARTER: (_("季复盘"), _("这一季的节点到了没有，哪些往后拖了，各单位逐期结果")),
}
#: what the span before, the one after, and the one that today lies in are called
NEIGHBOURS: dict[Beat, tuple[Label, Label, Label]] = {
    Beat.DAY: (_("上一工作日"), _("下一工作日"), _("回到今天")),
    Beat.WEEK: (_("上周"), _("下周"), _("回到本周")),
    Beat.MONTH: (_("上月"), _("下月"), _("回到本月")),
    Beat.QUARTER: (_("上季"), _("下季"), _("回到本季")),
}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both counted."""

    first: date
    last: date


def span_of(beat: Beat, on: date) -> Span:
    if beat is Beat.DAY:
        return Span(on, on)
    if beat is Beat.WEEK:
        monday = on - timedelta(days=on.weekday())
        return Span(monday, monday + timedelta(days=6))
    period = period_of(beat, on)
    return Span(period.first_day, period.last_day)


def period_of(beat: Beat, on: date) -> Period:
    """The month or the quarter that a day lies in."""
    if beat is Beat.QUARTER:
        return Period.quarter(on.year, (on.month + 2) // 3)
    return Period.month(on.year, on.month)


@dataclass(frozen=True, slots=True)
class Look:
    """`member` looks at what a beat brought to the ledger of `place`.

    `on` is a day of the span looked at, not after `today`; `calendar` the working days of the
    place: a day is held against the working day before it, any other span against the evening
    before it began. `kept` and `reports` hold what one request need not gather twice, for all its
    spans.
    """

    member: Member
    place: Place
    beat: Beat
    on: date
    today: date
    calendar: Calendar
    kept: dict[date, Any] = field(default_factory=dict, compare=False, repr=False)
    reports: dict[Span, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, member: Member, beat: Beat, query: QueryDict, today: date) -> Self:
        """As an address asks by `at` and `on`; 404 for a jurisdiction that is not this person's.
        A day that cannot be looked at gives the nearest that can."""
        place = Seen.of(member, query, today).place
        on = as_day(query.get("on", "")) or today
        within = min(max(on, today - BACK), today)
        return cls(member, place, beat, within, today, calendar_of(place.key))

    @property
    def span(self) -> Span:
        return span_of(self.beat, self.on)

    @property
    def since(self) -> date:
        """The day whose evening the span is held against."""
        if self.beat is Beat.DAY:
            return self.calendar.add_working_days(self.on, -1)
        return self.span.first - ONE_DAY

    @property
    def until(self) -> date:
        """The last day of the span that has come."""
        return min(self.span.last, self.today)

    @property
    def running(self) -> bool:
        """Whether today lies in the span."""
        return self.until == self.today

    @property
    def next_span(self) -> Span:
        """The span that follows; of a day the next working day, and what is off before it."""
        if self.beat is Beat.DAY:
            return Span(self.on + ONE_DAY, self.calendar.add_working_days(self.on, 1))
        return span_of(self.beat, self.span.last + ONE_DAY)

    @property
    def earlier(self) -> Self:
        return replace(self, on=self.since)

    @property
    def back(self) -> Self | None:
        """The span before, as far back as a page can be turned."""
        return self.earlier if self.earlier.on >= self.today - BACK else None

    @property
    def ahead(self) -> Self | None:
        """The span after; None where it has not come yet."""
        if self.running:
            return None
        on = self.next_span.last if self.beat is Beat.DAY else self.next_span.first
        return replace(self, on=min(on, self.today))

    def address(self, **words: object) -> str:
        """The query string that leads to this place and span, and to `words`."""
        return "?" + urlencode({"at": self.place.key, "on": self.on.isoformat(), **words})
