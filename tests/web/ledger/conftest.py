"""A fictional town's list as files, and the way it comes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from duban.web.accounts.models import Jurisdiction
from duban.web.ledger.models import Edition, State
from duban.web.ledger.uploading import upload

TITLE = "柳溪镇2026年目标任务清单"
HEADER = (
    "序号",
    "目标任务",
    "牵头领导",
    "牵头单位",
    "配合单位",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "完成时限",
)
ROWS: tuple[tuple[str | int, ...], ...] = (
    ("一、产业发展",) * 10,
    (
        1,
        "引进企业60家，其中规上企业8家",
        "示例·leader",
        "招商办",
        "新农办、规建办",
        "引进15家",
        "累计引进30家",
        "累计引进45家",
        "累计引进60家",
        "2026年12月",
    ),
    (
        2,
        "盘活闲置厂房1.5万平方米",
        "示例·leader",
        "经发中心",
        "/",
        "排摸",
        "完成30%",
        "完成60%",
        "完成100%",
        "2026年12月",
    ),
    ("二、乡村建设",) * 10,
    (
        3,
        "建设美丽庭院200户",
        "沈示例",
        "新农办",
        "北塘村、南圩村",
        "排摸统计",
        "完成30%",
        "完成60%",
        "完成100%",
        "2026年10月",
    ),
    (
        4,
        "改造口袋公园2个",
        "沈示例",
        "规建办",
        "新农办",
        "设计",
        "开工",
        "完成50%",
        "完工",
        "2026年11月",
    ),
)


def sheet(rows: Sequence[Sequence[str | int]], title: str = TITLE) -> bytes:
    """An .xlsx that holds the title, the header and the rows; a row of one text is merged."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "清单"
    page.append((title, *[None] * (len(HEADER) - 1)))
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    page.append(HEADER)
    for row in rows:
        page.append(tuple(row))
        if len(set(row)) == 1:
            line = page.max_row
            page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=len(HEADER))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Any) -> None:
    """What is handed in in one test is gone in the next."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def bring_in(cast: Any, django_capture_on_commit_callbacks: Any) -> Callable[..., Edition]:
    """Hand a file in as the town's office and wait until it was read."""

    def bring(
        content: bytes | None = None,
        name: str = "清单.xlsx",
        part: str = "office",
        place: Jurisdiction | None = None,
    ) -> Edition:
        file = SimpleUploadedFile(name, sheet(ROWS) if content is None else content)
        with django_capture_on_commit_callbacks(execute=True):
            edition = upload(cast[part], place or cast.town, file)
        edition.refresh_from_db()
        return edition

    return bring


@pytest.fixture
def draft(bring_in: Callable[..., Edition]) -> Edition:
    """The town's list, read and waiting to be checked."""
    edition = bring_in()
    assert edition.state == State.TO_CHECK, edition.error
    return edition
