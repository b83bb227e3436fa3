"""The page of a rule, drawn from what the package keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from duban.web.ledger.rule_views import Block, blocks_of

PAGE = """
# C101 分解量之和应等于总量

级别：错误

## 会报

| 序号 | 任务 |
|---|---|
| 1 | 建停车场<b> |
"""


def test_a_page_is_titles_texts_and_tables() -> None:
    assert list(blocks_of(PAGE)) == [
        Block("h1", "C101 分解量之和应等于总量"),
        Block("p", "级别：错误"),
        Block("h2", "会报"),
        Block("table", rows=(("序号", "任务"), ("1", "建停车场<b>"))),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "status"), [("C101", 200), ("c101", 200), ("X999", 404)])
def test_a_rule_is_explained(code: str, status: int, client_of: Callable[[str], Client]) -> None:
    answer = client_of("liaison").get(f"/ledger/rules/{code}/")
    assert answer.status_code == status
    if status == 200:
        assert "会报" in answer.content.decode()
