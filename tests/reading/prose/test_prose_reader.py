"""The whole reader: any text is read, spans are exact and in order, and time grows with length."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from duban.plan import Format, Period, Place, Plan, SourceFile, Task
from duban.reading.facts import squeezed
from duban.reading.prose import read_prose
from duban.reading.source import Paragraph, Source

PIECES = st.sampled_from(
    [
        "一、", "（一）", "1.", "①", "一是", "——", "推进", "建设公园", "新增企业3家",
        "同比增长5%",
        "其中", "依托园区", "以项目为抓手", "到2030年", "预计", "力争", "这五年", "2026年",
        "目标是",
        "重点围绕", "等两项任务", "牵头单位：区发改委", "（区教育局负责）",
        "完成时限：6月底前",
        "“", "”", "《", "》", "（", "）", "，", "。", "；", "：", "、", " ", "　", "<p>",
        "各位代表", "习近平", "提请审议", "具体措施", "\n",
    ]
)  # fmt: skip
LINES = st.lists(
    st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=30)), max_size=8
)


def source(lines: list[str]) -> Source:
    blocks = tuple(Paragraph(line, Place(line=number)) for number, line in enumerate(lines, 1))
    return Source(SourceFile("任意.txt", "0", Format.TXT), blocks)


def told(plan: Plan) -> list[Task]:
    """Tasks and achievements in reading order."""
    return sorted((*plan.tasks, *plan.achievements), key=position)


def position(task: Task) -> tuple[int, int]:
    return task.place.line or 0, task.place.start or 0


def pieces(task: Task, lines: list[str]) -> list[str]:
    """What stands in the source at each of the task's places."""
    return [lines[(place.line or 0) - 1][place.start : place.end] for place in task.places["text"]]


@settings(deadline=None, max_examples=300)
@given(LINES)
def test_any_text_is_read_in_order_and_to_the_letter(lines: list[str]) -> None:
    plan = read_prose(source(lines))
    found = told(plan)
    for task in found:
        assert task.text == task.text.strip() != ""
        assert squeezed("".join(pieces(task, lines))) == squeezed(task.text)
        assert task.title
        assert task.place == task.places["text"][0]
    for first, second in pairwise(found):
        end = first.places["text"][-1]
        assert (end.line, end.end) <= (second.place.line, second.place.start)
    assert plan.coverage is not None
    assert 0 <= plan.coverage <= 1


@settings(deadline=None, max_examples=100)
@given(LINES)
def test_numbers_count_in_reading_order(lines: list[str]) -> None:
    plan = read_prose(source(lines))
    for tasks in (plan.tasks, plan.achievements):
        assert [task.number for task in tasks] == list(range(1, len(tasks) + 1))
        assert list(map(position, tasks)) == sorted(map(position, tasks))


@settings(deadline=None, max_examples=100)
@given(LINES)
def test_nothing_is_lost_without_a_word(lines: list[str]) -> None:
    """What no task, heading or framing owns is a doubt."""
    plan = read_prose(source(lines))
    assert (plan.coverage == 1) == (not plan.doubts)


def test_an_empty_document_is_an_empty_plan() -> None:
    plan = read_prose(source([]))
    assert not plan.tasks
    assert not plan.achievements
    assert plan.coverage == 1


def test_a_commitment_broken_by_a_page_has_both_places() -> None:
    lines = ["一、产业", "围绕两大产业，动态优化政策体系，落实", "", "好倍增计划，扶持存量企业。"]
    tasks = read_prose(source(lines)).tasks
    broken = next(task for task in tasks if "倍增" in task.text)
    assert broken.text == "落实好倍增计划"
    assert pieces(broken, lines) == ["落实", "好倍增计划"]


def test_titles_leave_out_what_a_commitment_rests_on_and_serves() -> None:
    text = "依托滨江智谷，引进软件企业12家，提升产业能级。"
    [task] = read_prose(source([text])).tasks
    assert task.text == text.rstrip("。")
    assert task.title == "引进软件企业12家"


def test_a_long_title_is_shortened() -> None:
    names = "、".join(f"柳溪第{number}街坊" for number in "一二三四五六七八九")
    [task] = read_prose(source([f"推进{names}等老旧小区改造工程建设。"])).tasks
    assert len(task.title) <= 40
    assert task.title.startswith("推进柳溪第一街坊")


def test_slogans_are_kept_and_marked() -> None:
    lines = [
        "云泽区2026年工作计划",
        "做好今年工作，要以习近平新时代中国特色社会主义思想为指导，奋力开创发展新局面。",
        "一、产业",
        "引进企业3家。",
    ]
    slogan, task = read_prose(source(lines)).tasks
    assert (slogan.text, slogan.optional) == ("奋力开创发展新局面", True)
    assert (task.text, task.optional) == ("引进企业3家", False)
    assert task.period == Period.year(2026)


REPORT = [
    "云泽区人民政府2026年工作报告",
    "一、2025年工作回顾",
    *(
        f"{number}.经济稳步增长。预计全年完成税收{number}7亿元，同比增长6%，其中区级完成3亿元。"
        "依托滨江智谷，引进软件企业8家，检测中心落地园区，搭建试验平台，拓展应用场景。"
        "完成9家企业隐患排查，18处排口整治，推进泵闸建设，提升防汛能力。"
        for number in range(1, 61)
    ),
    "二、2026年工作安排",
    *(
        f"{number}.强化创新策源。以两所学院为核心，推动机床试验基地建设，建立企业培育库。"
        "坚持“日清点、周通报、月调度”机制，完善运行监测，力争税收增长5%。"
        for number in range(1, 61)
    ),
]


def seconds(lines: list[str]) -> float:
    """The best of three runs, so that a busy machine does not decide."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        read_prose(source(lines))
        best = min(best, time.process_time() - begun)
    return best


def test_a_whole_report_is_read_at_once_and_time_grows_linearly() -> None:
    letters = sum(map(len, REPORT))
    per_letter = seconds(REPORT) / letters
    assert per_letter * 15_000 < 0.5  # a seventh of it on a quiet machine
    assert seconds(REPORT * 8) / (8 * letters) < 3 * per_letter
    assert seconds(["".join(REPORT * 8)]) / (8 * letters) < 3 * per_letter
