"""A document cut into panes, and the panes shown with their values."""

from __future__ import annotations

from duban.plan import Format, Milestone, Period, Place, SourceFile, Task
from duban.reading.source import Block, Grid, Paragraph, Source, Span
from duban.web.ledger.panes import ROWS, PaneIndex, outline_of, pane_at, panes_of
from duban.web.ledger.showing import Marks, overlays, shown


def source(*blocks: Block, form: Format = Format.DOCX) -> Source:
    return Source(SourceFile("清单", "0" * 64, form), blocks)


def tall(rows: int, table: int, page: int | None = None) -> Grid:
    return Grid(
        tuple((f"{row}", f"任务{row}") for row in range(rows)), Place(table=table, page=page)
    )


def test_a_short_document_is_one_pane() -> None:
    title = Paragraph("云泽区清单", Place(line=1), level=0)
    [pane] = panes_of(source(title, tall(5, table=1)))
    assert [block["kind"] for block in pane["blocks"]] == ["text", "grid"]
    assert pane["label"] == "表1 第1—5行"


def test_a_long_table_is_cut_and_every_row_found() -> None:
    panes = list(panes_of(source(tall(2 * ROWS + 3, table=1))))
    assert [len(pane["blocks"][0]["rows"]) for pane in panes] == [ROWS, ROWS, 3]
    outline = [list(outline_of(pane)) for pane in panes]
    index = PaneIndex(outline)
    for row, number in ((1, 0), (ROWS, 0), (ROWS + 1, 1), (2 * ROWS + 3, 2)):
        place = Place(table=1, row=row, column=2)
        assert pane_at(outline, place) == index[place] == number
    assert pane_at(outline, Place(table=2, row=1)) is None
    assert pane_at(outline, Place()) is None


def test_a_page_of_a_pdf_is_a_pane_however_long() -> None:
    panes = list(
        panes_of(
            source(
                tall(ROWS + 20, table=1, page=1),
                tall(3, table=2, page=2),
                tall(3, table=3, page=2),
                form=Format.PDF,
            )
        )
    )
    assert [pane["label"] for pane in panes] == ["第1页", "第2页"]
    assert [len(pane["blocks"]) for pane in panes] == [2, 2]


def test_a_merged_cell_stands_once_and_again_on_the_next_pane() -> None:
    grid = Grid(
        tuple(("城建", f"任务{row}") for row in range(ROWS + 2)),
        Place(table=1),
        spans=(Span(0, 0, ROWS + 1, 0),),
    )
    first, second = panes_of(source(grid))
    rows = first["blocks"][0]["rows"]
    assert rows[0] == [{"c": 1, "t": "城建", "r": ROWS, "s": 1}, {"c": 2, "t": "任务0"}]
    assert rows[1] == [{"c": 2, "t": "任务1"}]
    assert second["blocks"][0]["rows"][0][0] == {"c": 1, "t": "城建", "r": 2, "s": 1}


def test_cells_know_their_values_and_the_hit() -> None:
    grid = Grid((("序号", "任务"), ("1", "建停车场")), Place(table=1))
    cell = Place(table=1, row=2, column=2)
    task = Task("建停车场", places={"title": (cell,)}, place=cell)
    [pane] = panes_of(source(grid))
    [block] = shown(pane, Marks.of([("t1", task, False)]), [cell])
    drawn = [[(c.text, c.ref.at if c.ref else "", c.hit) for c in row] for row in block.rows]
    assert drawn == [
        [("序号", "", False), ("任务", "", False)],
        [("1", "", False), ("建停车场", "t1:title", True)],
    ]


def test_a_line_is_cut_where_values_begin_and_end() -> None:
    #       0123456789…
    text = "今年建公园，明年修路。"
    marks = Marks.of(
        [
            ("a1", Task("建公园", places={"text": (Place(line=3, start=2, end=5),)}), True),
            ("t1", Task("修路", places={"text": (Place(line=3, start=8, end=10),)}), False),
        ]
    )
    [pane] = panes_of(source(Paragraph(text, Place(line=3))))
    [block] = shown(pane, marks, [Place(line=3, start=8, end=10)])
    assert [(s.text, s.ref.entry if s.ref else "", s.hit) for s in block.segments] == [
        ("今年", "", False),
        ("建公园", "a1", False),
        ("，明年", "", False),
        ("修路", "t1", True),
        ("。", "", False),
    ]
    assert block.segments[1].ref is not None
    assert block.segments[1].ref.past


def test_frames_stand_in_percent_of_the_page() -> None:
    grid = Grid(
        (("建公园", ""),), Place(table=1, page=1), boxes={(0, 0): (50.0, 100.0, 150.0, 120.0)}
    )
    cell = Place(table=1, row=1, column=1)
    marks = Marks.of([("t1", Task("建公园", places={"title": (cell,)}), False)])
    [pane] = panes_of(source(grid, form=Format.PDF))
    [frame] = overlays(pane, (500.0, 1000.0), shown(pane, marks, [cell]))
    assert (frame.left, frame.top, frame.width, frame.height) == (10.0, 10.0, 20.0, 2.0)
    assert frame.hit
    assert frame.ref is not None


def test_a_milestone_s_own_place_counts() -> None:
    cell = Place(table=1, row=2, column=3)
    task = Task("建公园", milestones=(Milestone(Period.quarter(2026, 1), "开工", cell),))
    assert Marks.of([("t1", task, False)]).cells[1, 2, 3][0].at == "t1:milestone:2026-Q1"
