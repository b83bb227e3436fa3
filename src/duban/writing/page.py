"""The figures of GB/T 9704-2012, once for both renderers; lengths in millimetres or points.

A4 with a text area of 156 x 225 mm: 22 lines by 28 characters of 16 pt. 28 characters of 16 pt are
wider than the text area, so each is set a quarter of a point closer.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from duban.writing.blocks import Face

#: the fonts of the standard with what a machine without them may take instead, best first
FONTS: dict[Face, tuple[str, ...]] = {
    Face.SONG: (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "方正小标宋_GBK",
        "小标宋",
        "华文中宋",
        "STZhongsong",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
        "宋体",
        "SimSun",
    ),
    Face.BODY: (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "仿宋",
        "FangSong",
        "华文仿宋",
        "STFangsong",
        "FandolFang",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
        "宋体",
        "SimSun",
    ),
    Face.HEI: (
        "黑体",
        "SimHei",
        "华文黑体",
        "STHeiti",
        "FandolHei",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "WenQuanYi Zen Hei",
    ),
    Face.KAI: (
        "楷体_GB2312",
        "KaiTi_GB2312",
        "楷体",
        "KaiTi",
        "华文楷体",
        "STKaiti",
        "FandolKai",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
        "宋体",
        "SimSun",
    ),
}
#: page numbers are set in 宋体
NUMBER_FONTS = ("宋体", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC")


@dataclass(frozen=True, slots=True)
class Side:
    """A page with its margins, in twips (1/1440 of an inch), as both programs take them."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    #: from the foot of the page to the foot of the page number
    number: int


#: 210 x 297 mm; 37, 26, 35, 28 mm
UPRIGHT = Side(11906, 16838, 2098, 1474, 1984, 1588, 1417)
#: the same sheet turned, its head towards the binding edge
LYING = Side(16838, 11906, 1588, 2098, 1474, 1984, 907)
#: 580 would leave room for 21 lines only
LINE_PITCH = 579
CHARACTER_SPACING = Decimal("-0.25")
ISSUER_SIZE, TITLE_SIZE, BODY_SIZE, NUMBER_SIZE, NOTE_SIZE = 54, 22, 16, 14, 9
#: two lines of a title, of the imprint and of notes stand closer than the grid would have them
TITLE_PITCH, IMPRINT_PITCH, NOTE_PITCH = 36, 20, 12
#: from the head of the text area to the upper edge of the issuer's name, in millimetres
ISSUER_DROP = 35
#: from the document number down to the red rule, and the weight of the rule in points
RULE_DROP, RULE_WEIGHT = 4, 2
RED = "FF0000"
TEXT_WIDTH = 156


def issuer_size(name: str) -> int:
    """The size at which the issuer's name fills no more than a line."""
    room = Decimal(UPRIGHT.width - UPRIGHT.left - UPRIGHT.right) / 20
    return max(TITLE_SIZE, min(ISSUER_SIZE, int(room / max(1, len(name)))))


def half_ems(text: str) -> int:
    """The width of a line in halves of a character: a digit or a Latin letter takes one."""
    # a Chinese sign takes three bytes; to look at each would take ten times as long
    return len(text) + (len(text.encode("utf-8", "replace")) - len(text)) // 2


def ems(text: str) -> Decimal:
    """The width of a line in characters."""
    return Decimal(half_ems(text)) / 2


def cell_pitch(size: int) -> int:
    """From line to line in a cell, in points: closer than the grid, the same in every program."""
    return size + size // 3
