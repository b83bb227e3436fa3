"""What is told of a template: where, what was written, what was probably meant."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.writing.filling.drawing import opened, template

from duban.writing.filling import Known, faults_of, open_template

KNOWN = Known(
    frozenset({"文号", "标题", "发文单位", "任务名称"}),
    {"任务": frozenset({"序号", "名称"}), "单位": frozenset({"名称"})},
)


def told(data: bytes) -> list[str]:
    return [str(fault) for fault in faults_of(open_template(data), KNOWN)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{任务名}}", "第3段“{{任务名}}”：没有这个字段，是否指“{{任务名称}}”"),
        ("{{任|务名}}", "第3段“{{任务名}}”：没有这个字段，是否指“{{任务名称}}”"),
        ("{{天气}}", "第3段“{{天气}}”：没有这个字段"),
        ("{{序号}}", "第3段“{{序号}}”：没有这个字段，是否指“{{任务.序号}}”"),
        ("{{标题", "第3段“{{标题”：缺少后一半“}}”"),
        ("{{标题+1}}", "第3段“{{标题+1}}”：字段只写名称，如“{{文号}}”，不能写别的"),
        ("｛｛标题｝｝", "第3段“｛｛标题｝｝”：花括号要用半角“{{”和“}}”"),
        (
            "{{任务.序号}}",
            "第3段“{{任务.序号}}”：“任务”是一张清单，这个字段只能放在表格的一行里",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(line: str, said: str) -> None:
    assert told(template("", "{{文号}}", line)) == [said]


def test_faults_in_cells_headers_and_footers() -> None:
    drawn = [["序号", "名称"], ["{{任务.序号}}", "{{任务.名}}"]]
    assert told(template(table=drawn, header="{{编号}}", footer="{{标提}}")) == [
        "表1第2行第2列“{{任务.名}}”：没有这个字段，是否指“{{任务.名称}}”",
        "页脚第1段“{{标提}}”：没有这个字段，是否指“{{标题}}”",
        "页眉第1段“{{编号}}”：没有这个字段，是否指“{{文号}}”",
    ]


def test_a_row_repeats_one_list_only() -> None:
    assert told(template(table=[["{{任务.名称}}", "{{单位.名称}}"]])) == [
        "表1第1行：一行只能重复一张清单，这里有任务、单位"
    ]


def test_a_table_in_a_repeated_row_repeats_nothing_else() -> None:
    document = opened(template(table=[["{{任务.名称}}"]]))
    inner = document.tables[0].rows[0].cells[0].add_table(1, 1)
    inner.rows[0].cells[0].paragraphs[0].add_run("{{单位.名称}}")
    out = BytesIO()
    document.save(out)
    assert told(out.getvalue()) == ["表1第1行：一行只能重复一张清单，这里有任务、单位"]


def test_a_text_box_is_looked_into() -> None:
    document = opened(template("{{文号}}"))
    box = parse_xml(
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>{{标提}}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    document.paragraphs[0]._p.append(box)
    out = BytesIO()
    document.save(out)
    assert told(out.getvalue()) == ["文本框内“{{标提}}”：没有这个字段，是否指“{{标题}}”"]


@pytest.mark.parametrize(
    "data",
    [
        template("{{文号}}"),
        template("{{|文号}}和{{标题|}}", "普通一段，{花括号}不算"),
        template(table=[["{{任务.序号}}", "{{任务.名称}}"]]),
        template(table=[["{{任务.序号}}", "{{文号}}"], ["{{单位.名称}}", ""]]),
        template("正文", header="{{文号}}"),
    ],
)
def test_a_right_template_has_no_fault(data: bytes) -> None:
    assert told(data) == []


def test_a_template_without_fields_is_told() -> None:
    assert told(template("只有字")) == ["全文没有字段，每份公文都会一样，请先填入字段"]
