"""The ledger's filter in its address, search words, pins."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.plan import Place, Task
from duban.web.ledger.filters import COLUMNS, Filter
from duban.web.ledger.pins import pin_of, place_of
from duban.web.ledger.searching import folded, marked, searchable, words_of


def asked(address: str) -> Filter:
    return Filter.of(parse_qs(address))


def test_the_address_keeps_the_filter() -> None:
    wanted = Filter(q="停车 场", plan=3, lead="建管委", period="2026-Q1", cols=("title", "due"))
    assert asked(wanted.address()) == wanted
    assert Filter().address() == ""


def test_any_change_returns_to_the_first_page() -> None:
    assert asked(Filter(page=4).address(lead="建管委")) == Filter(lead="建管委")
    assert asked(Filter(page=4).address(page=5)).page == 5


@pytest.mark.parametrize(
    "address", ["plan=x", "page=-1", "page=0", "size=7", "sort=password", "cols=secret", "year=٣"]
)
def test_what_cannot_be_meant_is_passed_over(address: str) -> None:
    assert asked(address) == Filter()


def test_a_second_press_turns_the_order_round() -> None:
    assert Filter(sort="due").turned("due") == "-due"
    assert Filter(sort="-due").turned("due") == "due"


def test_columns_not_chosen_are_the_usual_ones() -> None:
    assert Filter().columns == tuple(name for name, _, shown in COLUMNS if shown)
    assert Filter(cols=("title",)).columns == ("title",)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("停车场", "建设乡村停车场70个", True),
        ("停车", "建设乡村停车场70个", True),
        ("车", "建设乡村停车场70个", True),
        ("停车场 70", "建设乡村停车场70个", True),
        ("停车场 80", "建设乡村停车场70个", False),
        ("７０个", "建设乡村停车场70个", True),
        ("g60", "推进G60走廊", True),
        ("乡村停车", "建设乡村\n停车场", True),
        ("场停", "建设乡村停车场", False),
        ("%", "建设乡村停车场", False),
    ],
)
def test_search_finds_words_of_any_length(query: str, text: str, found: bool) -> None:
    words = words_of(query)
    assert all(word in searchable(Task(text)) for word in words) is found


def test_no_word_is_found_across_two_fields() -> None:
    assert folded("场建管") not in searchable(Task("停车场", lead_units=("建管委",)))


def test_found_words_are_marked_as_printed() -> None:
    assert list(marked("建设停 车场70个", words_of("停车场"))) == [
        ("建设", False),
        ("停 车场", True),
        ("70个", False),
    ]


@given(st.text(max_size=30), st.text(max_size=10))
def test_marking_loses_nothing(text: str, query: str) -> None:
    assert "".join(piece for piece, _ in marked(text, words_of(query))) == text


@pytest.mark.parametrize(
    ("pin", "place"),
    [
        ("t1r9c3", Place(table=1, row=9, column=3)),
        ("l12", Place(line=12)),
        ("l12.3-18", Place(line=12, start=3, end=18)),
    ],
)
def test_a_pin_is_its_place(pin: str, place: Place) -> None:
    assert pin_of(place) == pin
    assert place_of(pin) == place


@pytest.mark.parametrize("pin", ["", "t1", "x", "l", "t1r1c", "l1.5", "<b>", "t99999999r1c1"])
def test_what_is_no_pin_has_no_place(pin: str) -> None:
    assert place_of(pin) is None
    assert pin_of(Place(page=3)) == ""
