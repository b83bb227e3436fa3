"""Colours of orders and families of lights in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from duban.tracking.lights import Family
from duban.web.supervision.models import Colour, Proposal
from duban.web.supervision.models.chasing import Act
from duban.web.supervision.panel import FAMILIES


@pytest.mark.parametrize("colour", Colour)
def test_an_order_says_its_colour(colour: Colour) -> None:
    assert colour.paper == f"{colour.light}色"
    with translation.override("en"):
        assert colour.paper == str(colour.label)


@pytest.mark.parametrize(
    ("act", "colour", "chinese", "english"),
    [
        (Act.ORDER, Colour.YELLOW, "黄色督办单", "Yellow order"),
        (Act.ORDER, "", "督办单", "Order"),
        (Act.TALK, "", "约谈", "Talk"),
    ],
)
def test_a_proposal_says_what_it_proposes(
    act: Act, colour: str, chinese: str, english: str
) -> None:
    proposal = Proposal(act=act, colour=colour)
    assert proposal.label == chinese
    with translation.override("en"):
        assert proposal.label == english


def test_every_family_of_lights_has_its_word() -> None:
    assert {family: str(word) for family, word in FAMILIES.items()} == {
        family: family.value for family in Family
    }
    with translation.override("en"):
        assert [str(word) for word in FAMILIES.values()] == ["Progress", "Deadline"]
