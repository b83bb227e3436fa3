"""What a figure says: a level, a rate of change, a proportion, or a change.

growth   增长 增速 涨幅 下降 … then a percentage or 倍            sign from the word
change   净增 增加 减少 … then an amount; 个百分点                 sign from the word
share    any other percentage, fraction, multiple or ratio
level    everything else
"""

from __future__ import annotations

from duban.plan import Kind

#: words between a cue and its figure that change nothing
_GLUE = [
    "分别",
    "各",
    "均",
    "都",
    "了",
    "已",
    "约",
    "近",
    "超",
    "超过",
    "突破",
    "不低于",
    "高于",
    "低于",
    "不超过",
    "不少于",
    "不高于",
    "再",
    "又",
    "共",
    "达",
    "达到",
    "约为",
    "为",
    "在",
    "控制在",
    "保持在",
    "稳定在",
    "目标",
    "力争",
    "争取",
    "预计",
    "预期",
    "将",
    "只",
    "仅",
    "平均",
    "幅度",
    "有望",
    "实现",
    "累计",
    ":",
    "(",
    "逾",
    "至少",
    "大约",
    "预计约",
    "同比",
    "每年",
    "年均",
    "维持在",
    "应",
    "要",
    "率",
]
_RATE_NOUNS = (
    "增速",
    "增幅",
    "涨幅",
    "增长率",
    "降幅",
    "升幅",
    "跌幅",
    "浮动",
    "降速",
    "增长速度",
    "波动",
    "递增率",
    "下降率",
    "减幅",
    "同比",
    "环比",
)
_UP = (
    "增长",
    "递增",
    "上升",
    "提高",
    "提升",
    "增加",
    "上涨",
    "增",
    "升高",
    "扩大",
    "增多",
    "多增",
    "净增",
    "净增加",
    "反弹",
    "回升",
    "上浮",
    "攀升",
    "增产",
    "增收",
    "超额完成",
)
_DOWN = (
    "下降",
    "降低",
    "减少",
    "回落",
    "下滑",
    "缩减",
    "压减",
    "减量",
    "下浮",
    "缩短",
    "负增长",
    "下跌",
    "减",
    "降",
    "降了",
    "削减",
    "缩小",
    "收窄",
    "压缩",
    "减排",
    "少",
)
_ENDS = dict.fromkeys((*_RATE_NOUNS, *_UP), 1) | dict.fromkeys(
    (*_DOWN, "降幅", "跌幅", "减幅", "降速", "下降率"), -1
)
_FALLING_NOUNS = frozenset(("降幅", "跌幅", "减幅", "降速", "下降率"))
_NOUN_GLUE = ("达到", "达", "为", "在", "控制在", "保持在", "稳定在", "维持在", "目标")
#: a cue that opens the clause, its measure between it and the figure: 净增营收0.1亿元
_OPENING = {
    "净增": 1,
    "增加": 1,
    "净增加": 1,
    "减少": -1,
    "压减": -1,
    "削减": -1,
    "减量": -1,
    "净减少": -1,
    "缩减": -1,
}
_NOT_OPENING = (
    "增加值",
    "增加到",
    "增加至",
    "减少到",
    "减少至",
    "压减到",
    "压减至",
    "减量化",
    "减量提质",
)
#: a rate itself: growing, it changes by points, even if the text prints per cent
_RATES = ("率", "比重", "占比", "比例", "份额")
_GAPS = (
    "平均",
    "目标",
    "高于",
    "超过",
    "低于",
    "快于",
    "优于",
    "高出",
    "领先",
    "水平",
    "全国",
    "全省",
    "全市",
    "全区",
)


def _by_last(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    ordered = sorted(words, key=len, reverse=True)
    return {last: tuple(w for w in ordered if w[-1] == last) for last in {w[-1] for w in words}}


_GLUE_BY_LAST = _by_last(tuple(_GLUE))
_ENDS_BY_LAST = _by_last(tuple(_ENDS))


def strip_glue(text: str, start: int, floor: int) -> tuple[int, bool]:
    """Where the glue before `start` begins, and whether it says 达到 or 为."""
    reached = False
    while start > floor:
        for word in _GLUE_BY_LAST.get(text[start - 1], ()):
            if start - len(word) >= floor and text.startswith(word, start - len(word)):
                reached = reached or word in _NOUN_GLUE
                start -= len(word)
                break
        else:
            break
    return start, reached


def cue_before(text: str, start: int, floor: int) -> tuple[int, str]:
    """The sign and the word of the cue that governs the figure at `start`; 0 for none."""
    at, reached = strip_glue(text, start, floor)
    if at <= floor:
        return 0, ""
    for word in _ENDS_BY_LAST.get(text[at - 1], ()):
        if at - len(word) >= floor and text.startswith(word, at - len(word)):
            if reached and word not in _RATE_NOUNS:
                return 0, ""
            if len(word) == 1 and text[at - 2 : at - 1] in "新不至":
                return 0, ""
            return _ENDS[word], word
    return 0, ""


def opening_cue(clause: str) -> int:
    """The sign of a change verb that opens or carries `clause`, 0 for none."""
    for word, sign in _OPENING.items():
        at = clause.rfind(word)
        if at >= 0 and not clause.startswith(_NOT_OPENING, at):
            return sign
    return 0


def kind_of(text: str, start: int, floor: int, clause: int, unit: str) -> tuple[Kind, int]:
    """Kind and sign of the figure at `start`; `clause` is where its clause begins."""
    sign, word = cue_before(text, start, floor)
    if unit in ("个百分点", "百分点"):
        if not sign and any(gap in text[clause:start] for gap in _GAPS):
            return Kind.LEVEL, 1
        return Kind.CHANGE, sign or _sign_in(text[clause:start])
    if unit in ("%", "‰", "倍"):
        if not sign:
            return Kind.SHARE, 1
        rate = word in _UP + _DOWN and word not in ("增长", "递增") and unit == "%"
        if rate and _names_rate(text, start, floor, clause):
            return Kind.CHANGE, sign
        return Kind.GROWTH, sign
    if unit == "比":
        return Kind.SHARE, 1
    if sign and word not in _RATE_NOUNS:
        return Kind.CHANGE, sign
    sign = opening_cue(text[max(clause, floor) : start])
    return (Kind.CHANGE, sign) if sign else (Kind.LEVEL, 1)


def _sign_in(clause: str) -> int:
    return (
        -1
        if any(word in clause for word in ("下降", "降低", "减少", "回落", "缩小", "收窄"))
        else 1
    )


def _names_rate(text: str, start: int, floor: int, clause: int) -> bool:
    """Whether what grows in the clause is itself a rate: 覆盖率提高5%, not 生产率."""
    noun = text[max(clause, floor) : start]
    for word in (*_UP, *_DOWN):
        at = noun.rfind(word)
        if at > 0:
            noun = noun[:at].rstrip("已将再同比较上年比年均")
            break
    return noun.endswith(_RATES) and not noun.endswith(("生产率", "税率", "利率"))
