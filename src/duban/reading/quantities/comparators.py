"""Comparators: the words that say on which side of a figure the target lies.

before  = FLOOR | ABOVE | CEILING | BELOW | ABOUT           不低于 超过 不高于 不足 约
after   = "左右" | "以上" | "以下" | "以内" …
distant = before, then a verb or the base of a percentage   每年至少召开1次, 不高于…金额的30%
"""

from __future__ import annotations

from duban.plan import Comparator

_BEFORE = {
    Comparator.AT_LEAST: "不低于 不少于 不小于 不得低于 不得少于 不得小于 不能低于 不能少于 不弱于 至少 最少 最低 ≥ >= 不下 不下于 不慢于 应不低于 起码 保底",
    Comparator.MORE: "超过 超 突破 高于 大于 多于 高出 逾 破 > 优于 快于 超出 跨过 冲破",
    Comparator.AT_MOST: "不超过 不高于 不多于 不大于 不得超过 不得高于 不能超过 不超 最高 最多 至多 ≤ <= 上限 最长 最大 不突破",
    Comparator.LESS: "低于 小于 少于 不足 不到 < 未满 不满",
    Comparator.ABOUT: "约 近 大约 大概 将近 接近 约为 约合 大致 预计约 约占",
}
_AFTER = {
    Comparator.AT_LEAST: "以上 及以上 或以上 起",
    Comparator.AT_MOST: "以内 以下 之内 及以下 或以下 封顶",
    Comparator.ABOUT: "左右 上下 许",
    Comparator.LESS: "不到",
}
#: words that keep their force across a verb or a noun
_DISTANT = {
    **dict.fromkeys(
        ["不低于", "不少于", "不小于", "不得低于", "不得少于", "不得小于", "至少"],
        Comparator.AT_LEAST,
    ),
    **dict.fromkeys(
        [
            "不超过",
            "不高于",
            "不多于",
            "不得超过",
            "不得高于",
            "最高给予",
            "最高奖励",
            "最高补助",
            "最高补贴",
            "最高可",
            "最高不",
            "最多给予",
            "最多",
        ],
        Comparator.AT_MOST,
    ),
    **dict.fromkeys(["约需", "约有", "约占", "大约需"], Comparator.ABOUT),
}


def _by_last(table: dict[Comparator, str]) -> dict[str, tuple[tuple[str, Comparator], ...]]:
    rows = [(word, sign) for sign, words in table.items() for word in words.split()]
    rows.sort(key=lambda row: -len(row[0]))
    return {
        last: tuple(row for row in rows if row[0][-1] == last)
        for last in {word[-1] for word, _ in rows}
    }


_BY_LAST = _by_last(_BEFORE)
_BY_FIRST = {
    first: tuple(
        sorted(
            (
                (word, sign)
                for sign, words in _AFTER.items()
                for word in words.split()
                if word[0] == first
            ),
            key=lambda row: -len(row[0]),
        )
    )
    for first in {word[0] for words in _AFTER.values() for word in words.split()}
}
#: words that merely end like a comparator: 附近, 最近, 临近; 打破, 突破 is one itself
_NOT_BEFORE = {
    "近": "附最临靠远相邻新亲",
    "超": "赶反英中",
    "破": "打攻",
    "约": "节签预公契条违履简",
    "起": "",
}


def before(text: str, start: int, floor: int) -> tuple[Comparator, int] | None:
    """The comparator that ends at `start`, and where it begins, not before `floor`."""
    if start <= floor:
        return None
    for word, sign in _BY_LAST.get(text[start - 1], ()):
        begin = start - len(word)
        if begin >= floor and text.startswith(word, begin):
            if begin and len(word) == 1 and text[begin - 1] in _NOT_BEFORE.get(word, ""):
                return None
            return sign, begin
    return None


def after(text: str, end: int) -> tuple[Comparator, int] | None:
    """The comparator that begins at `end`, and where it ends."""
    for word, sign in _BY_FIRST.get(text[end : end + 1], ()):
        if text.startswith(word, end):
            if word == "起" and text[end + 1 : end + 2] not in ("", "。", "，", ";", ")", "、"):
                return None
            return sign, end + len(word)
    return None


def distant(text: str, start: int, floor: int) -> Comparator | None:
    """The comparator between `floor` and `start` that still governs the figure at `start`."""
    best, sign = -1, None
    for word, meaning in _DISTANT.items():
        at = text.rfind(word, floor, start)
        if at > best:
            best, sign = at, meaning
    return sign
