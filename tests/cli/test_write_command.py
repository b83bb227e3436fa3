"""`duban write`: from any plan to a task list, and one sentence where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.cli import main
from duban.plan.form import dumps, plan_to_form
from duban.reading import measure, read
from duban.writing.tasklist import ADDED
from duban.writing.typeset.fonts import FONTS_VARIABLE

LIST = """\
2026年柳溪镇重点工作任务清单

序号\t任务名称\t牵头单位\t完成时限
1\t新建口袋公园2座\t规建生态办\t2026年11月底前
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "清单.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".DOCX"])
def test_it_writes_what_it_reads(plan: Path, ending: str) -> None:
    target = plan.with_name(f"写出{ending}")
    assert main(["write", str(plan), "--to", str(target)]) == 0
    [task] = read(target).tasks
    assert (task.number, task.title, task.lead_units) == (1, "新建口袋公园2座", ("规建生态办",))
    assert str(task.due) == "2026-11"
    assert not task.fields


def test_it_writes_a_plan_kept_as_json(plan: Path) -> None:
    kept = plan.with_suffix(".json")
    kept.write_text(dumps(plan_to_form(measure(read(plan)))), encoding="utf-8")
    target = plan.with_name("写出.xlsx")
    assert main(["write", str(kept), "--to", str(target)]) == 0
    assert [task.title for task in read(target).tasks] == ["新建口袋公园2座"]


def test_it_adds_columns_to_be_filled_in(plan: Path) -> None:
    target = plan.with_name("写出.docx")
    assert main(["write", str(plan), "--to", str(target), "--standing"]) == 0
    [frame] = read(target).frames
    assert tuple(column.heads[-1] for column in frame.columns[-3:]) == ADDED


@pytest.mark.usefixtures("chinese_font")
def test_it_writes_a_pdf(plan: Path) -> None:
    target = plan.with_name("写出.pdf")
    assert main(["write", str(plan), "--to", str(target)]) == 0
    assert [task.title for task in read(target).tasks] == ["新建口袋公园2座"]


@pytest.mark.parametrize(
    "case",
    [
        ("清单.txt", LIST, "写出.doc", "不能写成“.doc”文件，只能写成.docx、.xlsx、.pdf。"),
        ("空.txt", "　", "写出.docx", "文件中没有可读的文字。"),
        ("坏.json", "{}", "写出.docx", "坏.json 不是 read --json 打印的计划。"),
        ("坏.json", "清单", "写出.docx", "坏.json 不是 read --json 打印的计划。"),
        ("清单.txt", LIST, "没有的文件夹/写出.docx", "写不了文件"),
    ],
)
def test_it_says_in_one_sentence_why_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: tuple[str, str, str, str]
) -> None:
    name, content, target, sentence = case
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert main(["write", str(tmp_path / name), "--to", str(tmp_path / target)]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert not (tmp_path / target).exists()


@pytest.mark.usefixtures("no_fonts")
def test_on_a_machine_without_chinese_fonts_it_tells_how_to_mend_it(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = plan.with_name("写出.pdf")
    assert main(["write", str(plan), "--to", str(target)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("本机没有中文字体")
    assert "请安装" in said
    assert FONTS_VARIABLE in said
    assert said.count("\n") == 1
    assert not target.exists()
    # the other files need none
    assert main(["write", str(plan), "--to", str(plan.with_name("写出.docx"))]) == 0


def test_a_plan_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("没有.json", "没有.txt"):
        assert main(["write", str(tmp_path / name), "--to", str(tmp_path / "a.docx")]) == 2
        assert f"找不到文件：{name}" in capsys.readouterr().err
