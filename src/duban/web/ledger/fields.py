"""The fields of a task by name: what they are called, what stands in them, how to write them.

A field's name is the one that `Task.places` uses: `title`, `milestone:2026-Q1`, `ids:city`, or a
column's own header. Every field is printed to one text and written from one text, so that a
correction is two texts, before and after, whatever it touches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from duban.plan import Due, Milestone, Period, Task
from duban.web.accounts.days import day_of, period_of
from duban.web.design.periods import due_words, part_of_year, period_words

LABELS = {
    "number": "序号",
    "path": "目标类别",
    "title": "任务",
    "text": "原文",
    "leaders": "牵头领导",
    "lead_units": "牵头单位",
    "co_units": "配合单位",
    "due": "完成时限",
    "period": "时期",
    "note": "备注",
}
LEVELS = {"city": "市级序号", "district": "区级序号", "town": "镇级序号"}
MILESTONE, IDS = "milestone:", "ids:"
PATH_JOINT, LIST_JOINT = " / ", "、"
MAX_LENGTH, MAX_NAME = 20_000, 200


class Unfit(ValueError):
    """The text does not fit the field; str() of it is what the person is told."""


@dataclass(frozen=True, slots=True)
class Value:
    """One field of one task, as printed."""

    name: str
    label: str
    text: str


def line_of(text: str, length: int) -> str:
    """One line of plain text, as people type names and reasons; no control characters."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text).strip()[:length]


def label_of(name: str) -> str:
    """What a field is called; a name that nothing is called by stands for itself."""
    if name.startswith(MILESTONE):
        try:
            return Period.parse(name.removeprefix(MILESTONE)).label
        except ValueError:
            return name
    if name.startswith(IDS):
        level = name.removeprefix(IDS)
        return LEVELS.get(level, f"{level}序号")
    return LABELS.get(name, name)


def label_said(name: str, year: int | None = None) -> str:
    """What a field is called on a page, in its language; periods of `year` go without the year."""
    if name.startswith(MILESTONE):
        try:
            period = Period.parse(name.removeprefix(MILESTONE))
        except ValueError:
            return name
        part = part_of_year(period) if period.first[0] == year else ""
        return part or period_words(period)
    return _(LABELS[name]) if name in LABELS else label_of(name)


def values_of(task: Task) -> Iterator[Value]:
    """Every field that holds something, in the order in which a person reads a task."""
    for name in names_of(task):
        text = text_of(task, name)
        if text:
            yield Value(name, label_of(name), text)


def names_of(task: Task) -> Iterator[str]:
    yield "number"
    yield from (IDS + level for level in task.ids)
    yield from ("path", "title")
    if task.text and task.text != task.title:
        yield "text"
    yield from ("leaders", "lead_units", "co_units")
    yield from (name for name in task.fields if name not in LABELS)
    yield from (MILESTONE + str(stone.period) for stone in task.milestones)
    yield from ("due", "period", "note")


def text_of(task: Task, name: str) -> str:
    """What stands in the field, empty where the task has no such field."""
    if name.startswith(MILESTONE):
        period = name.removeprefix(MILESTONE)
        return "\n".join(stone.text for stone in task.milestones if str(stone.period) == period)
    if name.startswith(IDS):
        number = task.ids.get(name.removeprefix(IDS))
        return "" if number is None else str(number)
    if name not in LABELS:
        return task.fields.get(name, "")
    held = getattr(task, name)
    match held:
        case None:
            return ""
        case tuple():
            return (PATH_JOINT if name == "path" else LIST_JOINT).join(held)
        case _:
            return str(held)


def spoken(name: str, text: str) -> str:
    """The text of a field as a page says it: dates and periods in words."""
    if not text:
        return text
    if name == "due":
        return due_words(text)
    return period_words(Period.parse(text)) if name == "period" else text


def label_of_due(due: str) -> str:
    """2026年9月, or 2026年9月30日."""
    year, month, *day = due.split("-")
    return f"{year}年{int(month)}月" + (f"{int(day[0])}日" if day else "")


def with_text(task: Task, name: str, text: str) -> Task:
    """The task with `text` written into the field; Unfit where the text cannot stand there."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > MAX_LENGTH:
        said = {"field": label_said(name), "most": MAX_LENGTH, "count": len(text)}
        raise Unfit(_("“%(field)s”最多%(most)s个字，这里有%(count)s个。") % said)
    if any(sign < " " and sign not in "\n\t" for sign in text):
        raise Unfit(_("文字里有不可见的控制字符，请删去后再保存。"))
    if name.startswith(MILESTONE):
        return _with_milestone(task, _period_named(name), text)
    if name.startswith(IDS):
        level = name.removeprefix(IDS)
        ids = {key: held for key, held in task.ids.items() if key != level}
        return replace(task, ids=ids | ({level: _number(text)} if text else {}))
    writer = _WRITERS.get(name)
    if writer is not None:
        return writer(task, text)
    if name != line_of(name, MAX_NAME):
        raise Unfit(_("没有这一栏，请刷新页面后再试。"))
    return replace(task, fields={**task.fields, name: text})


def _period_named(name: str) -> Period:
    try:
        return period_of(name.removeprefix(MILESTONE))
    except ValueError:
        raise Unfit(_("没有这一栏，请刷新页面后再试。")) from None


def _with_milestone(task: Task, period: Period, text: str) -> Task:
    stones = [stone for stone in task.milestones if stone.period != period]
    old = next((stone for stone in task.milestones if stone.period == period), None)
    if text:
        stones.append(Milestone(period, text) if old is None else old._replace(text=text))
    return replace(task, milestones=tuple(sorted(stones, key=lambda stone: stone.period)))


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text):
        raise Unfit(_("序号只能是六位以内的数字。"))
    return int(text)


def _title(task: Task, text: str) -> Task:
    if not text:
        raise Unfit(_("任务名称不能为空；不要这项任务请用“删去”。"))
    # in a list the title is the text; in prose it is a short name beside the exact span
    return replace(task, title=text, text=text if task.text == task.title else task.text)


def _due(task: Task, text: str) -> Task:
    if not text:
        return replace(task, due=None)
    found = re.fullmatch(r"(\d{4})[-.年/](\d{1,2})(?:[-.月/](\d{1,2})?日?)?", text)
    try:
        if found is None:
            raise ValueError
        year, month, day = found.groups()
        due = Due.parse(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""))
        day_of(str(due.last_day))
    except ValueError:
        raise Unfit(_("完成时限请写成 2026-10 或 2026-10-31。")) from None
    return replace(task, due=due)


def _period(task: Task, text: str) -> Task:
    try:
        return replace(task, period=period_of(text) if text else None)
    except ValueError:
        raise Unfit(_("时期请写成 2026、2026-Q1、2026-H1、2026-M06 或 2021-2025。")) from None


def _names(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[、，,；;\n]+", text))
    return tuple(dict.fromkeys(part for part in parts if part and part not in ("/", "无")))


def _path(task: Task, text: str) -> Task:
    parts = (part.strip() for part in re.split(r"\s+/\s+|\n", text))
    return replace(task, path=tuple(part for part in parts if part))


_WRITERS: dict[str, Callable[[Task, str], Task]] = {
    "number": lambda task, text: replace(task, number=_number(text) if text else None),
    "path": _path,
    "title": _title,
    "text": lambda task, text: replace(task, text=text),
    "leaders": lambda task, text: replace(task, leaders=_names(text.replace(" ", "、"))),
    "lead_units": lambda task, text: replace(task, lead_units=_names(text)),
    "co_units": lambda task, text: replace(task, co_units=_names(text)),
    "due": _due,
    "period": _period,
    "note": lambda task, text: replace(task, note=text),
}
