"""C111 同一指标的完成数前后应一致, and the other rules that speak of the looking-back part."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.checking import check
from duban.plan import Finding, Severity
from duban.reading import measure, read

REPORT = """# 云泽镇人民政府2026年工作报告

## 一、2025年工作回顾

（一）经济平稳增长。{first}。新增专精特新企业5家。

（二）产业提质增效。{second}。建成智能工厂3家。

## 二、2026年工作安排

（一）稳住增长。完成规上工业总产值72.5亿元。新建停车场6个。
"""


def found(first: str, second: str, folder: Path) -> list[Finding]:
    path = folder / "报告.md"
    path.write_text(REPORT.format(first=first, second=second), encoding="utf-8")
    plan = measure(read(path))
    assert len(plan.achievements) >= 4
    return list(check([plan]))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("完成规上工业总产值68.9亿元", "完成规上工业总产值69.9亿元", id="a-digit"),
        pytest.param("完成规上工业总产值68.9亿元", "完成规上工业总产值86.9亿元", id="exchanged"),
        pytest.param("完成固定资产投资18.25亿元", "完成固定资产投资182600万元", id="in-two-units"),
    ],
)
def test_it_speaks(first: str, second: str, tmp_path: Path) -> None:
    [finding] = found(first, second, tmp_path)
    assert finding.rule == "C111"
    assert finding.severity is Severity.WARNING
    assert finding.tasks == ()
    assert finding.message.startswith("回顾部分：")
    assert finding.places[0].line == 7


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("完成规上工业总产值68.9亿元", "完成规上工业总产值68.9亿元", id="agrees"),
        pytest.param("完成固定资产投资18.3亿元", "完成固定资产投资182600万元", id="rounded"),
        pytest.param("完成规上工业总产值68.9亿元", "完成规上工业总产值12亿元", id="a-part"),
        pytest.param("新建停车场112个", "新建停车场113个", id="no-head-figure"),
        pytest.param(
            "完成规上工业总产值68.9亿元", "五年累计完成规上工业总产值69.9亿元", id="of-five-years"
        ),
    ],
)
def test_it_keeps_silent(first: str, second: str, tmp_path: Path) -> None:
    assert not found(first, second, tmp_path)


@pytest.mark.parametrize(
    ("first", "rule"),
    [
        ("新增停车泊位300个，其中公共停车泊位200个、道路停车泊位150个", "C105"),
        ("农村生活污水治理覆盖率达到120%", "U303"),
        ("建成口袋\ufffd公园3座", "F606"),
    ],
)
def test_other_rules_speak_of_results_too(first: str, rule: str, tmp_path: Path) -> None:
    [finding] = found(first, "完成技术改造", tmp_path)
    assert (finding.rule, finding.tasks) == (rule, ())
    assert finding.message.startswith("回顾部分：")
