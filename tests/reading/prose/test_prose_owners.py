"""Every letter of a document has an owner, and what has none is said and lowers the coverage."""

from __future__ import annotations

from decimal import Decimal
from textwrap import dedent

import pytest

from duban.plan import Format, Place, SourceFile
from duban.reading.prose import read_prose
from duban.reading.prose.lines import lines_of
from duban.reading.prose.owners import Owner, Owners
from duban.reading.prose.passages import Passage, Span, passages_of
from duban.reading.source import Grid, Paragraph, Source

FILE = SourceFile("报告.txt", "0", Format.TXT)


def source(text: str, *grids: Grid) -> Source:
    lines = dedent(text).strip("\n").split("\n")
    blocks = tuple(
        Paragraph(line.strip(), Place(line=number)) for number, line in enumerate(lines, 1)
    )
    return Source(FILE, (*blocks, *grids))


REPORT = """
    柳溪镇人民政府2026年工作报告
    各位代表：
    现在，我代表镇人民政府向大会报告工作，请予审议。
    一、2025年工作回顾
    2025年是规划的收官之年。一年来，在上级的坚强领导下，圆满完成年度任务。
    （一）聚力产业
    1.项目提速。一是载体扩容。新增企业3家，二是服务升级。走访企业40家（其中规上企业12家）。
    二、2026年工作安排
    重点围绕以下任务推进：一是深化联动，打造高地，重点围绕增强能级，完善体系等两项任务，做强品牌。
    主要目标是：税收增长5%（力争6%）；新增就业1万人。
    ——新建公园1座；
    ——增设夜市。
    牵头单位：镇建管办
    柳溪镇人民政府
    2026年1月8日
    """


def test_every_letter_is_owned() -> None:
    plan = read_prose(source(REPORT))
    assert plan.coverage == 1
    assert plan.doubts == ()


def test_a_table_that_holds_no_tasks_is_owned_by_nobody() -> None:
    grid = Grid((("指标", "数值"), ("税收", "142")), Place(page=2, table=1))
    plan = read_prose(source("一、目标\n新增就业1万人。", grid))
    letters = len("一目标新增就业1万人") + len("指标数值税收142")
    lost = len("指标数值税收142")
    assert plan.coverage == Decimal((letters - lost) * 10000 // letters) / 10000
    [doubt] = plan.doubts
    assert (doubt.code, doubt.place) == ("unread-table", grid.place)


@pytest.fixture
def passages() -> list[Passage]:
    return list(passages_of(lines_of(source("新建公园1座。\n增设夜市。"))))


def test_what_nobody_claims_lowers_the_coverage(passages: list[Passage]) -> None:
    owners = Owners(passages)
    assert owners.coverage([]) == 0
    owners.claim(Span(passages[0], 0, 6), Owner.TASK)
    assert owners.coverage([]) == Decimal("0.6")
    owners.claim(Span(passages[1], 0, 4), Owner.FRAMING)
    assert owners.coverage([]) == 1


def test_what_nobody_claims_is_quoted_with_its_place(passages: list[Passage]) -> None:
    owners = Owners(passages)
    owners.claim(Span(passages[0], 0, 6), Owner.TASK)
    [doubt] = owners.doubts([])
    assert "增设夜市" in doubt.message
    assert (doubt.place.line, doubt.place.start) == (2, 0)


def test_a_part_is_never_counted_as_the_whole() -> None:
    text = "新建公园。" * 3000
    [passage] = passages_of(lines_of(source(text)))
    owners = Owners([passage])
    owners.claim(Span(passage, 0, len(text) - 2), Owner.TASK)
    assert owners.coverage([]) == Decimal("0.9999")
