"""R504 同一名称不应有一字之差

云库村 in four tasks, 云厍村 in one: a name that is another but for one character. Short names of
places often differ by one character by right (东桥村, 东塘村), so that there the character must be
one that is taken for the other, or one task must name the one throughout and the other once. The
long name of a unit may differ in any, where it is rare and the other is not. Two names that stand
in one cell are two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from duban.checking.lookalikes import confusable
from duban.checking.rule import Remark, rule
from duban.checking.view import MILESTONE, PlanView, TaskView
from duban.plan import Severity, Task

#: two characters and what makes them a place; more may stand before, and say nothing here
_PLACE = re.compile(r"[一-鿿]{2}(?:街道|社区|[村镇乡])")
_COMMON = re.compile(
    r"[农乡各行本全每城街区驻入到个新老旧]村|政村|[城村乡街各全本]镇|[城下本]乡|本街道|各街道|各社区"
)
_NUMERALS = frozenset("一二三四五六七八九十百东西南北中上下前后左右大小新老第内外")
#: a longer name that is used so often makes another spelling, used once, a slip
LONG, OFTEN = 5, 3
#: pairs of real offices that differ by one character
_LEGIT = frozenset(("教体", "水税", "财邮", "农林", "民宗", "医卫", "市省", "区县", "区市", "镇乡"))


@rule("R504", "同一名称不应有一字之差", Severity.WARNING)
def names_spelled_once(view: PlanView) -> Iterator[Remark]:
    names = _names(view)
    for group in _groups(_near(names, view.words)):
        spellings = sorted(group, key=lambda name: -len(names[name].tasks))
        # the spelling used most is taken for the right one
        tasks = {id(task): task for name in spellings[1:] for task in names[name].tasks}
        said = "、".join(f"“{name}”（{_numbers(names[name].tasks)}）" for name in spellings)
        yield Remark(
            f"{said}只差一字，疑为同一名称。",
            tasks=tuple(tasks.values()),
            fields=tuple(dict.fromkeys(at for name in spellings[1:] for at in names[name].fields)),
            values={name: f"{len(names[name].tasks)}项" for name in spellings},
        )


def _groups(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Names joined by any pair, together."""
    groups: list[set[str]] = []
    for pair in pairs:
        joined = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in joined]
        groups.append(set(pair).union(*joined))
    return groups


class _Name:
    """Where a name is used: its tasks, its fields, and the cells it stands in."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.fields: dict[str, None] = {}
        self.cells: set[tuple[int, str]] = set()

    def add(self, at: int, task: Task, name: str) -> None:
        if not self.tasks or self.tasks[-1] is not task:
            self.tasks.append(task)
        self.fields[name] = None
        self.cells.add((at, name))


def _names(view: PlanView) -> dict[str, _Name]:
    found: dict[str, _Name] = {}
    for at, task in enumerate(view.tasks):
        for field, name in _of_task(task):
            found.setdefault(name, _Name()).add(at, task.task, field)
    return found


def _of_task(view: TaskView) -> Iterator[tuple[str, str]]:
    """Names of units, and of places wherever they stand, with their fields."""
    for field in ("lead_units", "co_units"):
        for unit in getattr(view.task, field):
            if len(unit) >= 3:
                yield field, unit
    for share in view.task.allocations:
        yield share.field, share.org
    for field, text in view.cells.items():
        for found in _PLACE.finditer(text):
            if not _COMMON.search(found[0]):
                yield field, found[0]


def _near(names: dict[str, _Name], known: str) -> Iterator[tuple[str, str]]:
    """Pairs that differ by one character, found by the names with that character left out."""
    by_gap: dict[tuple[str, str, int], list[str]] = {}
    for name in names:
        for at in range(len(name)):
            by_gap.setdefault((name[:at], name[at + 1 :], at), []).append(name)
    for (_, _, at), alike in by_gap.items():
        for number, one in enumerate(alike):
            for other in alike[number + 1 :]:
                if _suspicious(one, other, at, names, known):
                    yield one, other


def _suspicious(one: str, other: str, at: int, names: dict[str, _Name], known: str) -> bool:
    a, b = one[at], other[at]
    if a in _NUMERALS and b in _NUMERALS:
        return False
    if a.isascii() or b.isascii() or a + b in _LEGIT or b + a in _LEGIT:
        return False
    if names[one].cells & names[other].cells:
        return False
    if confusable(a, b):
        return True
    if _strays(names[one], names[other]) or _strays(names[other], names[one]):
        return True
    few, many = sorted((one, other), key=lambda name: len(names[name].tasks))
    if len(names[few].tasks) > 1 or len(names[many].tasks) < OFTEN or len(one) < LONG:
        return False
    # a slip makes words that the plan does not know; two offices are made of known ones
    return not any(
        pair in known for pair in (few[at - 1 : at + 1], few[at : at + 2]) if len(pair) == 2
    )


def _strays(one: _Name, other: _Name) -> bool:
    """Whether a name is used in one cell only, of a task that else names the other: in its title
    and in two periods or more."""
    if len(one.cells) > 1 or len(one.tasks) > 1:
        return False
    [(at, _)] = one.cells
    fields = {name for task, name in other.cells if task == at}
    return "title" in fields and sum(name.startswith(MILESTONE) for name in fields) > 1


def _numbers(tasks: Iterable[Task]) -> str:
    numbers = [str(task.number) for task in tasks if task.number is not None]
    shown = "、".join(numbers[:6]) + ("等" if len(numbers) > 6 else "")
    return f"任务{shown}" if numbers else "正文"
