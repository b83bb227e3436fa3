"""In a real browser, by keys alone: a light's cause and a word of the trade are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.supervision.acting import ON

from duban.web.ledger.models import Task
from duban.web.supervision.models import LightNow
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db(transaction=True)


def test_by_keys_alone_a_cause_and_a_word_are_read(
    cast: Any, task: Task, visit: Callable[..., Any]
) -> None:
    tick(ON)
    office = visit()
    office.sign_in("office")
    office.go("/ledger/tasks/")
    first = office.page.locator(".caused").first
    assert not first.locator(".cause").is_visible()
    first.focus()
    assert first.locator(".cause").is_visible()
    office.go("/handling/changes/")
    summary = office.page.locator(".terms summary")
    meaning = office.page.locator(".terms dd").first
    assert not meaning.is_visible()
    summary.focus()
    office.page.keyboard.press("Enter")
    assert meaning.is_visible()
    for width, height in ((1366, 768), (390, 844)):
        office.page.set_viewport_size({"width": width, "height": height})
        assert office.overflow() <= 0
    office.picture("terms-phone")
    assert office.complaints == []


def test_the_list_of_lights_shows_each_cause_in_its_column(
    cast: Any, task: Task, visit: Callable[..., Any]
) -> None:
    tick(ON)
    office = visit()
    office.sign_in("office")
    office.go("/supervision/")
    for width, height in ((1366, 768), (390, 844)):
        office.page.set_viewport_size({"width": width, "height": height})
        assert office.page.get_by_role(
            "cell", name=LightNow.objects.get(task=task).cause
        ).is_visible()
