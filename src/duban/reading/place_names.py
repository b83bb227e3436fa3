"""Whether a column is headed by a place alone, so that its cells are that place's shares."""

from __future__ import annotations

from functools import lru_cache

_LONGEST = 8
#: how names of places end
_ENDS = ("街道", "办事处", "农场", "林场", *"镇乡区县市旗村")
#: what ends so and names no place
_GENERIC_WORDS = """
    街镇 乡镇 村镇 城镇 镇街 小区 片区 城区 市区 县区 区县 县市 地市 街区 校区
    库区 景区 灌区 行政村 自然村 示范村 重点村 试点村 中心村 薄弱村 美丽乡村
    示范镇 示范区 试点区 乡村 农村"""
_GENERIC = tuple(_GENERIC_WORDS.split())
#: how a header begins that asks for a place and is none
_ASKING = (
    *"各全每其该本所涉属责牵配总",
    "有关",
    "相关",
    "建设",
    "实施",
    "示范",
    "试点",
    "重点",
    "主要",
    "覆盖",
    "完成",
    "新增",
)


@lru_cache(maxsize=1024)
def names_place(header: str) -> bool:
    """Whether the header, without white space, is the name of one place: 柳溪镇, 南桥街道（户）."""
    name = header.replace("（", "(").partition("(")[0]
    if not 2 < len(name) <= _LONGEST or not name.isalpha() or name.isascii():
        return False
    if name.startswith(_ASKING) or name.endswith(_GENERIC):
        return False
    return name.endswith(_ENDS)
