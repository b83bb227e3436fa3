"""Signs that a database cannot hold fail no page and no operation: the door leaves them out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import QueryDict
from django.test import Client
from tests.web.handling.conftest import draft_of, files_apart, issued, more_people, plan  # noqa: F401
from tests.web.reports.conftest import running  # noqa: F401

from duban.web.config.typed import fit
from duban.web.ledger.models import Plan, SavedFilter
from duban.web.supervision.models import Instruction

UNFIT = ["\x00", "\ud800", "\udfff"]


@pytest.mark.parametrize("sign", UNFIT)
def test_they_are_left_out_wherever_they_stand(sign: str) -> None:
    typed = {f"甲{sign}": [f"乙{sign}丙", {"丁": f"{sign}"}, 1, None, True]}
    assert fit(typed) == {"甲": ["乙丙", {"丁": ""}, 1, None, True]}


@pytest.mark.parametrize("text", ["汉字", "𠮷", "👍🏽", "\t\n", "\x0b", ""])
def test_all_else_stays(text: str) -> None:
    assert fit(text) == text


@pytest.mark.django_db
def test_addresses_and_forms_with_them_are_answered(
    running: Plan,  # noqa: F811
    client_of: Callable[[str], Client],
) -> None:
    client = client_of("office")
    for address in ("/ledger/tasks/?q=%00", "/papers/?q=a%00b", "/?x=%00", "/api/tasks?q=%00"):
        assert client.get(address).status_code == 200, address
    form = {"name": "常用\x00筛选", "address": f"plan={running.pk}"}
    assert client.post("/ledger/tasks/filters/", form).status_code == 302
    assert "\x00" not in SavedFilter.objects.get().name


@pytest.mark.django_db
@pytest.mark.parametrize("sign", UNFIT)
def test_bodies_of_the_api_with_them_are_taken(
    sign: str,
    running: Plan,  # noqa: F811
    client_of: Callable[[str], Client],
) -> None:
    task = running.tasks.get(number=1)
    body = json.dumps({"words": f"抓紧{sign}办理", "on": "2026-05-11"})
    answer = client_of("leader").post(
        f"/api/tasks/{task.pk}/instructions", body, content_type="application/json"
    )
    assert answer.status_code == 201, answer.content.decode()
    assert Instruction.objects.get().words == "抓紧办理"


def test_what_is_fit_is_not_even_copied() -> None:
    from duban.web.config import typed  # noqa: PLC0415

    query: Any = QueryDict("a=1&b=2")
    assert typed._fit(query) is query


UNPACKED: list[str] = []


class Watched(TemporaryFileUploadHandler):
    """Notes every file that is written while a form comes in."""

    def new_file(self, *args: Any, **more: Any) -> None:
        UNPACKED.append(args[1])
        super().new_file(*args, **more)


@pytest.mark.django_db
def test_a_form_of_the_api_is_not_unpacked_before_its_key_was_looked_at(
    client: Client, client_of: Callable[[str], Client], settings: Any, tmp_path: Any
) -> None:
    """Whoever has no key is turned away without a file being written for it."""
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.Watched"]
    settings.MEDIA_ROOT = tmp_path / "files"
    UNPACKED.clear()

    def sent(by: Client) -> int:
        file = SimpleUploadedFile("清单.xlsx", b"x" * 100)
        return int(by.post("/api/imports", {"file": file}).status_code)

    assert sent(client) == 401
    assert UNPACKED == []
    assert sent(client_of("office")) in (201, 422)
    assert UNPACKED == ["清单.xlsx"]


LONG = "9" * 5000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "address", "status"),
    [
        ("administrator", f"/organisations/?jurisdiction={LONG}", 200),
        ("administrator", f"/people/?jurisdiction={LONG}", 200),
        ("office", f"/boards/map/?at={LONG}", 404),
        ("office", f"/reports/review/?at={LONG}", 200),
    ],
)
def test_numbers_of_thousands_of_digits_are_none_in_an_address(
    part: str, address: str, status: int, client_of: Callable[[str], Client]
) -> None:
    assert client_of(part).get(address).status_code == status


@pytest.mark.django_db
def test_nor_in_a_form(cast: Any, client_of: Callable[[str], Client]) -> None:
    client = client_of("administrator")
    merge = f"/organisations/{cast.unit.pk}/turn/merge/"
    assert client.post(merge, {"into": LONG}).status_code == 404
    words = {"jurisdiction": LONG, "file": SimpleUploadedFile("人员.xlsx", b"x")}
    assert client.post("/people/import/", words).status_code == 404
