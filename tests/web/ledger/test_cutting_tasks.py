"""Split and join lose no word and keep their places."""

from __future__ import annotations

import pytest

from duban.plan import Milestone, Period, Place, Task
from duban.web.ledger.cutting import join, split
from duban.web.ledger.fields import Unfit

PROSE = Task(
    title="新建口袋公园2个",
    text="新建口袋公园2个，改造老旧小区3万平方米",
    places={"text": (Place(line=4, start=10, end=20), Place(line=5, start=0, end=9))},
)


def words_at(task: Task) -> list[tuple[int | None, int | None, int | None]]:
    return [(place.line, place.start, place.end) for place in task.places["text"]]


def test_prose_is_split_with_its_places() -> None:
    first, second = split(PROSE, 9)
    assert (first.text, second.text) == ("新建口袋公园2个", "改造老旧小区3万平方米")
    # 新建口袋公园2个 is 8 characters of line 4; 改 begins at the tenth and runs into line 5
    assert words_at(first) == [(4, 10, 18)]
    assert words_at(second) == [(4, 19, 20), (5, 0, 9)]
    assert second.place == Place(line=4, start=19, end=20)


def test_both_halves_of_a_row_keep_its_units_and_its_cell() -> None:
    cell = Place(table=1, row=3, column=2)
    row = Task(
        title="修路5公里；建桥2座",
        text="修路5公里；建桥2座",
        lead_units=("建管委",),
        places={"title": (cell,)},
        place=cell,
    )
    first, second = split(row, 6)
    assert [(half.title, half.text) for half in (first, second)] == [
        ("修路5公里", "修路5公里"),
        ("建桥2座", "建桥2座"),
    ]
    assert first.lead_units == second.lead_units == ("建管委",)
    assert first.places["title"] == second.places["title"] == (cell,)


@pytest.mark.parametrize("at", [0, len(PROSE.text), 1000])
def test_a_cut_at_the_edge_is_refused(at: int) -> None:
    with pytest.raises(Unfit, match="两边都要有文字"):
        split(PROSE, at)


def test_joined_tasks_hold_both() -> None:
    q1, q2 = Period.quarter(2026, 1), Period.quarter(2026, 2)
    joined = join(
        Task("修路", text="修路", co_units=("甲村", "乙村"), milestones=(Milestone(q1, "开工"),)),
        Task(
            "建桥",
            text="建桥",
            co_units=("乙村", "丙村"),
            fields={"资金": "自筹"},
            milestones=(Milestone(q2, "完工"), Milestone(q1, "设计")),
        ),
    )
    assert (joined.title, joined.text) == ("修路；建桥", "修路；建桥")
    assert joined.co_units == ("甲村", "乙村", "丙村")
    assert joined.fields == {"资金": "自筹"}
    assert [stone.text for stone in joined.milestones] == ["开工；设计", "完工"]


def test_split_then_joined_is_whole_again() -> None:
    first, second = split(PROSE, 9)
    assert join(first, second).text == "新建口袋公园2个；改造老旧小区3万平方米"
    assert join(first, second).places["text"] == (*first.places["text"], *second.places["text"])
