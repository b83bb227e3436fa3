"""A fictional town's list, drawn as rows, and as an .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

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
