"""What cannot be read: one clear sentence on the page, nothing half imported."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.ledger.lists import ROWS, sheet

from duban.web.ledger.models import Edition, Entry, Pane, State

pytestmark = pytest.mark.django_db


def zipped(**members: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


CASES = {
    "blank": ("清单.txt", b"  \n\t\n", "空的"),
    "damaged": ("清单.docx", b"PK\x03\x04" + b"\x00" * 80, "损坏|不完整|打不开|压缩包"),
    "picture": ("清单.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "图片"),
    "other-archive": ("清单.xlsx", zipped(a="b"), "压缩包|工作簿"),
    "macro": ("清单.xlsm", zipped(a="b"), "宏"),
    "classified": ("清单.txt", "机密★1年\n云泽区2026年工作清单\n一、建公园。".encode(), "密级"),
    "no-task-column": ("表.csv", "姓名,年龄\n甲,1\n乙,2\n".encode(), "任务|清单|计划"),
    "header-only": ("清单.csv", "序号,工作任务,牵头单位\n".encode(), "任务|没有"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_gets_its_sentence(
    case: str, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    name, content, says = CASES[case]
    edition = bring_in(content, name)
    page = client_of("office").get(edition.get_absolute_url()).content.decode()
    if edition.state == State.TO_CHECK:
        # read as far as it goes: what could not be placed is told as a doubt
        assert not edition.entries.exists()
        assert edition.doubts.exists()
        return
    assert edition.state == State.FAILED
    assert len(edition.error) < 120
    assert edition.error.endswith("。")
    assert edition.error in page
    assert "Traceback" not in page
    assert re.search(says, edition.error), edition.error
    assert not Entry.objects.exists()
    assert not Pane.objects.exists()


def post(client: Client, cast: Any, *files: SimpleUploadedFile) -> Any:
    return client.post("/ledger/import/", {"jurisdiction": cast.town.pk, "files": list(files)})


def test_an_empty_file_is_not_taken(cast: Any, client_of: Callable[[str], Client]) -> None:
    answer = post(client_of("office"), cast, SimpleUploadedFile("空.docx", b""))
    assert answer.status_code == 422
    assert "“空.docx”是空文件" in answer.content.decode()
    assert not Edition.objects.exists()


def test_no_file_at_all(cast: Any, client_of: Callable[[str], Client]) -> None:
    answer = post(client_of("office"), cast)
    assert answer.status_code == 422
    assert "请先选择要导入的文件" in answer.content.decode()


def test_too_large_is_not_taken(
    cast: Any, client_of: Callable[[str], Client], settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    file = SimpleUploadedFile("大.txt", b"x" * (1024 * 1024 + 1))
    answer = post(client_of("office"), cast, file)
    assert answer.status_code == 422
    assert "“大.txt”超过1 MB" in answer.content.decode()
    assert not Edition.objects.exists()


def test_the_same_file_is_not_taken_twice(
    draft: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    answer = post(
        client_of("office"), cast, SimpleUploadedFile("另名.xlsx", draft.path.read_bytes())
    )
    assert answer.status_code == 422
    assert "这份文件已由示例·office导入" in answer.content.decode()
    assert Edition.objects.count() == 1
    assert draft.path.exists()


def test_of_several_files_each_is_answered(
    cast: Any,
    client_of: Callable[[str], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    good = SimpleUploadedFile("清单.xlsx", sheet(ROWS))
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(client_of("office"), cast, good, SimpleUploadedFile("空.docx", b""))
    page = answer.content.decode()
    assert "“空.docx”是空文件" in page
    assert "另有1份已收下" in page
    assert Edition.objects.get().state == State.TO_CHECK


def test_a_name_cannot_leave_its_folder(bring_in: Callable[..., Edition], settings: Any) -> None:
    edition = bring_in(name="../../etc/清单.xlsx")
    assert edition.file_name == "清单.xlsx"
    assert edition.path.is_relative_to(settings.MEDIA_ROOT)


def test_another_town_s_ledger_is_not_there(cast: Any, client_of: Callable[[str], Client]) -> None:
    answer = client_of("office").post(
        "/ledger/import/",
        {
            "jurisdiction": cast.elsewhere.pk,
            "files": [SimpleUploadedFile("清单.xlsx", sheet(ROWS))],
        },
    )
    assert answer.status_code == 404
    assert not Edition.objects.exists()


def test_a_classified_paper_is_read_where_the_administrator_admits_it(
    bring_in: Callable[..., Edition], settings: Any
) -> None:
    name, content, _says = CASES["classified"]
    settings.ALLOW_CLASSIFIED = True
    assert bring_in(content, name).state == State.TO_CHECK
