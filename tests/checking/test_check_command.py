"""`duban check` and `duban rule`: what they print, what they write, how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from duban.checking import RULES
from duban.cli import main

SOUND = """# 2026年云泽镇重点工作任务清单

| 序号 | 任务名称 | 牵头单位 | 配合单位 | 一季度 | 二季度 | 三季度 | 四季度 |
|---|---|---|---|---|---|---|---|
| 1 | 引进企业370户 | 经发办 | 各村 | 引进37户 | 累计引进110户 | 累计引进220户 | 累计引进企业370户 |
| 2 | 改造农村公厕 | 卫生办 | 水务站 | 选址 | 招标 | 施工 | 验收 |
"""
FAULTY = SOUND.replace("累计引进企业370户 |", "累计引进企业350户 |")
MILD = SOUND.replace("水务站", "卫生办、水务站")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "清单.md"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def ending(text: str, folder: Path, *words: str) -> int:
    path = folder / "一份.md"
    path.write_text(text, encoding="utf-8")
    return main(["check", str(path), *words])


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        pytest.param(SOUND, [], 0, id="nothing-found"),
        pytest.param(FAULTY, [], 1, id="an-error"),
        pytest.param(MILD, [], 0, id="a-warning-is-no-error"),
        pytest.param(MILD, ["--fail-on", "warning"], 1, id="a-warning-when-asked"),
        pytest.param(FAULTY, ["--fail-on", "never"], 0, id="never"),
        pytest.param(SOUND, ["--fail-on", "info"], 0, id="no-information-either"),
    ],
)
def test_the_status(text: str, words: list[str], status: int, tmp_path: Path) -> None:
    assert ending(text, tmp_path, *words) == status


def test_what_cannot_be_read_ends_in_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "没有.docx")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_the_table_names_level_rule_task_and_place(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(paper)])
    said = capsys.readouterr().out
    assert said.startswith("清单.md：2026年云泽镇重点工作任务清单（2项任务）\n")
    assert "  错误  Y201  任务1  最后一期应与全年目标一致\n" in said
    assert "全年目标370户，2026年四季度累计350户，相差-20户" in said
    assert "位置：表1 第2行 第2列；表1 第2行 第8列\n" in said
    assert said.endswith("共 1 处：错误 1，警告 0，提示 0\n")


def test_json_has_the_settled_form(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(paper), "--json"])
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert finding["rule"] == "Y201"
    assert finding["name"] == "最后一期应与全年目标一致"
    assert finding["severity"] == "error"
    assert (finding["task"], finding["tasks"]) == (1, [1])
    assert finding["fields"] == ["title", "milestone:2026-Q4"]
    assert finding["places"][0] == {
        "table": 1,
        "row": 2,
        "column": 2,
        "line": finding["places"][0]["line"],
        "start": 4,
        "end": 8,
    }
    assert finding["values"]["相差"] == "-20户"


def test_a_finding_on_the_document_names_no_task(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "清单.txt"
    rows = ("序号\t任务名称\t牵头单位", "1\t建设庭院\t农业办", "2\t改造公厕\t卫生办")
    lines = ("2026年云泽镇重点工作任务清单", "", *rows, "全镇共涉及重点任务5项。")
    path.write_text("\n".join(lines), encoding="utf-8")
    main(["check", str(path), "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    [finding] = [finding for finding in findings if finding["rule"] == "F613"]
    assert finding["task"] is None
    assert finding["tasks"] == ["document"]


def test_sarif_points_to_rules_and_places(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(paper), "--sarif"])
    log = json.loads(capsys.readouterr().out)
    [run] = log["runs"]
    [result] = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "Y201"
    assert result["level"] == "error"
    location = result["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "%E6%B8%85%E5%8D%95.md"
    assert location["physicalLocation"]["region"]["startLine"] == 5
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "任务1/任务名称"


def test_the_sheet_holds_text_only(tmp_path: Path, paper: Path) -> None:
    target = tmp_path / "结果.xlsx"
    main(["check", str(paper), "--xlsx", str(target)])
    with target.open("rb") as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert rows[0][:5] == ["序号", "文件", "任务", "级别", "规则"]
    assert rows[1][:5] == ["1", "清单.md", "任务1", "错误", "Y201"]
    assert len(rows) == 2


def test_the_page_marks_the_figures_and_needs_nothing_else(tmp_path: Path, paper: Path) -> None:
    target = tmp_path / "结果.html"
    main(["check", str(paper), "--html", str(target)])
    page = target.read_text(encoding="utf-8")
    assert "引进企业<mark>370户</mark>" in page
    assert "累计引进企业<mark>350户</mark>" in page
    assert "没有发现问题的任务 1 项" in page
    assert "<script" not in page
    assert "http" not in page


def test_the_page_shows_marks_of_html_as_text(tmp_path: Path) -> None:
    target = tmp_path / "结果.html"
    text = FAULTY.replace("各村", "<b>各村</b>")
    ending(text, tmp_path, "--html", str(target))
    assert "<b>" not in target.read_text(encoding="utf-8")


def unknown_units(paper: Path, directory: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    main(["check", str(paper), "--directory", str(directory), "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [one["values"]["所写"] for one in findings if one["rule"] == "R505"]


def test_a_directory_as_text(
    tmp_path: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = tmp_path / "名录.txt"
    directory.write_text("# 单位名录\n经济发展办公室，经发办\n水务站\n", encoding="utf-8")
    assert unknown_units(paper, directory, capsys) == ["卫生办"]


def test_a_directory_as_a_workbook(
    tmp_path: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = tmp_path / "名录.xlsx"
    with Workbook(directory) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["经济发展办公室", "经发办"])
        sheet.write_row(1, 0, ["卫生办"])
    assert unknown_units(paper, directory, capsys) == ["水务站"]


def test_a_missing_directory_ends_in_two(
    tmp_path: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(paper), "--directory", str(tmp_path / "没有.txt")]) == 2
    assert "名录" in capsys.readouterr().err


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "c101"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("# C101 分解量之和应等于总量\n")
    assert said.index("## 会报") < said.index("## 不报")


def test_all_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("C 合计与分解\n  C101  错误  分解量之和应等于总量\n")
    assert [line.split()[0] for line in said.splitlines() if line.startswith("  ")] == sorted(
        (rule.code for rule in RULES), key=lambda code: ("CYUDRFX".index(code[0]), code)
    )


def test_an_unknown_rule_ends_in_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "Z999"]) == 2
    assert capsys.readouterr().out == ""
