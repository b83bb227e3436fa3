"""A place in a source reads as its plan says it in Chinese, and in English words in English."""

from __future__ import annotations

import pytest
from django.utils import translation

from duban.plan import Place
from duban.web.design.places import place_words, places_words

CELL = Place(page=2, table=1, row=9, column=3)
LINE = Place(line=14, start=2, end=9)
SHEET = Place(sheet="清单", table=1, row=4, column=1)


@pytest.mark.parametrize(
    ("place", "english"),
    [
        (CELL, "Page 2 Table 1 Row 9 Column 3"),
        (LINE, "Line 14"),
        (SHEET, "“清单” Table 1 Row 4 Column 1"),
        (Place(), ""),
    ],
)
def test_a_place_in_both_languages(place: Place, english: str) -> None:
    assert place_words(place) == str(place)
    with translation.override("en"):
        assert place_words(place) == english


def test_places_are_said_once_each() -> None:
    assert places_words([LINE, Place(), LINE, CELL]) == f"{LINE}、{CELL}"
    with translation.override("en"):
        assert places_words([LINE, CELL]) == "Line 14, Page 2 Table 1 Row 9 Column 3"
