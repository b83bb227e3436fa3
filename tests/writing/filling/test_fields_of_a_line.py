"""Where fields stand in a line, written rightly and wrongly."""

from __future__ import annotations

import pytest

from duban.writing.filling.fields import GAP, Known, Shape, fields_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("没有字段", []),
        ("{{文号}}", ["文号"]),
        ("{{ 文号 }}", ["文号"]),
        ("关于{{标题}}的{{文种}}", ["标题", "文种"]),
        ("{{任务.序号}}", ["任务.序号"]),
        ("{{ 任务 . 序号 }}", ["任务.序号"]),
        ("一个{花括号}不算", []),
        ("}}先关后开", []),
        ("{% for %}只是字", []),
    ],
)
def test_fields_written_rightly(line: str, names: list[str]) -> None:
    found = list(fields_in(line))
    assert [one.full for one in found] == names
    assert all(one.shape is Shape.RIGHT for one in found)
    assert all(line[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("line", "shapes"),
    [
        ("{{文号", [Shape.UNCLOSED]),
        ("{{文号{{标题}}", [Shape.UNCLOSED, Shape.RIGHT]),
        (f"{{{{文{GAP}号}}}}", [Shape.UNCLOSED]),
        ("{{}}", [Shape.MISSPELT]),
        ("{{ }}", [Shape.MISSPELT]),
        ("{{任务.序号.一}}", [Shape.MISSPELT]),
        ("{{文号 + 1}}", [Shape.MISSPELT]),
        ("{{文号|upper}}", [Shape.MISSPELT]),
        ("{{__class__.x()}}", [Shape.MISSPELT]),
        ("｛｛文号｝｝", [Shape.WIDE]),
        ("{{{{", [Shape.UNCLOSED, Shape.UNCLOSED]),
    ],
)
def test_fields_written_wrongly(line: str, shapes: list[Shape]) -> None:
    assert [one.shape for one in fields_in(line)] == shapes


def test_what_follows_an_open_field_is_not_swallowed_whole() -> None:
    [found] = fields_in("{{" + "长" * 500)
    assert len(found.text) == 40


def test_a_name_is_known_in_its_own_list_only() -> None:
    known = Known(frozenset({"文号"}), {"任务": frozenset({"序号"})})
    inside = {one.full: one in known for one in fields_in("{{文号}}{{序号}}{{任务.序号}}{{任务}}")}
    assert inside == {"文号": True, "序号": False, "任务.序号": True, "任务": False}
    assert known.all == ["文号", "任务.序号"]
