"""What a document says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from duban.plan import PlanKind
from duban.reading.facts import Facts, facts_of
from duban.reading.source import Paragraph


def facts(text: str, name: str = "清单.docx", *, is_list: bool = False) -> Facts:
    lines = [Paragraph(line.strip()) for line in text.strip().splitlines()]
    return facts_of(lines, name, is_list=is_list)


def test_a_list_with_its_title_alone() -> None:
    found = facts("2026年柳溪镇人民政府重点工作任务清单", is_list=True)
    assert found.title == "2026年柳溪镇人民政府重点工作任务清单"
    assert found.issuer == "柳溪镇人民政府"
    assert (found.year, found.kind) == (2026, PlanKind.LIST)
    assert (found.number, found.date) == (None, None)


def test_a_notice_gives_number_issuer_date_and_the_title_of_what_it_encloses() -> None:
    found = facts(
        """
        云柳府〔2026〕12号
        柳溪镇人民政府关于印发《柳溪镇 2026 年经济社会发展计划》的通知
        各村（居）、各部门：
        《柳溪镇 2026 年经济社会发展计划》已经镇政府同意，现印发给你们。
        柳溪镇人民政府
        2026 年 1 月 9 日
        柳溪镇 2026 年经济社会发展计划
        """
    )
    assert found.title == "柳溪镇 2026 年经济社会发展计划"
    assert found.number == "云柳府〔2026〕12号"
    assert found.issuer == "柳溪镇人民政府"
    assert found.date == date(2026, 1, 9)
    assert (found.year, found.kind) == (2026, PlanKind.PLAN)


def test_a_notice_whose_title_breaks_over_lines() -> None:
    found = facts(
        """
        关于印发《柳溪镇人民政府2026年工作
        报告》的通知
        云泽区柳溪镇人民政府
        2026年1月13日
        柳溪镇人民政府2026年工作报告
        """
    )
    assert found.title == "柳溪镇人民政府2026年工作报告"
    assert found.issuer == "云泽区柳溪镇人民政府"
    assert found.kind is PlanKind.REPORT


@pytest.mark.parametrize("number", ["云府办[2026]3号", "云府办（2026）3号", "云府〔2026〕3号"])
def test_a_number_in_any_brackets_is_kept_as_printed(number: str) -> None:
    assert facts(f"{number}\n云泽区2026年工作要点").number == number


def test_a_number_of_another_paper_is_not_its_own() -> None:
    assert facts("云泽区2026年工作要点\n根据《通知》（云府〔2025〕3号）要求").number is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("附件2\n云泽区重点任务分解表（2026年）", "云泽区重点任务分解表（2026年）"),
        ("附件：云泽区2026年任务清单", "云泽区2026年任务清单"),
        ("云泽区2026年\n重点工作任务清单", "云泽区2026年重点工作任务清单"),
        ("## 云泽区2026年任务清单", "云泽区2026年任务清单"),
        ("单位：万元\n云泽区2026年项目一览表", "云泽区2026年项目一览表"),
    ],
)
def test_the_title_is_the_line_that_ends_like_one(lines: str, title: str) -> None:
    assert facts(lines).title == title


def test_without_any_title_the_file_name_stands_in() -> None:
    found = facts("", "2026年任务清单.xlsx", is_list=True)
    assert (found.title, found.year) == ("2026年任务清单", 2026)


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("云泽区2026年任务清单", "2025.docx", 2026),
        ("云泽区二〇二六年任务清单", "a.docx", 2026),
        ("云泽区2025年工作总结和2026年工作计划", "a.docx", 2026),
        ("云泽区行动计划（2024—2026年）", "a.docx", 2024),
        ("云府〔2026〕3号\n云泽区工作要点", "a.docx", 2026),
        ("云泽区工作要点\n云泽区人民政府\n2026年2月3日", "a.docx", 2026),
        ("云泽区工作要点", "云泽2026要点.docx", 2026),
        ("云泽区工作要点", "a.docx", None),
    ],
)
def test_the_year_comes_from_title_number_date_or_file(
    text: str, name: str, year: int | None
) -> None:
    assert facts(text, name).year == year


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2026年1月9日", date(2026, 1, 9)),
        ("（2026年1月9日）", date(2026, 1, 9)),
        ("二〇二六年一月十九日", date(2026, 1, 19)),
        ("印发日期：2026年1月9日", date(2026, 1, 9)),
        ("2026年2月30日", None),
        ("会议定于2026年1月9日召开，请准时参加。", None),
    ],
)
def test_a_line_that_is_only_a_date_dates_the_document(line: str, day: date | None) -> None:
    assert facts(f"云泽区工作要点\n{line}").date == day


def test_a_letterhead_names_the_issuer() -> None:
    assert facts("云泽区人民政府办公室文件\n云泽区2026年工作要点").issuer == "云泽区人民政府办公室"


def test_it_tells_which_lines_it_used() -> None:
    found = facts("附件\n云泽区2026年任务清单\n请各单位落实。\n云泽区2026年任务清单")
    assert found.used == {1, 3}


def test_a_heading_of_a_part_is_no_title() -> None:
    lines = [Paragraph("一、产业"), Paragraph("（一）工业。新增企业20家。"), Paragraph("二、民生")]
    found = facts_of(lines, "节选.txt")
    assert found.title == "节选"
    assert 0 not in found.used


def test_a_bare_year_in_a_title() -> None:
    assert facts_of([Paragraph("2026云溪高新区重点工作计划")], "计划.txt").year == 2026
