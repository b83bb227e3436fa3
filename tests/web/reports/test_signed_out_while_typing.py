"""A sign-in that runs out while somebody types, or is made anew elsewhere: no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.web.conftest import PASSWORD
from tests.web.reports.acting import IN_TIME, period_of
from tests.web.reports.test_pages_of_reporting import form_of, typed

from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan
from duban.web.reports import form_pages, grid_pages
from duban.web.reports.filling import LONGEST_WORDS, Entered, save
from duban.web.reports.models import Report

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_pages, "today", lambda: IN_TIME)


def from_page(path: str) -> dict[str, str]:
    """The header by which a browser says on which page a form stood."""
    return {"Referer": f"http://testserver{path}"}


def sign_in_beside(page: Any) -> None:
    """In the window that the notice opens; then the first one is looked at again."""
    with page.context.expect_page() as opened:
        page.click("#notices a")
    door = opened.value
    door.fill("[name=username]", "liaison")
    door.fill("[name=password]", PASSWORD)
    door.press("[name=password]", "Enter")
    door.wait_for_url(lambda address: "/login/" not in address)
    door.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")


@pytest.mark.django_db
def test_an_autosave_of_somebody_signed_out_keeps_its_page(duty: Assignment, running: Plan) -> None:
    path = form_of(duty, running)
    for act in ("save/", "check/"):
        answer = Client().post(path + act, typed(duty), headers=HTMX | from_page(path))
        assert answer.status_code == 403
        assert answer["HX-Retarget"] == "#notices"
        assert answer["HX-Trigger"] == "signed-out"
        assert "HX-Redirect" not in answer
        assert "登录已过期" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_a_press_without_script_shows_the_words_and_the_way_back(
    duty: Assignment, running: Plan
) -> None:
    path = form_of(duty, running)
    answer = Client().post(path + "save/", typed(duty), headers=from_page(path))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "已建成28户。" in page
    assert f'href="/login/?next={path}"' in page
    empty = Client().post(path + "save/", {}, headers=from_page(path))
    assert empty["Location"] == f"/login/?next={path}", "not to where nothing can be opened"


@pytest.mark.django_db
def test_a_fragment_leads_back_to_the_page_it_belongs_to(duty: Assignment, running: Plan) -> None:
    path = form_of(duty, running)
    answer = Client().get("/reports/grid/", headers=HTMX | from_page(path))
    assert answer["HX-Redirect"] == f"/login/?next={path}"


@pytest.mark.django_db
def test_an_outdated_form_comes_back_with_all_that_was_typed(
    cast: Any, duty: Assignment, running: Plan
) -> None:
    """And on the version it was drawn from, so that another hand's saving does not pass unseen."""
    path, [indicator] = form_of(duty, running), duty.task.indicators.all()
    theirs = Entered(0, {indicator.pk: Decimal(31)})
    save(cast["colleague"], duty.pk, period_of(running).pk, theirs, IN_TIME)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["liaison"].user, backend="django.contrib.auth.backends.ModelBackend")
    sent = typed(duty, csrfmiddlewaretoken="x" * 64)
    answer = client.post(path + "save/", sent, headers=from_page(path))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "在另一个窗口里重新登录过" in page
    assert "已建成28户。" in page
    assert f'name="v-{indicator.pk}" value="28"' in page
    assert 'name="version" value="0"' in page
    assert Report.objects.get().progress == ""
    by_htmx = client.post(path + "save/", sent, headers=HTMX | from_page(path))
    assert by_htmx["HX-Trigger"] == "outdated"


@pytest.mark.django_db
def test_words_are_kept_to_the_last_or_refused(
    client_of: Any, duty: Assignment, running: Plan
) -> None:
    """Browsers send two signs for a line end; a field that is full by its own count is not cut."""
    client, path = client_of("liaison"), form_of(duty, running)
    full = "\n".join(["长" * 99] * (LONGEST_WORDS // 100)) + "完"
    assert len(full) == LONGEST_WORDS
    sent = typed(duty, progress=full.replace("\n", "\r\n"))
    assert client.post(path + "save/", sent).status_code == 302
    assert Report.objects.get().progress == full
    answer = client.post(path + "save/", typed(duty, progress=full + "尾", version="1"))
    assert answer.status_code == 422
    assert "“进展情况”有5001字，最多5000字" in answer.content.decode()
    assert full + "尾" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_words_typed_after_the_sign_in_ran_out_are_saved_once_it_is_made_anew(
    visit: Callable[..., Any], duty: Assignment, running: Plan
) -> None:
    window = visit(1366, 768)
    page, path = window.page, form_of(duty, running)
    window.sign_in("liaison")
    window.go(path)
    Session.objects.all().delete()
    page.locator("#f-progress").press_sequentially("午饭后接着写的。")
    page.wait_for_selector("#notices :text('登录已过期')")
    assert page.url.endswith(path)
    page.click("#report-form button:has-text('保存草稿')")
    assert page.input_value("#f-progress") == "午饭后接着写的。"

    sign_in_beside(page)
    page.wait_for_selector("#saved:has-text('草稿已自动保存')")
    assert page.inner_text("#notices").strip() == ""
    assert Report.objects.get().progress == "午饭后接着写的。"


@pytest.mark.django_db(transaction=True)
def test_a_grid_of_somebody_signed_out_keeps_its_figures(
    visit: Callable[..., Any], duty: Assignment, running: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an hour of figures: nothing is asked of the site meanwhile."""
    monkeypatch.setattr(grid_pages, "today", lambda: IN_TIME)
    window = visit(1366, 768)
    page = window.page
    window.sign_in("liaison")
    window.go("/reports/grid/")
    cell = page.locator("#grid .cell[data-column=value]").first
    cell.fill("28")
    Session.objects.all().delete()
    page.click("#grid .btn-main")
    page.wait_for_selector("#notices :text('登录已过期')")
    assert cell.input_value() == "28"

    sign_in_beside(page)
    page.wait_for_selector("#notices :text('登录已过期')", state="detached")
    page.click("#grid .btn-main")
    page.wait_for_selector("text=已取用1行")
    assert Report.objects.get(period=period_of(running)).values.get().amount == 28
