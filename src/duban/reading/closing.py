"""Rows of a task table that are no tasks: sums, remarks, and the line that closes a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.reading.spelled import NUMERALS

_SUM = r"(?:合|总|小|共|累)\s*计(?::|：|（|\(|\s*\d|$|\s)"
_REMARK = (
    r"(?:附?注|备注|说明|填表说明|填报说明)\s*\d?\s*(?::|：|\.|．)"
    r"|(?:填报|填表|制表|审核|签发|联系人|联系电话|填报单位|填报人|单位|责任单位)\s*(?::|：)"
)
_COUNTING = ("共", "合计", "总计", "小计", "涉及", "总数")
_DIGITS = "0123456789"


def is_closing(text: str) -> bool:
    """Whether a row's first or only text sums up or remarks instead of naming a task or heading."""
    return (
        re.match(_SUM, text) is not None
        or re.match(_REMARK, text) is not None
        or (_says_all_early(text) and any(end + 12 > len(text) for _, end in _counts(text)))
    )


def _says_all_early(text: str) -> bool:
    """全区共涉及任务41项, 合计12项: the words of a sum come first, and no clause follows; 共 in
    公共服务 or 共建共享 is no such word."""
    if len(text) > 50 or "，" in text:
        return False
    at = text.find("共")
    before, after = text[:at], text[at + 1 : at + 2]
    if text.startswith(("合计", "总计")):
        return True
    if at < 0 or at > 10 or after in "同建享治产青商用识和":
        return False
    return (
        not before or before[0] in "全以上本此总" or before.endswith(("清单", "表", "年", "年度"))
    )


def _counts(text: str) -> Iterator[tuple[str, int]]:
    """The numbers of things that the text counts, with the position after each of them."""
    said = min((at for at in map(text.find, _COUNTING) if at >= 0), default=-1)
    if said < 0:
        return
    for at, sign in enumerate(text):
        if at > said and sign in "项条个件":
            before = text[:at].rstrip()
            number = before[len(before.rstrip(_DIGITS + NUMERALS + "百")) :]
            if number:
                yield number, at + 1


def stated_count(text: str) -> int | None:
    """How many tasks the text says there are, None where it does not say it in digits."""
    return next((int(number) for number, _ in _counts(text) if number.isascii()), None)


def sums_up(text: str) -> bool:
    """Whether a row's first text begins with the word of a sum: 合计, 小 计, 总计（12项）."""
    return re.match(_SUM, text) is not None


def sums_up_all(text: str) -> bool:
    """Whether the text speaks of the whole list, not of one part of it."""
    return not text.startswith("小")
