"""What the clocks of a period and the working days say, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from duban.plan import Period
from duban.tracking import locks
from duban.tracking.locks import Gate
from duban.tracking.working_days import CAUTIONS, Calendar, DayKind, Force, Span
from duban.web.accounts.models import User
from duban.web.reports.clocks import caution_of, gate_of
from duban.web.reports.models import LockException, ReportingPeriod

MARCH = ReportingPeriod(
    period="2026-M03",
    first_day=date(2026, 3, 1),
    last_day=date(2026, 3, 31),
    opens_on=date(2026, 3, 20),
    due_on=date(2026, 4, 15),
    closes_on=date(2026, 4, 25),
)
OPENED = LockException(
    since=date(2026, 4, 26),
    until=date(2026, 5, 8),
    reason="系统停机",
    granted_by=User(name="沈主任"),
)


@pytest.mark.parametrize(
    ("day", "gate", "english"),
    [
        (date(2026, 3, 1), Gate.NOT_YET, "Reports of Mar 2026 open on 20 March 2026;"),
        (date(2026, 4, 15), Gate.OPEN, "Reports of Mar 2026 are due on 15 April 2026;"),
        (date(2026, 4, 16), Gate.LATE, "until 25 April 2026 they can still be made good"),
        (date(2026, 5, 8), Gate.EXCEPTED, "沈主任 opened them until 8 May 2026 (系统停机)."),
        (date(2026, 5, 9), Gate.LOCKED, "Reports of Mar 2026 closed on 25 April 2026 and can no"),
    ],
)
def test_a_clock_says_the_same_in_both_languages(day: date, gate: Gate, english: str) -> None:
    here = gate_of(MARCH, "7", [OPENED], day)
    held = locks.LockException(
        "7", Period.parse("2026-M03"), OPENED.since, OPENED.until, OPENED.reason, "沈主任"
    )
    assert here == locks.state_on(MARCH.round, day, "7", [held])
    assert here.gate is gate
    with translation.override("en"):
        assert english in gate_of(MARCH, "7", [OPENED], day).reason


def test_a_caution_says_the_same_in_both_languages() -> None:
    new_year = date(2027, 1, 1)
    calendar = Calendar((Span(new_year, new_year, DayKind.OFF, "元旦", "", Force.PROVISIONAL),))
    years = (date(2026, 12, 1), date(2027, 3, 1))
    assert caution_of(calendar, *years) == calendar.caution(*years) != ""
    with translation.override("en"):
        assert caution_of(calendar, *years) == (
            "Nothing is known of the holidays of 2026; only weekends count. "
            "The holidays of 2027 are not published yet; the days fixed by law stand in. "
        )


@pytest.mark.parametrize("sentence", [*locks.SENTENCES.values(), *CAUTIONS.values()])
def test_every_sentence_has_english(sentence: str) -> None:
    with translation.override("en"):
        assert translation.gettext(sentence) != sentence
