"""What columns are called, and where a table says so."""

from __future__ import annotations

import pytest

from duban.reading.band import find_band, is_header
from duban.reading.header import SYNONYMS, Role, bare, name_of

WORDS = [(role, word) for role, words in SYNONYMS.items() for word in words.split()]


@pytest.mark.parametrize(("role", "word"), WORDS)
def test_every_word_of_the_table_names_its_role(role: Role, word: str) -> None:
    assert name_of(word).role is role


def test_no_word_stands_twice() -> None:
    words = [word for _, word in WORDS]
    assert sorted(set(words)) == sorted(words)


def test_words_that_stand_earlier_are_stronger() -> None:
    assert name_of("任务名称").rank < name_of("重点工作").rank < name_of("工作内容").rank


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("任务 名称", Role.TITLE),
        ("任务\n名称", Role.TITLE),
        ("任务名称：", Role.TITLE),
        ("重点工作（一级目标）", Role.PATH),
        ("区直牵头责任单位", Role.LEAD_UNITS),
        ("镇级协同单位", Role.CO_UNITS),
        ("区级包联责任领导", Role.LEADERS),
        ("分管副区长", Role.LEADERS),
        ("联系副县长", Role.LEADERS),
        ("挂点领导", Role.LEADERS),
        ("牵头负责同志", Role.LEADERS),
        ("改革领域", Role.PATH),
        ("阶段", Role.PATH),
        ("项目业主", Role.LEAD_UNITS),
        ("责任站所", Role.LEAD_UNITS),
        ("主攻单位", Role.LEAD_UNITS),
        ("责任股室", Role.LEAD_UNITS),
        ("会办单位", Role.CO_UNITS),
        ("年底", Role.MILESTONE),
        ("前三季度累计", Role.MILESTONE),
        ("2024年", Role.MILESTONE),
        ("预计完成日期", Role.DUE),
        ("整改完成时限", Role.DUE),
        ("备注（原因）", Role.NOTE),
        ("第一季度（1-3月）", Role.MILESTONE),
        ("街道序号", Role.NUMBER),
    ],
)
def test_headers_are_told_by_shape_and_brackets(header: str, role: Role) -> None:
    assert name_of(header).role is role


@pytest.mark.parametrize(
    "header",
    [
        "建设目标",
        "任务要求及举措",
        "街镇任务量",
        "总投资(万元)",
        "资金来源",
        "涉及范围",
        "验收标准",
        "开工时间",
        "监督单位",
        "施工单位",
        "联系人",
        "一季度完成情况",
        "",
        "这一段文字太长，显然不会是任何一栏的表头，而是正文里的一句话",
    ],
)
def test_other_headers_are_fields(header: str) -> None:
    assert name_of(header).role is Role.FIELD


@pytest.mark.parametrize(
    ("header", "level"),
    [("市级序号", "city"), ("区级序号", "district"), ("镇级序号", "town"), ("序号", "")],
)
def test_a_serial_number_has_its_level(header: str, level: str) -> None:
    assert name_of(header).level == level


def test_a_header_without_white_space_is_a_key() -> None:
    assert bare(" 总 投资\n(万元) ") == "总投资(万元)"


@pytest.mark.parametrize(
    "row",
    [
        ["序号", "任务名称", "责任单位"],
        ["重点工作", "责任单位"],
        ["序号", "举措", "牵头单位", "完成时限"],
        ["类别", "序号", "目标任务", "", ""],
    ],
)
def test_a_row_that_heads_tasks(row: list[str]) -> None:
    assert is_header(row)


@pytest.mark.parametrize(
    "row",
    [
        ["序号", "姓名", "单位", "电话"],
        ["1", "建停车场", "农业局", "年底"],
        ["任务名称"],
        ["", ""],
        ["指标", "分值"],
    ],
)
def test_a_row_that_heads_no_tasks(row: list[str]) -> None:
    assert not is_header(row)


def test_the_header_stands_below_a_title() -> None:
    band = find_band(
        [
            ("云泽区任务清单", "", ""),
            ("单位：万元", "", ""),
            ("序号", "任务名称", "责任单位"),
            ("1", "建停车场", "农业局"),
        ]
    )
    assert band is not None
    assert (band.top, band.bottom) == (2, 3)
    assert band.texts == ("序号", "任务名称", "责任单位")


def test_a_group_is_known_above_its_columns() -> None:
    band = find_band(
        [
            ("序号", "任务名称", "第一季度", ""),
            ("", "", "目标", "完成情况"),
            ("1", "建停车场", "选址", ""),
        ]
    )
    assert band is not None
    assert band.bottom == 2
    assert [head.name.role for head in band.heads] == [
        Role.NUMBER,
        Role.TITLE,
        Role.MILESTONE,
        Role.FIELD,
    ]
