"""A count in the numerals that a list asks for: 十二, ⑫, XII, l."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "koreanCounting",
        "ideographDigital",
        "japaneseDigitalTenThousand",
        "taiwaneseDigital",
    )
)
#: first character and how many of a row of ready-made signs
_SIGNS = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}


def numeral(count: int, form: str) -> str:
    """`count` in the numerals named by `w:numFmt`; plain digits for a form not known here."""
    if form in _CHINESE:
        return _chinese(count, _DIGITS, _UNITS)
    if form == "chineseLegalSimplified":
        return _chinese(count, _LEGAL_DIGITS, _LEGAL_UNITS)
    if form in _SIGNS:
        first, many = _SIGNS[form]
        return chr(ord(first) + count - 1) if 1 <= count <= many else str(count)
    if form in ("ideographTraditional", "ideographZodiac"):
        signs = _STEMS if form == "ideographTraditional" else _BRANCHES
        return signs[count - 1] if 1 <= count <= len(signs) else str(count)
    if form in ("upperLetter", "lowerLetter") and 1 <= count <= 26 * 30:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 1 <= count < 4000:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form == "decimalZero":
        return f"{count:02}"
    if form == "decimalFullWidth":
        return str(count).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return str(count)


def _chinese(count: int, digits: str, units: tuple[str, ...]) -> str:
    if not 0 < count < 10_000:
        return digits[0] if count == 0 else str(count)
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = count // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + units[power]
        gap = not digit
    plain_ten = text.startswith(digits[1] + units[1]) and digits is _DIGITS
    return text[1:] if plain_ten else text


def _roman(count: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        text += letters * (count // size)
        count %= size
    return text
