"""A template filled in: runs, cells, headers, repeated rows; nothing that is filled in acts."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.writing.filling.drawing import opened, rows, template, texts

from duban.writing.filling import Values, open_template


def filled(data: bytes, lists: dict[str, list[dict[str, str]]] | None = None, **said: str) -> bytes:
    return open_template(data).fill(Values(said, lists or {}))


@pytest.mark.parametrize(
    "line",
    [
        "文号：{{文号}}。",
        "文号：{{|文号}}。",
        "文号：{|{文|号}|}。",
        "文号：|{{|文号|}}|。",
        "文|号|：{{文号}}|。|",
        "文号：{{文号}|}。",
    ],
)
def test_a_field_cut_over_runs_is_one_field(line: str) -> None:
    assert texts(filled(template(line), 文号="柳溪镇督〔2026〕3号")) == [
        "文号：柳溪镇督〔2026〕3号。"
    ]


def test_what_is_filled_in_looks_like_the_run_in_which_the_field_begins() -> None:
    made = opened(filled(template("甲|{{文|号}}|乙"), 文号="3号"))
    said = [(run.text, bool(run.bold)) for run in made.paragraphs[0].runs if run.text]
    assert said == [("甲", False), ("3号", True), ("乙", True)]


def test_several_fields_of_a_line_and_the_same_field_twice() -> None:
    made = filled(template("{{甲}}|{{乙}}{{甲|}}-{{乙}}"), 甲="一", 乙="二二")
    assert texts(made) == ["一二二一-二二"]


def test_cells_headers_and_footers_are_filled() -> None:
    made = opened(
        filled(
            template("正文", table=[["单位", "{{单|位}}"]], header="{{文号}}", footer="第{{期}}期"),
            单位="新农办",
            文号="3号",
            期="二",
        )
    )
    assert made.tables[0].rows[0].cells[1].text == "新农办"
    assert made.sections[0].header.paragraphs[0].text == "3号"
    assert made.sections[0].footer.paragraphs[0].text == "第二期"


TASKS = [{"序号": "1", "名称": "建公园"}, {"序号": "2", "名称": "修河道"}]
LIST = [["序号", "任务"], ["{{任|务.序号}}", "{{任务.名称}}（{{年份}}）"], ["合计", "{{合计}}"]]


def test_a_row_is_repeated_for_each_item() -> None:
    made = filled(template(table=LIST), {"任务": TASKS}, 年份="2026", 合计="2项")
    assert rows(made) == [
        ["序号", "任务"],
        ["1", "建公园（2026）"],
        ["2", "修河道（2026）"],
        ["合计", "2项"],
    ]


def test_an_empty_list_leaves_an_empty_row() -> None:
    made = filled(template(table=LIST), {"任务": []}, 年份="2026", 合计="0项")
    assert rows(made)[1] == ["", "（2026）"]
    assert len(rows(made)) == 3


def test_two_lists_in_rows_of_their_own() -> None:
    drawn = [["{{甲.名}}"], ["{{乙.名}}"]]
    made = filled(template(table=drawn), {"甲": [{"名": "一"}], "乙": [{"名": "二"}] * 2})
    assert rows(made) == [["一"], ["二"], ["二"]]


def test_marks_that_may_stand_once_are_not_repeated() -> None:
    document = opened(template(table=[["{{任务.名称}}"]]))
    cell = document.tables[0].rows[0].cells[0].paragraphs[0]._p
    cell.insert(0, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="这里"/>'))
    cell.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    out = BytesIO()
    document.save(out)
    made = filled(out.getvalue(), {"任务": TASKS})
    with zipfile.ZipFile(BytesIO(made)) as file:
        assert b"bookmark" not in file.read("word/document.xml")


#: what people type or paste, and what must come out: the letters
NASTY = [
    "{{单位}}",
    "{{任务.名称}}",
    "{% for x in y %}{{ x }}{% endfor %}",
    "=1+1",
    '=HYPERLINK("http://example.invalid","点")',
    "@SUM(A1)",
    "+86",
    "-1",
    '#import "x"',
    "#{ 1 + 1 }",
    "$1+1$ `x` *粗* _斜_ <标签> @引用 // 注释",
    "<w:p/>&amp;<script>alert(1)</script>",
    "\\input{x} \\u4e00 %s {0} ${x}",
    "“引号”'单'\"双\"",
    'DDEAUTO c:\\\\x ""',
    "𠮷田（扩展汉字）",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_what_was_typed_comes_out_as_the_letters_typed(nasty: str) -> None:
    drawn = template("{{标|题}}", table=[["{{任务.名称}}", "{{单位}}"]], header="{{标题}}")
    made = filled(drawn, {"任务": [{"名称": nasty}]}, 标题=nasty, 单位=nasty)
    assert texts(made) == [nasty]
    assert rows(made) == [[nasty, nasty]]
    assert opened(made).sections[0].header.paragraphs[0].text == nasty


def test_line_ends_and_tabs_are_words_own_and_unfit_signs_go() -> None:
    made = filled(template("前{{文}}后"), 文="一\r\n二\t三\x00\x0b\ud800四")
    assert texts(made) == ["前一\n二\t三四后"]


def test_the_same_values_give_the_same_bytes() -> None:
    drawn = open_template(template("{{文号}}", table=LIST))
    values = Values({"文号": "3号", "年份": "2026", "合计": "2项"}, {"任务": TASKS})
    assert drawn.fill(values) == drawn.fill(values)


def test_a_field_without_value_is_our_fault_and_not_left_standing() -> None:
    with pytest.raises(KeyError):
        filled(template("{{文号}}"))
