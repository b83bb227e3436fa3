"""Rule-books as shipped: published rules of real places, and a plain one by ratio.

They are the texts a jurisdiction starts from; it keeps, dates and changes its own copies.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from duban.tracking.loading import load
from duban.tracking.rulebook import RuleBook

#: file name → what a person chooses by
PRESETS = {
    "ratio": "完成比（通用）",
    "yinchuan-2025": "银川 2025",
    "sanya-2022": "三亚 2022",
    "suqian-2025": "宿迁 2025",
    "ouhai-2020": "瓯海 2020",
    "guangyuan-2018": "广元 2018",
}


def text_of(preset: str) -> str:
    """The YAML text of one of `PRESETS`."""
    return resources.files(__name__).joinpath(f"{preset}.yaml").read_text(encoding="utf-8")


@cache
def preset(name: str) -> RuleBook:
    return load(text_of(name))
