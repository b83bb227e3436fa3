"""Text can be read: every pair of colours that meets on a page reaches WCAG AA."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duban.web import design

TOKENS = (Path(design.__file__).parent / "static/design/tokens.css").read_text("utf-8")
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", TOKENS))
WHITE = "#ffffff"
#: what text stands on: pages, cards, the source, tinted notes
GROUNDS = ("paper", "desk", "source")
INKS = ("ink", "ink-2", "ink-3", "blue", "red", "green", "yellow", "done", "grey")
#: text of one colour on its own tint
TINTED = (
    *(("blue", "blue-soft"), ("red", "red-soft"), ("green", "green-soft")),
    *(("yellow", "yellow-soft"), ("ink", "mark"), ("ink-2", "yellow-soft"), ("ink-3", "blue-soft")),
    *(("ink-2", "red-soft"), ("on-blue", "blue"), ("on-blue", "blue-deep")),
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ruler_is_right() -> None:
    assert ratio("#000000", WHITE) == pytest.approx(21)
    assert ratio("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_on_the_page(ink: str, ground: str) -> None:
    assert ratio(COLOURS[ink], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), TINTED)
def test_text_on_its_tint(ink: str, ground: str) -> None:
    assert ratio(COLOURS[ink], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["blue", "blue-deep", "ink", "red"])
def test_white_on_colour(ground: str) -> None:
    assert ratio(WHITE, COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "desk"])
def test_borders_of_what_can_be_filled_in(ground: str) -> None:
    assert ratio(COLOURS["line-strong"], COLOURS[ground]) >= 3
