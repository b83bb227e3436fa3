"""Periods and due dates on pages: in Chinese as plans say them, in English as people write them."""

from __future__ import annotations

import pytest
from django.utils import translation

from duban.plan import Period
from duban.web.design.periods import due_words, part_of_year, period_words
from duban.web.design.templatetags.design import period

ENGLISH = {
    "2026-M09": "Sep 2026",
    "2026-Q1": "Q1 2026",
    "2026-H2": "H2 2026",
    "2026": "2026",
    "2021-2025": "2021–2025",
    "2026-M03..2026-M05": "M3–M5 2026",
    "2026-M11..2027-M02": "2026–2027",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_a_period_in_both_languages(text: str) -> None:
    asked = Period.parse(text)
    assert period_words(asked) == asked.label
    with translation.override("en"):
        assert period_words(asked) == ENGLISH[text]
        assert period(text) == period(asked) == ENGLISH[text]


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [("2026-Q3", "三季度", "Q3"), ("2026-M12", "12月", "Dec"), ("2026", "", "")],
)
def test_the_year_may_go_without_saying(text: str, chinese: str, english: str) -> None:
    asked = Period.parse(text)
    assert part_of_year(asked) == chinese
    with translation.override("en"):
        assert part_of_year(asked) == english


@pytest.mark.parametrize(
    ("due", "chinese", "english"),
    [
        ("2026-09", "2026年9月", "Sep 2026"),
        ("2026-09-30", "2026年9月30日", "30 September 2026"),
    ],
)
def test_a_due_date_in_both_languages(due: str, chinese: str, english: str) -> None:
    assert due_words(due) == chinese
    with translation.override("en"):
        assert due_words(due) == english


def test_what_is_no_period_stays_as_it_is() -> None:
    assert period("另定") == "另定"
