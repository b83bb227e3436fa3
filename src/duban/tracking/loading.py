"""A rule-book as people write it (YAML) → `RuleBook`; all faults at once, each with its line.

    名称: 云泽区督查亮灯规则
    版本: "2026"
    施行: 2026-01-01
    临期: 7日
    复核提前: 5个工作日
    进度灯:
      - {灯: 红, 条件: {落后百分点: {超过: 30}}}
      - {灯: 黄, 条件: {落后百分点: {不少于: 10}}}
    期限灯:
      - {灯: 红, 条件: {逾期天数: {超过: 0}}}
    触发:
      - {名称: 连续三期红灯, 灯: 红, 连续: 3, 采取: 约谈}
    催办: [到期前3个工作日, 到期后1个工作日]
    升级:
      - {督办单: 蓝, 逾期未复: 1个工作日, 采取: 督办单, 颜色: 黄, 回复: 3个工作日}

Figures are read from the text itself, never through a float.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from duban.tracking.facts import UnitKind
from duban.tracking.measures import MEASURES
from duban.tracking.rulebook import (
    NEAR,
    REVIEW,
    ActKind,
    Bounds,
    Condition,
    Escalation,
    Length,
    Light,
    LightRule,
    Reminder,
    RuleBook,
    Step,
    Trigger,
)
from duban.tracking.sheet import Faults, Sheet, parsed

BOOK_KEYS = (
    *("名称", "版本", "施行", "废止", "说明", "临期", "复核提前", "蓝灯"),
    *("进度灯", "期限灯", "触发", "催办", "升级"),
)
TRIGGER_KEYS = ("名称", "灯", "连续", "累计", "或更重")
RULE_KEYS = ("灯", "条件", "适用", "依据")
BOUND_KEYS = ("超过", "不少于", "少于", "不超过")
STEP_KEYS = ("采取", "颜色", "回复", "分值")
KINDS = {"部门": UnitKind.DEPARTMENT, "区": UnitKind.PLACE}
#: what a light may mean; blue is taken for what is finished unless the book says otherwise
BLUE_FINISHED, BLUE_NEAR = "办结", "临期"
#: no bound is larger: days are counted on by some of them, and the calendar ends
FARTHEST = 10_000


class RuleBookFaulty(ValueError):
    """The text is no rule-book; `faults` are sentences for its author, in order of their lines."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def load(text: str) -> RuleBook:
    """The rule-book written as `text`; RuleBookFaulty with every fault found."""
    faults = Faults()
    sheet = Sheet.read(text, faults, BOOK_KEYS)
    if not sheet.cells:
        raise RuleBookFaulty(faults.in_order() or ("文件是空的。",))
    book = _book(sheet)
    if faults.found:
        raise RuleBookFaulty(faults.in_order())
    return book


def pitfalls(book: RuleBook) -> Iterator[str]:
    """Sentences about what can be read and would not work as it is written: asked before a book is
    taken up, not of one that is in force."""
    for name, count in Counter(trigger.name for trigger in book.triggers).items():
        if count > 1:
            yield f"有{count}条触发都叫“{name}”，只会办一条：请各取一个名称。"
    for one in book.escalations:
        raised = one.step.colour
        if one.colour in (Light.GREY, Light.GREEN):
            yield f"升级里的督办单不能是{one.colour}色：督办单只有蓝、黄、红三种颜色。"
        elif raised is not None and raised.gravity <= one.colour.gravity:
            yield f"升级里的{one.colour}色督办单只能升为更重的颜色，不能是{raised}色。"


def _book(sheet: Sheet) -> RuleBook:
    near_is_blue = sheet.take("蓝灯", _blue, default=False)
    lights = (Light.YELLOW, Light.RED, *((Light.BLUE,) if near_is_blue else ()))
    since = sheet.need("施行", _day, date.min)
    until = sheet.take("废止", _day, default=None)
    if until is not None and until < since:
        sheet.fault("废止", f"废止日{until}早于施行日{since}。")
    book = RuleBook(
        name=sheet.need("名称", str, ""),
        edition=sheet.need("版本", str, ""),
        since=since,
        until=until,
        note=sheet.take("说明", str, default=""),
        near=sheet.take("临期", Length.parse, default=NEAR),
        review=sheet.take("复核提前", Length.parse, default=REVIEW),
        finished=Light.GREEN if near_is_blue else Light.BLUE,
        progress=parsed(sheet.rows("进度灯", RULE_KEYS), lambda row: _rule(row, lights)),
        deadline=parsed(sheet.rows("期限灯", RULE_KEYS), lambda row: _rule(row, lights)),
        triggers=parsed(sheet.rows("触发", (*TRIGGER_KEYS, *STEP_KEYS)), _trigger),
        reminders=sheet.texts("催办", _reminder),
        escalations=parsed(sheet.rows("升级", ("督办单", "逾期未复", *STEP_KEYS)), _escalation),
    )
    if not book.progress and not book.deadline:
        sheet.fault("", "进度灯、期限灯至少写一条规则。")
    return book


def _rule(row: Sheet, lights: tuple[Light, ...]) -> LightRule:
    light = row.need("灯", Light, Light.RED)
    if light not in lights:
        row.fault("灯", f"规则不能亮{light}灯：{_why_not(light)}")
    conditions = tuple(_condition(row, name) for name in row.names("条件"))
    if not conditions:
        row.fault("条件", "没有写条件，规则将永远亮灯。")
    kind = row.take("适用", _kind, default=None)
    return LightRule(light, conditions, kind, row.take("依据", str, default=""))


def _why_not(light: Light) -> str:
    if light is Light.BLUE:
        return "蓝灯表示办结；如用来表示临期，请写“蓝灯: 临期”。"
    return "绿灯、灰灯由系统在没有规则成立时给出。"


def _condition(row: Sheet, name: str) -> Condition:
    cell = row.inner("条件")
    measure = MEASURES.get(name)
    if measure is None:
        cell.unknown(name, MEASURES, "没有这个指标")
        return Condition(name, Bounds())
    if measure.yes_no:
        wanted = Decimal(cell.need(name, _yes, True))
        return Condition(name, Bounds(at_least=wanted, at_most=wanted))
    bounds = cell.inner(name, BOUND_KEYS)
    over, at_least, below, at_most = (bounds.take(key, _figure, default=None) for key in BOUND_KEYS)
    found = Bounds(over, at_least, below, at_most)
    if found == Bounds():
        cell.fault(name, f"“{name}”没有写界限（{'、'.join(BOUND_KEYS)}）。")
    elif found.empty:
        cell.fault(name, f"“{name}”的界限{found}不可能同时成立。")
    return Condition(name, found)


def _trigger(row: Sheet) -> Trigger:
    running = row.take("连续", _count, default=None)
    in_all = row.take("累计", _count, default=None)
    if (running is None) == (in_all is None):
        row.fault("名称", "“连续”“累计”须写一个，且只写一个。")
    return Trigger(
        name=row.need("名称", str, ""),
        light=row.need("灯", Light, Light.RED),
        count=next((count for count in (running, in_all) if count is not None), 1),
        running=running is not None,
        step=_step(row),
        or_worse=row.take("或更重", _yes, default=False),
    )


def _step(row: Sheet) -> Step:
    kind = row.need("采取", ActKind, ActKind.BULLETIN)
    colour = row.take("颜色", Light, default=None)
    reply = row.take("回复", Length.parse, default=None)
    marks = row.take("分值", _figure, default=None)
    if kind is ActKind.ORDER and (colour is None or reply is None):
        row.fault("采取", "督办单须写颜色和回复期限。")
    if colour in (Light.GREY, Light.GREEN):
        row.fault("颜色", "督办单只有蓝、黄、红三种颜色。")
    if kind is ActKind.DEDUCTION and (marks is None or marks <= 0):
        row.fault("采取", "扣分须写大于0的分值。")
    return Step(kind, colour, reply, marks)


def _escalation(row: Sheet) -> Escalation:
    return Escalation(
        row.need("督办单", Light, Light.BLUE),
        row.need("逾期未复", Length.parse, Length(1)),
        _step(row),
    )


def _reminder(text: str) -> Reminder:
    for word, after in (("到期前", False), ("到期后", True)):
        if text.startswith(word):
            return Reminder(Length.parse(text.removeprefix(word)), after)
    raise ValueError(f"不是催办时点：{text}（例：到期前3个工作日、到期后1日）")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"不是日期：{text}（例：2026-01-01）") from error


def _figure(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"不是数字：{text}") from error
    if not value.is_finite():
        raise ValueError(f"不是数字：{text}")
    if abs(value) > FARTHEST:
        raise ValueError(f"绝对值不能大于{FARTHEST}：{text}")
    return value


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"不是期数：{text}（须为大于0的整数）")
    return int(text)


def _yes(text: str) -> bool:
    if text not in ("是", "否"):
        raise ValueError(f"只能写是或否，不能写：{text}")
    return text == "是"


def _kind(text: str) -> UnitKind:
    if text not in KINDS:
        raise ValueError(f"只能写{'、'.join(KINDS)}，不能写：{text}")
    return KINDS[text]


def _blue(text: str) -> bool:
    if text not in (BLUE_FINISHED, BLUE_NEAR):
        raise ValueError(f"只能表示办结或临期，不能写：{text}")
    return text == BLUE_NEAR
