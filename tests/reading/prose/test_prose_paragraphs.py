"""Lines become paragraphs by their shape, and every span can be pointed at in its own lines."""

from __future__ import annotations

from textwrap import dedent

import pytest

from duban.plan import Format, Place, SourceFile
from duban.reading.prose.lines import lines_of
from duban.reading.prose.passages import Passage, passages_of
from duban.reading.source import Grid, Paragraph, Source

FILE = SourceFile("计划.txt", "0", Format.TXT)


def passages(text: str) -> list[Passage]:
    """Paragraphs of a text file drawn with its lines, blank lines left out as the format does."""
    lines = dedent(text).strip("\n").split("\n")
    blocks = [
        Paragraph(line.strip(), Place(line=number))
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    return list(passages_of(lines_of(Source(FILE, tuple(blocks)))))


CHAR = 16.0


def on_page(page: int, *lines: tuple[float, float, str]) -> list[Paragraph]:
    """Lines of a page, each (left, top, text) in points; a character is 16 points wide and high."""
    return [
        Paragraph(
            text,
            Place(page=page, line=number, box=(left, top, left + CHAR * len(text), top + CHAR)),
        )
        for number, (left, top, text) in enumerate(lines, 1)
    ]


def texts(blocks: list[Paragraph]) -> list[str]:
    return [found.text for found in passages_of(lines_of(Source(FILE, tuple(blocks))))]


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        pytest.param(
            """
            围绕两大产业，动态优化政策体系，落实

            好倍增计划，扶持存量企业。
            """,
            ["围绕两大产业，动态优化政策体系，落实好倍增计划，扶持存量企业。"],
            id="broken-by-a-page",
        ),
        pytest.param(
            """
            一、提升产业能级，建设北塘新城
            深化园区改革。推进土地收储。
            """,
            ["一、提升产业能级，建设北塘新城", "深化园区改革。推进土地收储。"],
            id="heading-with-a-comma",
        ),
        pytest.param(
            """
            二、关于《云泽区第十五个
            五年规划纲要》的说明
            规划编制历时一年。
            """,
            ["二、关于《云泽区第十五个五年规划纲要》的说明", "规划编制历时一年。"],
            id="heading-broken-inside-brackets",
        ),
        pytest.param(
            """
            柳溪镇人民政府
            2026年1月8日
            """,
            ["柳溪镇人民政府", "2026年1月8日"],
            id="signature",
        ),
        pytest.param(
            """
            ——新建公园1座；
            ——设置共享空间1处；
            """,
            ["——新建公园1座；", "——设置共享空间1处；"],
            id="dashes",
        ),
        pytest.param(
            """
            做好重点企业服务，
            （二）推进城市更新
            """,
            ["做好重点企业服务，", "（二）推进城市更新"],
            id="a-mark-always-begins",
        ),
    ],
)
def test_lines_of_a_text_file(drawn: str, wanted: list[str]) -> None:
    assert [passage.text for passage in passages(drawn)] == wanted


def test_a_span_is_pointed_at_line_by_line() -> None:
    [passage] = passages("推进北塘片区更新，完善公\n\n交站点。")
    start = passage.text.index("完善")
    first, second = passage.places(start, len(passage.text) - 1)
    assert (first.line, first.start, first.end) == (1, 9, 12)
    assert (second.line, second.start, second.end) == (3, 0, 3)


def test_offsets_count_from_the_source_paragraph() -> None:
    block = Paragraph("　　建设公园。\n改造道路。", Place(line=1))
    first, second = passages_of(lines_of(Source(FILE, (block,))))
    assert first.places(0, 4)[0].start == 2
    assert block.text[second.places(0, 4)[0].start : second.places(0, 4)[0].end] == "改造道路"


def test_printed_lines_join_at_the_margin() -> None:
    page = on_page(
        1,
        (122, 100, "深化园区改革，推进土地收储，完善配套设施，"),
        (90, 125, "启动规划编制，开展环境整治，统筹做好征收工作。"),
        (90, 150, "建设公园三座。"),
        (122, 175, "另一段从缩进开始，一直写满了这一整行字。"),
        (90, 200, "还有一行。"),
    )
    assert texts(page) == [
        "深化园区改革，推进土地收储，完善配套设施，启动规划编制，开展环境整治，统筹做好征收工作。建设公园三座。",
        "另一段从缩进开始，一直写满了这一整行字。还有一行。",
    ]


def test_printed_paragraphs_may_stand_apart_instead() -> None:
    page = on_page(
        1,
        (90, 100, "深化园区改革，推进土地收储，做好服务。"),
        (90, 125, "完善配套设施，启动规划编制，做好宣传。"),
        (90, 165, "上面空了一截，这里是新一段，写满一行。"),
        (90, 190, "完。"),
    )
    assert texts(page) == [
        "深化园区改革，推进土地收储，做好服务。完善配套设施，启动规划编制，做好宣传。",
        "上面空了一截，这里是新一段，写满一行。完。",
    ]


def test_page_numbers_and_running_headers_are_left_out() -> None:
    pages = [
        block
        for page in (1, 2, 3)
        for block in on_page(
            page,
            (90, 50, f"柳溪镇工作计划 第{page}版"),
            (90, 100, f"第{page}项工作在这一页写明了。"),
            (280, 780, f"— {page} —"),
        )
    ]
    assert texts(pages) == [f"第{page}项工作在这一页写明了。" for page in (1, 2, 3)]


def test_a_styled_heading_stands_alone() -> None:
    blocks = [
        Paragraph("工作目标", Place(line=1), level=1),
        Paragraph("建设公园三座。", Place(line=2)),
    ]
    assert texts(blocks) == ["工作目标", "建设公园三座。"]


def test_a_heading_cut_inside_its_brackets_takes_its_unstyled_rest() -> None:
    blocks = [
        Paragraph("二、关于《云泽区第十五个", Place(line=1), level=1),
        Paragraph("五年规划纲要》的说明", Place(line=2)),
        Paragraph("建设公园三座。", Place(line=3)),
    ]
    assert texts(blocks) == ["二、关于《云泽区第十五个五年规划纲要》的说明", "建设公园三座。"]


def test_marked_up_text_is_cut_at_its_tags() -> None:
    block = Paragraph("<p>　　1.建设公园。</p><p>　　2.改造道路。</p>", Place(line=4))
    found = list(passages_of(lines_of(Source(FILE, (block,)))))
    assert [passage.text for passage in found] == ["1.建设公园。", "2.改造道路。"]
    place = found[1].places(0, 7)[0]
    assert block.text[place.start : place.end] == "2.改造道路。"


def test_a_table_parts_paragraphs() -> None:
    blocks = (
        Paragraph("推进下表所列各项工作，包括建设、改造、整治三类，", Place(line=1)),
        Grid((("序号", "事项"), ("1", "公园"))),
        Paragraph("各单位抓好落实。", Place(line=4)),
    )
    found = list(passages_of(lines_of(Source(FILE, blocks))))
    assert [passage.text for passage in found] == [
        "推进下表所列各项工作，包括建设、改造、整治三类，",
        "各单位抓好落实。",
    ]


def test_a_file_wrapped_at_one_width_is_joined() -> None:
    line = "推进柳溪河两岸绿道贯通工程建设项目"
    drawn = "\n".join([line] * 11 + ["完成收尾。"])
    assert [passage.text for passage in passages(drawn)] == [line * 11 + "完成收尾。"]


def test_punctuation_of_either_width_is_read_and_kept_as_printed() -> None:
    [passage] = passages("税收增长7%,力争达到１．２亿元;支出1,200万元:其中民生占3:1。")
    assert passage.text == "税收增长7%，力争达到1.2亿元；支出1,200万元：其中民生占3:1。"
    assert passage.printed == "税收增长7%,力争达到１．２亿元;支出1,200万元:其中民生占3:1。"
