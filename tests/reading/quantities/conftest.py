"""How a quantity is drawn in these tests: `≥-4.3 个百分点 change`, what is plain left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Comparator, Kind, Quantity
from duban.plan.form import number
from duban.reading.quantities import quantities_in

_MARKS = {
    Comparator.EQUAL: "",
    Comparator.AT_LEAST: "≥",
    Comparator.MORE: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS: "<",
    Comparator.ABOUT: "≈",
    Comparator.RANGE: "",
}


def drawn(quantity: Quantity) -> str:
    """Comparator, value and unit, then the kind where it is not level."""
    high = "" if quantity.high is None else f"..{number(quantity.high)}"
    unit = f" {quantity.unit}" if quantity.unit else ""
    kind = "" if quantity.kind is Kind.LEVEL else f" {quantity.kind}"
    return f"{_MARKS[quantity.comparator]}{number(quantity.value)}{high}{unit}{kind}"


@pytest.fixture
def read() -> Callable[[str], list[str]]:
    """The quantities of a text, each as it is drawn."""
    return lambda text: [drawn(quantity) for quantity in quantities_in(text)]


@pytest.fixture
def measures() -> Callable[[str], list[str]]:
    """What each quantity of a text measures."""
    return lambda text: [quantity.metric for quantity in quantities_in(text)]
