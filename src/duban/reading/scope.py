"""Whom a task reaches, from the column that says so: 涉及范围, 街镇任务量 and their like.

A name counts where it stands clean in some cell of the list (between 、 or before a figure); it is
then found again behind words that cling to it (指导白石镇). Where no name stands, a group is
looked for: 11个街镇, 相关街镇, 各村（居）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from duban.plan import Plan, Scope, Task

_HEADERS = (
    "范围",
    "街镇",
    "镇街",
    "乡镇",
    "涉及",
    "覆盖",
    "辖区",
    "分解",
    "任务量",
    "分布",
    "属地",
)
_NAME = r"(?<!\w)([^\W\d]{2,3}(?:镇|街道|乡)|[^\W\d]{2,6}(?:园区|开发区|农场))(?=\W|\d|$)"
_NO_NAME = ("街镇", "乡镇", "村镇", "城镇", "镇街", "所有", "有关", "相关", "其他", "家庭农场")
#: what begins a phrase of work to be done (新增区级家庭农场), or speaks of places at large
_NO_BEGINNING = (*"各全每其该本", "新增", "新建", "建设", "建成", "创建", "打造", "培育")
_GROUP = (
    r"(?:\d+\s*个|全部|所有|各|相关|有关|其余|其他|涉农|全体)"
    r"(?:街镇|镇街|乡镇|镇（街道）|街道（镇）|街道|镇|乡|村居|村（居）|村|社区|园区)"
    r"|全[省市区县镇乡]"
)
#: what speaks of places beside those named
_REST = ("其余", "其他")


def with_scopes(plan: Plan) -> Plan:
    """The plan with the scope of each task that has a column for it and none read so far."""
    texts = [_scope_text(task) for task in plan.tasks]
    names = names_in(text for text in texts if text)
    if not any(texts):
        return plan
    tasks = (
        replace(task, scope=scope_of(text, names)) if text and task.scope is None else task
        for task, text in zip(plan.tasks, texts, strict=True)
    )
    return replace(plan, tasks=tuple(tasks))


def _scope_text(task: Task) -> str:
    return next((text for header, text in task.fields.items() if _is_scope(header)), "")


def _is_scope(header: str) -> bool:
    return any(word in header for word in _HEADERS)


def names_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The names of places that stand clean anywhere in the texts, longest first."""
    found = {name for text in texts for name in re.findall(_NAME, text) if _is_name(name)}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _is_name(name: str) -> bool:
    return not name.startswith(_NO_BEGINNING) and not any(word in name for word in _NO_NAME)


def scope_of(text: str, names: Iterable[str] = ()) -> Scope | None:
    """The places among `names` that the text speaks of, in its order, and the others where it
    speaks of 其余街镇 as well; else the group it names."""
    known = tuple(names)
    orgs = dict.fromkeys(re.findall("|".join(map(re.escape, known)), text)) if known else {}
    if orgs:
        groups = [found for found in re.findall(_GROUP, text) if found.startswith(_REST)]
        return Scope(groups[0] if groups else "", tuple(orgs))
    group = re.search(_GROUP, text)
    return None if group is None else Scope(group[0])
