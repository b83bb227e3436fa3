"""Links between a district's list and a town's, drawn as pairs of tasks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from duban.linking import link
from duban.plan import (
    Allocation,
    Document,
    Format,
    Plan,
    PlanKind,
    Quantity,
    Relation,
    Scope,
    SourceFile,
    Task,
)

FILE = SourceFile("清单.docx", "0" * 64, Format.DOCX)
YARDS = Quantity("title", "200户", 6, 10, Decimal(200), "户")


def plan(title: str, tasks: Sequence[Task]) -> Plan:
    return Plan(Document(title, PlanKind.LIST, FILE, 2026), tuple(tasks))


def share(org: str, value: int) -> Allocation:
    return Allocation(org, Decimal(value), "户", "美丽庭院", "街镇任务量", f"{org}{value}户")


DISTRICT = plan(
    "云泽区2026年乡村建设任务清单",
    [
        Task(
            "推进美丽庭院建设",
            number=1,
            allocations=(share("柳溪镇", 200), share("北塘镇", 300)),
        ),
        Task("健全养老服务网络", number=2, fields={"要求": "每镇建成综合养老服务中心"}),
        Task("疏浚村级河道", number=3, scope=Scope(orgs=("北塘镇", "南圩镇"))),
        Task("培育家庭农场", number=4),
    ],
)
TOWN = plan(
    "柳溪镇2026年目标管理任务清单",
    [
        Task("疏浚村级河道12公里", number=11),
        Task("打造美丽庭院200户", number=12, quantities=(YARDS,)),
        Task("建成综合养老服务中心1个", number=13),
        Task("完成税收收入6亿元", number=14),
    ],
)


def test_an_equal_share_and_near_words_bring_tasks_together() -> None:
    found = {(one.a, one.b): one for one in link(DISTRICT, TOWN)}
    assert set(found) == {(1, 12), (2, 13)}
    assert found[1, 12].relation is Relation.PART_OF
    assert found[1, 12].reason == "分解量与目标一致：200户"
    assert found[2, 13].relation is Relation.SAME
    assert found[1, 12].score > found[2, 13].score


def test_a_task_whose_places_leave_the_town_out_is_not_its_work() -> None:
    assert 3 not in {one.a for one in link(DISTRICT, TOWN)}


def test_either_plan_may_stand_first() -> None:
    there = {(one.a, one.b, one.score) for one in link(DISTRICT, TOWN)}
    back = {(one.b, one.a, one.score) for one in link(TOWN, DISTRICT)}
    assert there == back


@pytest.mark.parametrize(
    "tasks",
    [
        pytest.param([], id="empty"),
        pytest.param([Task("组织春季植树", number=1)], id="nothing-in-common"),
        pytest.param([Task("推进美丽庭院建设")], id="without-a-number"),
        pytest.param([Task("2026", number=1)], id="no-words"),
    ],
)
def test_it_stays_silent(tasks: list[Task]) -> None:
    assert link(DISTRICT, plan("柳溪镇2026年清单", tasks)) == ()


def test_each_task_has_one_partner_at_most() -> None:
    twice = plan("柳溪镇2026年清单", [*TOWN.tasks, Task("打造美丽庭院", number=15)])
    found = link(DISTRICT, twice)
    assert len({one.a for one in found}) == len({one.b for one in found}) == len(found)


def test_real_lists_link_as_annotated(corpus: Path, scorer: Path) -> None:
    run = subprocess.run(
        [sys.executable, scorer, "links", "--duban", f"{sys.executable} -m duban"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout)["f1"] >= 0.6
