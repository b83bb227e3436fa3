"""What a plan keeps of the look of its tables, drawn as the document draws them."""

from __future__ import annotations

from pathlib import Path

from duban.plan import Frame, FrameColumn
from duban.reading import read


def frames(folder: Path, text: str) -> tuple[Frame, ...]:
    path = folder / "清单.txt"
    path.write_text(text, encoding="utf-8")
    return read(path).frames


def test_two_header_rows_and_one_header_over_number_and_task(tmp_path: Path) -> None:
    [frame] = frames(
        tmp_path,
        """\
2026年云泽镇任务清单

重点工作（一级目标）\t目标任务\t\t牵头单位\t进度要求\t
\t二级目标\t三级目标\t\t上半年\t下半年
一、产业\t稳增长\t1\t引进企业37户\t经发办\t15户\t37户
\t\t2\t完成投资8亿元\t经发办\t3亿元\t8亿元
\t促消费\t3\t举办集市6场\t文旅办\t2场\t6场
""",
    )
    assert [(column.part, column.heads, column.merged) for column in frame.columns] == [
        ("path", ("重点工作（一级目标）",), True),
        ("path", ("目标任务", "二级目标"), True),
        ("number", ("目标任务", "三级目标"), False),
        ("title", ("目标任务", "三级目标"), False),
        ("lead_units", ("牵头单位",), False),
        ("milestone:2026-H1", ("进度要求", "上半年"), False),
        ("milestone:2026-H2", ("进度要求", "下半年"), False),
    ]


def test_a_column_keeps_its_header_as_printed_and_how_it_words_dates(tmp_path: Path) -> None:
    [frame] = frames(
        tmp_path,
        """\
2026年云泽区任务清单

市级序号\t区级序号\t任务名称\t责任 单位\t完成时间\t总投资(万元)
5\t1\t建设停车场\t农业局\t10月底\t320
\t2\t整治河道\t水务局\t11月底\t80
""",
    )
    assert frame == Frame(
        (
            FrameColumn("ids:city", ("市级序号",)),
            FrameColumn("number", ("区级序号",), "区级序号"),
            FrameColumn("title", ("任务名称",)),
            FrameColumn("lead_units", ("责任 单位",)),
            FrameColumn("due", ("完成时间",), "完成时间", False, "{month}月底"),
            FrameColumn("总投资(万元)", ("总投资(万元)",)),
        ),
        (1,),
    )


def test_pages_with_the_same_header_are_one_frame(tmp_path: Path) -> None:
    page = "序号\t任务名称\t责任单位\n{}\t建设停车场\t农业局\n{}\t整治河道\t水务局\n\n"
    [frame] = frames(tmp_path, "2026年任务清单\n\n" + page.format(1, 2) + page.format(3, 4))
    assert frame.tables == (1, 2)


def test_tables_with_other_columns_are_frames_of_their_own(tmp_path: Path) -> None:
    first, second = frames(
        tmp_path,
        """\
2026年任务清单

序号\t任务名称\t责任单位
1\t建设停车场\t农业局
2\t整治河道\t水务局

序号\t项目名称\t业主单位\t完成时限
1\t新建公园\t绿化局\t2026.9
2\t改造道路\t交通局\t2026.12
""",
    )
    assert (first.tables, second.tables) == ((1,), (2,))
    assert second.columns[3].wording == "{year}.{month}"


def test_dates_without_a_month_in_figures_have_no_wording(tmp_path: Path) -> None:
    [frame] = frames(
        tmp_path,
        "2026年任务清单\n\n序号\t任务名称\t责任单位\t完成时限\n"
        "1\t建设停车场\t农业局\t年底\n2\t整治河道\t水务局\t2026年9月30日\n",
    )
    assert frame.columns[3].wording == ""


def test_prose_has_no_frame(tmp_path: Path) -> None:
    assert frames(tmp_path, "2026年工作计划\n\n建设停车场70个，整治河道9公里。\n") == ()
