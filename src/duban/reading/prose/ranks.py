"""The place among others that a result claims: 全区排名第三, 居全国第1位."""

from __future__ import annotations

import re

_ORDINAL = r"第[一二三四五六七八九十\d]{1,3}(?:位|名)?"
_AMONG = r"(?:全[国省市区县镇州]|[省市区县]内|同类[\u4e00-\u9fff]{1,6})"
_RANK = re.compile(
    rf"(?:{_AMONG})(?:排名|位列|位居|排)?{_ORDINAL}"
    rf"|(?:排名|位列|位居|稳居|升至|跃居|保持|居)(?:{_AMONG})?(?:的)?{_ORDINAL}"
)


def rank_in(text: str) -> str | None:
    """The words that claim a rank, None where none does."""
    found = _RANK.search(text)
    return None if found is None else found[0]
