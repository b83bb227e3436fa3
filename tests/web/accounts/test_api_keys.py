"""Keys to the API, and what it answers with and without one."""

from __future__ import annotations

import json
from typing import Any

import ninja.main
import pytest
from django.test import Client
from django.utils import translation

from duban.web.accounts.models import ApiToken
from duban.web.accounts.rights import RIGHTS, Role
from duban.web.accounts.tokens import issue_token, revoke_token
from duban.web.config.api import api

pytestmark = pytest.mark.django_db


def ask(token: str, path: str = "/api/me") -> Any:
    return Client().get(path, headers={"Authorization": f"Bearer {token}"})


def test_a_key_stands_for_its_person(cast: Any) -> None:
    answer = ask(issue_token(cast.people["office"], "试用"))
    assert answer.status_code == 200
    assert answer.json() == {
        "name": "示例·office",
        "username": "office",
        "posts": [
            {
                "role": "office",
                "role_label": "督查室",
                "organisation": "镇督查室",
                "jurisdiction": "柳溪镇",
                "rights": sorted(right.value for right in RIGHTS[Role.OFFICE]),
            }
        ],
    }


def test_only_the_digest_is_kept(cast: Any) -> None:
    token = issue_token(cast.people["office"], "试用")
    [kept] = ApiToken.objects.values()
    assert token not in str(kept)
    assert token.startswith(kept["start"])


@pytest.mark.parametrize("token", ["", "duban_wrong", "x" * 500])
def test_a_wrong_key_opens_nothing(token: str, cast: Any) -> None:
    answer = ask(token)
    assert answer.status_code == 401
    assert answer.json() == {"detail": "请先登录，或带上有效的接口令牌。"}
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_revoked_key_or_a_disabled_person_opens_nothing(cast: Any) -> None:
    token = issue_token(cast.people["office"], "试用")
    revoke_token(ApiToken.objects.get(), cast.people["office"])
    assert ask(token).status_code == 401
    assert ask(issue_token(cast.people["disabled"], "试用")).status_code == 401


def test_the_session_of_the_browser_works_too(client_of: Any) -> None:
    assert client_of("liaison").get("/api/me").json()["username"] == "liaison"
    assert Client().get("/api/me").status_code == 401


def test_the_description_is_open_and_names_both_keys() -> None:
    answer = Client().get("/api/openapi.json")
    assert answer.status_code == 200
    schemes = answer.json()["components"]["securitySchemes"]
    assert {scheme["type"] for scheme in schemes.values()} == {"http", "apiKey"}
    assert "/api/me" in answer.json()["paths"]


def test_the_description_is_put_together_once_for_all_languages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {
        code: Client(headers={"Cookie": f"django_language={code}"}).get("/api/openapi.json").content
        for code in ("zh-hans", "en")
    }
    api.described.cache_clear()
    with translation.override("en"):
        assert json.loads(json.dumps(api.get_openapi_schema())) == json.loads(told["zh-hans"])
    monkeypatch.setattr(ninja.main, "get_schema", None)
    assert Client().get("/api/openapi.json").content == told["zh-hans"] == told["en"]


def test_a_person_makes_and_ends_keys_on_the_own_page(cast: Any, client_of: Any) -> None:
    client = client_of("liaison")
    page = client.post("/me/tokens/", {"label": "报表"}).content.decode()
    token = page.partition('class="secret">')[2].partition("<")[0]
    assert ask(token).status_code == 200
    assert token not in client.get("/me/").content.decode()
    kept = ApiToken.objects.get()
    assert client_of("colleague").post(f"/me/tokens/{kept.pk}/end/").status_code == 404
    assert client.post(f"/me/tokens/{kept.pk}/end/").status_code == 302
    assert ask(token).status_code == 401
    assert client.post("/me/tokens/", {"label": " "}).status_code == 422
