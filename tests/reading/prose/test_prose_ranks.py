"""A rank that a result claims is kept under its own name."""

from __future__ import annotations

import pytest

from duban.plan import Format, Place, SourceFile
from duban.reading.prose import read_prose
from duban.reading.prose.ranks import rank_in
from duban.reading.source import Paragraph, Source


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("落地项目14个，完成率全区排名第三", "全区排名第三"),
        ("粮食总产稳居全国第4位", "稳居全国第4位"),
        ("规模升至全国第7位", "升至全国第7位"),
        ("企业数位列全市第一", "位列全市第一"),
        ("继续保持全省第一", "保持全省第一"),
        ("召开第三次会议", None),
        ("启动第一批项目", None),
        ("建设第二中学", None),
    ],
)
def test_ranks(text: str, rank: str | None) -> None:
    assert rank_in(text) == rank


def test_a_rank_stands_among_the_fields() -> None:
    text = "引进企业14家，完成率全区排名第三。建成公园3座。"
    file = SourceFile("报告.txt", "0", Format.TXT)
    plan = read_prose(Source(file, (Paragraph(text, Place(line=1)),)))
    assert [dict(task.fields) for task in (*plan.achievements, *plan.tasks)] == [
        {"排名": "全区排名第三"},
        {},
    ]
