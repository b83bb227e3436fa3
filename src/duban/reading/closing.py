"""Rows of a task table that are no tasks: sums, remarks, and the line that closes a list."""

from __future__ import annotations

import re

_SUM = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计)(?:[：:（(]|\s*\d|$|\s)")
_REMARK = re.compile(
    r"^(?:注|备注|说明|附注|填表说明|填报说明)\s*\d?\s*[：:．.]|^(?:填报|填表|制表|审核|签发|联系人|联系电话|填报单位|填报人|单位|责任单位)\s*[：:]"
)
_COUNT = re.compile(
    r"(?:共|合计|总计|共计|小计|涉及|总数|总共|计)[^，。；]{0,20}?(\d+|[一二三四五六七八九十百]+)\s*(?:项|条|个|件)(?!月|百分)"
)
_CLOSING = re.compile(
    r"^[^，。；]{0,14}(?:共|合计|总计|共计)[^，。；]{0,20}?(?:\d+|[一二三四五六七八九十百]+)\s*(?:项|条|个|件)[^，]{0,12}$"
)


def is_closing(text: str) -> bool:
    """Whether a row's first or only text sums up or remarks instead of naming a task or heading."""
    return (
        _SUM.match(text) is not None
        or _REMARK.match(text) is not None
        or _CLOSING.match(text) is not None
    )


def stated_count(text: str) -> int | None:
    """How many tasks the text says there are, None where it does not say."""
    found = _COUNT.search(text)
    if found is None or not found[1].isdigit():
        return None
    return int(found[1])


def sums_up_all(text: str) -> bool:
    """Whether the text speaks of the whole list, not of one part of it."""
    return not re.match(r"^小\s*计", text)
