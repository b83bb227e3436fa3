"""A cell's value as its number format prints it: 0.15 under 0% is 15%, a date is 2026年12月.

    format    = section { ";" section }          positive; negative; zero; text
    section   = { elapsed | "[" … "]" | quoted | "\\" char | "_" char | "*" char | figure | clock
                  | char }
    elapsed   = "[h]" | "[m]" | "[s]"             a length of time, not a time of day
    figure    = digits of 0 # ? with "," and "." and after it any number of "%"
    clock     = run of y, m, d, h, s, a, or AM/PM, or 上午/下午

What this language does not cover (fractions, powers of ten) is printed as the plain number.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

Value = bool | int | float | date | time | timedelta

#: the formats that a workbook names by number only, as a Chinese edition prints them
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "yyyy/m/d",
    16: "m/d",
    17: "yyyy/m",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "h:mm:ss",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}

_TOKEN = re.compile(
    r"""
    \[(?P<elapsed>[hms])+\]
  | (?P<skip>\[[^\]]*\]|[_*].)
  | "(?P<quoted>[^"]*)"
  | \\(?P<escaped>.)
  | (?P<figure>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)
  | (?P<clock>AM/PM|A/P|上午/下午|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|aaaa|aaa)
  | (?P<other>.)
    """,
    re.X | re.S,
)
#: whole numbers below this are held exactly
MOST_WHOLE = 1e15

_WEEKDAYS = "一二三四五六日"
_LENGTHS = {"h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's day has no zone


def plain(value: Value) -> str:
    """A value without a format of its own: 5.0 is 5, a date 2026-12-31."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < MOST_WHOLE:
            return str(int(value))
        # Fifteen digits are what a sheet keeps: 0.1 + 0.2 is printed as 0.3.
        return _digits(Decimal(f"{value:.15g}"))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def printed(value: Value, code: str) -> str:
    """`value` as the number format `code` shows it."""
    if isinstance(value, bool):
        return plain(value)
    negative = isinstance(value, int | float) and value < 0
    sections = _sections(code)
    section = sections[1] if negative and len(sections) > 1 else sections[0]
    if isinstance(value, int | float) and value == 0 and len(sections) > 2:
        section = sections[2]
    own_sign = negative and section is not sections[0]
    tokens = [(found.lastgroup or "", found[found.lastgroup or 0]) for found in section]
    if any(kind in ("clock", "elapsed") for kind, _ in tokens):
        moment = _moment(value)
        return plain(value) if moment is None else _clock(tokens, moment)
    if not isinstance(value, int | float):
        return plain(value)
    return _figure(tokens, -value if own_sign else value)


def _sections(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token.lastgroup == "other" and token[0] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return sections


def _figure(tokens: list[tuple[str, str]], value: float) -> str:
    figures = [text for kind, text in tokens if kind == "figure"]
    others = "".join(text for kind, text in tokens if kind == "other")
    words = "".join(text for kind, text in tokens if kind in ("quoted", "escaped"))
    if not figures and (words or "General" in others):
        return plain(value) + words if "General" in others else words
    if len(figures) != 1 or "E" in others or "/" in others:
        return plain(value)
    number = Decimal(f"{value:.15g}") * 100 ** others.count("%")
    body = _rounded(number.copy_abs(), figures[0])
    text = "".join(body if kind == "figure" else text for kind, text in tokens if kind != "skip")
    return ("-" if number < 0 and body.strip("0.,") else "") + text.strip()


def _rounded(number: Decimal, figure: str) -> str:
    whole, _, places = figure.partition(".")
    # A comma after the last digit leaves out thousands.
    scaled = number.scaleb(-3 * (len(whole) - len(whole.rstrip(","))))
    rounded = scaled.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole.rstrip(",") else f"{rounded:f}"
    integer, _, decimals = text.partition(".")
    while len(decimals) > places.rfind("0") + 1 and decimals.endswith("0"):
        decimals = decimals[:-1]
    if integer == "0" and "0" not in whole:
        integer = ""
    return integer.rjust(whole.count("0"), "0") + ("." + decimals if decimals else "")


def _moment(value: Value) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, time):
        return datetime.combine(_EPOCH, value)
    days = value if isinstance(value, timedelta) else timedelta(days=min(abs(value), 2_900_000))
    return _EPOCH + days if days < timedelta(days=2_900_000) else None


def _clock(tokens: list[tuple[str, str]], moment: datetime) -> str:
    halved = any(kind == "clock" and text[0] in "A上" for kind, text in tokens)
    clocks = [text[0].lower() for kind, text in tokens if kind in ("clock", "elapsed")]
    printed_parts: list[str] = []
    at = -1
    for kind, text in tokens:
        if kind == "clock":
            at += 1
            minutes = "h" in clocks[max(at - 1, 0) : at] or "s" in clocks[at + 1 : at + 2]
            printed_parts.append(_part(text, moment, halved, minutes))
        elif kind == "elapsed":
            at += 1
            printed_parts.append(str(int((moment - _EPOCH) / _LENGTHS[text])))
        elif kind != "skip" and not (kind == "other" and text == "@"):
            printed_parts.append(text)
    return "".join(printed_parts).strip()


def _part(text: str, moment: datetime, halved: bool, minutes: bool) -> str:
    letter, wide = text[0].lower(), len(text) > 1
    if text in ("AM/PM", "A/P", "上午/下午"):
        return "上午" if moment.hour < 12 else "下午"
    match letter:
        case "y":
            return f"{moment.year:04}" if len(text) > 2 else f"{moment.year % 100:02}"
        case "a":
            return ("星期" if len(text) == 4 else "") + _WEEKDAYS[moment.weekday()]
        case "d" if len(text) > 2:
            return "星期" + _WEEKDAYS[moment.weekday()]
        case "h":
            number = (moment.hour + 11) % 12 + 1 if halved else moment.hour
        case "m":
            number = moment.minute if minutes else moment.month
            wide = len(text) == 2
        case "s":
            number = moment.second
        case _:
            number = moment.day
    return f"{number:02}" if wide else str(number)


def _digits(number: Decimal) -> str:
    if number == number.to_integral_value():
        return f"{number:.0f}"
    return f"{number.normalize():f}"
