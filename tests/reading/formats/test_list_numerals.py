"""The numerals of automatic lists."""

from __future__ import annotations

import pytest

from duban.reading.formats.list_numbers import numeral

NUMERALS = [
    (1, "chineseCounting", "一"),
    (10, "chineseCountingThousand", "十"),
    (12, "japaneseCounting", "十二"),
    (20, "chineseCountingThousand", "二十"),
    (21, "chineseCountingThousand", "二十一"),
    (105, "chineseCountingThousand", "一百零五"),
    (110, "chineseCountingThousand", "一百一十"),
    (1001, "chineseCountingThousand", "一千零一"),
    (1010, "chineseCountingThousand", "一千零一十"),
    (12, "chineseLegalSimplified", "壹拾贰"),
    (3, "ideographTraditional", "丙"),
    (11, "ideographTraditional", "11"),
    (2, "ideographZodiac", "丑"),
    (12, "decimalEnclosedCircle", "⑫"),
    (21, "decimalEnclosedCircleChinese", "21"),
    (2, "decimalEnclosedParen", "⑵"),
    (7, "decimalZero", "07"),
    (12, "decimalFullWidth", "１２"),
    (28, "upperLetter", "BB"),
    (3, "lowerLetter", "c"),
    (14, "upperRoman", "XIV"),
    (4, "lowerRoman", "iv"),
    (5, "cardinalText", "5"),
    (0, "chineseCounting", "零"),
    (0, "upperRoman", "0"),
]


@pytest.mark.parametrize(("count", "form", "text"), NUMERALS)
def test_numerals(count: int, form: str, text: str) -> None:
    assert numeral(count, form) == text
