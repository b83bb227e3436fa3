"""The door: who comes in, who does not, and when it stays shut."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from duban.web.journal.models import Entry, Result

pytestmark = pytest.mark.django_db
PASSWORD = "Sample-pass-2026"


def knock(name: str, password: str = PASSWORD, client: Client | None = None, **more: str) -> Any:
    return (client or Client()).post("/login/", {"username": name, "password": password, **more})


@pytest.mark.parametrize("name", ["liaison", "示例·liaison"])
def test_login_name_or_name_opens(name: str, cast: Any) -> None:
    response = knock(name)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_shared_name_does_not_open(cast: Any) -> None:
    cast.people["colleague"].name = "示例·liaison"
    cast.people["colleague"].save()
    assert knock("示例·liaison").status_code == 422


@pytest.mark.parametrize(
    ("name", "password"),
    [("liaison", "wrong"), ("nobody", PASSWORD), ("disabled", PASSWORD), ("", ""), ("liaison", "")],
)
def test_it_stays_shut(name: str, password: str, cast: Any) -> None:
    client = Client()
    assert knock(name, password, client).status_code == 422
    assert client.get("/").status_code == 302


def test_the_answer_does_not_tell_which_half_was_wrong(cast: Any) -> None:
    texts = {
        knock(name, password).content.decode().partition('role="alert"')[2].partition("</p>")[0]
        for name, password in (("liaison", "wrong"), ("nobody", PASSWORD), ("disabled", PASSWORD))
    }
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/people/", "/people/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_it_leads_on_only_within_the_site(asked: str, led: str, cast: Any) -> None:
    assert knock("office", next=asked)["Location"] == led


def test_five_failures_lock_the_name_whoever_tries_next(cast: Any) -> None:
    for _try in range(4):
        assert knock("liaison", "wrong").status_code == 422
    assert knock("liaison", "wrong").status_code == 429
    locked = Client(REMOTE_ADDR="198.51.100.9")
    response = knock("liaison", PASSWORD, locked)
    assert response.status_code == 429
    assert "锁定15分钟" in response.content.decode()
    assert knock("colleague").status_code == 302
    assert Entry.objects.filter(verb="session.lock", result=Result.REFUSED).exists()


def test_the_name_and_the_login_name_count_as_one(cast: Any) -> None:
    for name in ("liaison", "示例·liaison", "liaison", "示例·liaison"):
        assert knock(name, "wrong").status_code == 422
    assert knock("liaison", "wrong").status_code == 429


def test_the_administrator_unlocks(cast: Any, client_of: Any) -> None:
    for _try in range(5):
        knock("liaison", "wrong")
    client_of("administrator").post(f"/people/{cast.people['liaison'].pk}/unlock/")
    assert knock("liaison").status_code == 302


def test_the_second_factor_is_asked_for_and_must_be_right(cast: Any) -> None:
    device = TOTPDevice.objects.create(user=cast.people["office"], confirmed=True)
    client = Client()
    assert knock("office", client=client)["Location"] == "/login/second/"
    assert client.get("/").status_code == 302
    assert client.post("/login/second/", {"token": "000000"}).status_code == 422
    assert client.get("/").status_code == 302
    device.refresh_from_db()
    device.throttle_reset()
    right = f"{totp(device.bin_key):06d}"
    assert client.post("/login/second/", {"token": right})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_an_unconfirmed_second_factor_is_not_asked_for(cast: Any) -> None:
    TOTPDevice.objects.create(user=cast.people["office"], confirmed=False)
    assert knock("office")["Location"] == "/"


def test_enrolling_needs_one_right_code(cast: Any, client_of: Any) -> None:
    client = client_of("office")
    assert "data:image/svg+xml" in client.get("/me/second-factor/").content.decode()
    device = TOTPDevice.objects.get(user=cast.people["office"])
    assert not device.confirmed
    right = f"{totp(device.bin_key):06d}"
    assert client.post("/me/second-factor/", {"token": right}).status_code == 302
    device.refresh_from_db()
    assert device.confirmed
    assert client.get("/me/second-factor/").status_code == 302


def test_leaving_needs_a_press_not_a_link(client_of: Any) -> None:
    client = client_of("office")
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").status_code == 302
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "new", ["short1A", "alllowercase", "12345678901", "office-2026", "password1234"]
)
def test_weak_passwords_are_refused(new: str, client_of: Any) -> None:
    words = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client_of("office").post("/me/password/", words).status_code == 422


def test_a_due_change_of_password_comes_before_everything(cast: Any, client_of: Any) -> None:
    person = cast.people["office"]
    person.must_change_password = True
    person.save()
    client = client_of("office")
    assert client.get("/")["Location"] == "/me/password/"
    new = "Another-pass-77"
    words = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/me/password/", words).status_code == 302
    assert client.get("/").status_code == 200
    assert knock("office", new).status_code == 302


def test_the_journal_keeps_comings_and_goings_but_no_mistyped_name(cast: Any) -> None:
    client = Client()
    knock("office", client=client)
    client.post("/logout/")
    knock("my-pass-word-typed-in-the-wrong-field")
    lines = list(Entry.objects.order_by("id").values_list("verb", "subject", "result", "address"))
    assert lines == [
        ("session.sign_in", "示例·office", "done", "127.0.0.1"),
        ("session.sign_out", "示例·office", "done", "127.0.0.1"),
        ("session.sign_in", "（无此登录名）", "refused", "127.0.0.1"),
    ]
