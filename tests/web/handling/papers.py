"""Fictional lists as .xlsx, drawn as they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from openpyxl import Workbook


@dataclass(frozen=True)
class Sheet:
    title: str
    drawing: str

    def rows(self) -> list[list[str]]:
        lines = (line.strip() for line in self.drawing.strip().splitlines())
        return [[cell.strip() for cell in line.split("|")] for line in lines]

    def with_line(self, before: str, after: str) -> Sheet:
        """The same list with some words changed; `before` must stand in it."""
        assert before in self.drawing
        return replace(self, drawing=self.drawing.replace(before, after))


TOWN_LIST = Sheet(
    "柳溪镇2026年目标任务清单",
    """
    序号 | 目标任务 | 牵头领导 | 牵头单位 | 配合单位 | 一季度 | 二季度 | 三季度 | 四季度 | 完成时限
    1 | 建设美丽庭院200户 | 示例·leader | 新农办 | 规建办 | 建成30户 | 累计建成80户 | 累计建成140户 | 累计建成200户 | 2026年10月
    2 | 改造口袋公园4个 | 沈示例 | 规建办 | 新农办 | 设计 | 累计建成1个 | 累计建成2个 | 累计建成4个 | 2026年11月
    3 | 引进企业60家 | 沈示例 | 招商办 | 新农办 | 引进15家 | 累计引进30家 | 累计引进45家 | 累计引进60家 | 2026年12月
    4 | 编制村庄规划 | 示例·leader | 新农办、规建办 | / | 启动 | 形成初稿 | 征求意见 | 报批 | 2026年12月
    """,  # noqa: E501
)
DISTRICT_LIST = Sheet(
    "云泽区2026年重点任务清单",
    """
    序号 | 目标任务 | 牵头单位 | 配合单位 | 街镇任务量 | 上半年 | 下半年 | 完成时限
    1 | 建设乡村停车场30个 | 区农业农村委 | / | 共30个，其中柳溪镇12个、芦荡镇18个 | 累计建成10个 | 累计建成30个 | 2026年12月
    2 | 整治河道8公里 | 区农业农村委 | 2个街镇 | / | 累计整治3公里 | 累计整治8公里 | 2026年11月
    """,  # noqa: E501
)


def drawn(sheet: Sheet) -> bytes:
    """An .xlsx with the title over its table."""
    rows: Sequence[Sequence[str]] = sheet.rows()
    book = Workbook()
    page = book.active
    assert page is not None
    page.append((sheet.title, *[None] * (len(rows[0]) - 1)))
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    for row in rows:
        page.append([int(cell) if cell.isdecimal() else cell for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
