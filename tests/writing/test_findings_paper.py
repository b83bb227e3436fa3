"""The findings as an official paper: its layout, its order, and room for an answer."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from duban.checking import check
from duban.cli import main
from duban.plan import Finding, Plan
from duban.reading import measure, read
from duban.writing.findings import findings_paper
from duban.writing.numerals import chinese
from duban.writing.word import to_docx

LIST = """# 2026年云泽镇重点工作任务清单

| 序号 | 任务名称 | 牵头单位 | 配合单位 | 一季度 | 二季度 | 三季度 | 四季度 |
|---|---|---|---|---|---|---|---|
| 1 | 改造农村公厕 | 卫生办 | 卫生办、水务站 | 选址 | 招标 | 施工 | 验收 |
| 2 | 引进企业370户 | 经发办 | 各村 | 引进37户 | 累计引进110户 | 累计引进220户 | 累计引进企业350户 |
"""
DAY = date(2026, 1, 20)


@pytest.fixture
def checked(tmp_path: Path) -> tuple[Plan, tuple[Finding, ...]]:
    path = tmp_path / "清单.md"
    path.write_text(LIST, encoding="utf-8")
    plan = measure(read(path))
    return plan, check([plan])


@pytest.fixture
def paper(checked: tuple[Plan, tuple[Finding, ...]]) -> Any:
    return docx.Document(BytesIO(to_docx(findings_paper(*checked, DAY, sender="云泽镇督查室"))))


def test_findings_stand_under_their_tasks_with_room_for_an_answer(paper: Any) -> None:
    texts = [paragraph.text for paragraph in paper.paragraphs]
    first, second = (
        texts.index(text) for text in ("（一）任务1 改造农村公厕", "（二）任务2 引进企业370户")
    )
    assert texts[first + 1].startswith("1. 警告：")
    assert texts[second + 1].startswith("2. 错误：")
    assert "相差-20户" in texts[second + 1]
    summary, *answers = paper.tables
    assert [cell.text for cell in summary.rows[0].cells] == ["级别", "规则", "核对内容", "处数"]
    assert [cell.text for cell in summary.rows[1].cells][:2] == ["错误", "Y201"]
    rows = {row.cells[0].text: row.cells[1].text for row in answers[1].rows}
    assert rows["相差"] == "-20户"
    assert rows["位置"] == "表1 第3行 第2列；表1 第3行 第8列"
    assert rows["起草单位答复"].startswith("□ 采纳")
    assert texts[-2:] == ["云泽镇督查室", "2026年1月20日"]


def test_a_sound_plan_gives_a_short_paper(checked: tuple[Plan, tuple[Finding, ...]]) -> None:
    paper = docx.Document(BytesIO(to_docx(findings_paper(checked[0], (), DAY, to="经发办"))))
    assert [p.text for p in paper.paragraphs][2] == "经发办："
    assert any("没有发现问题" in paragraph.text for paragraph in paper.paragraphs)
    assert not paper.tables


def test_the_same_paper_gives_the_same_bytes(checked: tuple[Plan, tuple[Finding, ...]]) -> None:
    assert to_docx(findings_paper(*checked, DAY)) == to_docx(findings_paper(*checked, DAY))


def test_the_command_writes_one_paper_a_plan(tmp_path: Path) -> None:
    for name in ("甲.md", "乙.md"):
        (tmp_path / name).write_text(LIST, encoding="utf-8")
    files = [str(tmp_path / "甲.md"), str(tmp_path / "乙.md")]
    main(["check", files[0], "--docx", str(tmp_path / "意见.docx")])
    main(["check", *files, "--docx", str(tmp_path / "意见.docx")])
    made = {path.name for path in tmp_path.glob("*.docx")}
    assert made == {"意见.docx", "意见-1.docx", "意见-2.docx"}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *((1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一")),
        *((110, "一百一十"), (111, "一百一十一"), (1001, "一千零一"), (1100, "一千一百")),
    ],
)
def test_headings_count_in_chinese(number: int, said: str) -> None:
    assert chinese(number) == said


def test_there_is_no_heading_nought() -> None:
    with pytest.raises(ValueError, match="0"):
        chinese(0)
