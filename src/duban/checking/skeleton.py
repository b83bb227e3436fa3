"""The wording of a cell without its figures, to see which cells say the same of other periods.

累计新增养老床位180张 → 新增养老床位#张          12月底前累计创建美丽庭院320户 → 创建美丽庭院#户
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WHEN = re.compile(
    r"^\s*(?:\d+月(?:底|末|中旬|上旬|下旬)?(?:之?前)?|年底前|全年|本季度|累计|[，,])+"
)
_NUMBER = re.compile(r"\d+(?:\.\d*)?")
#: a shorter beginning is shared by much that is whole
SHORTEST = 3


@lru_cache(maxsize=8192)
def skeleton(text: str) -> str:
    bare = _WHEN.sub("", "".join(text.split()))
    return _NUMBER.sub("#", bare).replace("累计", "")


def continuations(text: str, others: Iterable[str]) -> list[str]:
    """What `others` say on where `text` ends, for those that begin as it does."""
    own = skeleton(text)
    if len(own) < SHORTEST:
        return []
    whole = [skeleton(other) for other in others]
    return [other[len(own) :] for other in whole if other.startswith(own)]
