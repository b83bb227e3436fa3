"""D406 同一活动在各项任务中的时间应一致

第五届荷花节 held in one task's third quarter and in another's fourth. Only an edition by number
(第…届) and a word that it is held (举办, 办好, 召开) count; getting ready, following up and a task
that spreads the event over several quarters do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Period, Severity, Task

_EVENT = re.compile(
    r"(第[一二三四五六七八九十百\d]+届)([^，。；、”“》\s]{2,20}?(?:节|会|展|赛|周|论坛))"
)
_THIS = re.compile(r"本(?:届|次)[^，。；、]{0,8}(?:节|会|展|赛|周|论坛)")
_HELD = re.compile(r"(?:举办|办好|召开|举行|承办)[^，。；]{0,6}$")
_NOT_YET = re.compile(r"筹备|准备|谋划|方案|策划|预热|排摸|邀请|展前|申报|配套")


@dataclass(frozen=True, slots=True)
class _Holding:
    task: Task
    period: Period
    field: str


@rule("D406", "同一活动在各项任务中的时间应一致", Severity.WARNING)
def events_held_once(view: PlanView) -> Iterator[Remark]:
    for event, holdings in _held(view).items():
        by_task: dict[int, list[_Holding]] = {}
        for holding in holdings:
            by_task.setdefault(id(holding.task), []).append(holding)
        first = holdings[0]
        for later in holdings[1:]:
            own = {one.period for one in by_task[id(later.task)]}
            apart = later.task is not first.task and first.period not in own
            if apart and not _overlap(first.period, later.period):
                yield Remark(
                    f"{event}：任务{first.task.number}在{first.period.label}举办，"
                    f"任务{later.task.number}在{later.period.label}举办。",
                    tasks=(first.task, later.task),
                    fields=(first.field, later.field),
                    values={
                        f"任务{first.task.number}": first.period.label,
                        f"任务{later.task.number}": later.period.label,
                    },
                )
                break


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _held(view: PlanView) -> Mapping[str, list[_Holding]]:
    """Where each numbered event is said to be held."""
    found: dict[str, list[_Holding]] = {}
    if not view.says(_EVENT):
        return found
    for task in view.tasks:
        editions = [
            _edition(match)
            for text in task.cells.values()
            if "届" in text
            for match in _EVENT.finditer(text)
        ]
        if not editions:
            continue
        for stage in task.stages:
            for clause in re.split(r"[，。；;、\n]", stage.text):
                for event in _events(clause, editions):
                    found.setdefault(event, []).append(
                        _Holding(task.task, stage.period, stage.field)
                    )
    return found


def _events(clause: str, editions: list[str]) -> Iterator[str]:
    for match in (*_EVENT.finditer(clause), *_THIS.finditer(clause)):
        before = clause[: match.start()].rstrip("“《")
        if not _HELD.search(before) or _NOT_YET.search(clause):
            continue
        if match.re is _EVENT:
            yield _edition(match)
        elif editions:
            yield editions[0]


def _edition(match: re.Match[str]) -> str:
    """The number and the last of the name: 第五届云泽荷花节 and 第五届荷花节 are one."""
    name = re.split(r"暨", match[2])[0]
    return match[1] + name[-3:]
