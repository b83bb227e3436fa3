"""What looks like personal data of residents in a text: identity numbers, telephone numbers, names
beside matters of health, petitions or the police (see `matters`).

    identity number: 17 digits and a check digit (GB 11643), blanks allowed between its groups
    mobile: 1 and ten digits, perhaps after +86, parted by blanks or hyphens
    landline: an area code in brackets or before a hyphen, then 7 or 8 digits

A run of digits that only looks long (a project number, an amount with its unit) fails the check
digit or the bounds and is let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.evidence.matters import names_in

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_IDENTITY = re.compile(r"(?<![\dA-Za-z])(\d{6})[ -]?(\d{8})[ -]?(\d{3}[\dXx])(?![\dA-Za-z])")
_MOBILE = re.compile(
    r"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![\d.]\d|\d|\s*[元万亿吨人户平立千公])"
)
_LANDLINE = re.compile(r"(?<!\d)(?:[（(]0\d{2,3}[)）]\s?|0\d{2,3}-)\d{7,8}(?!\d)")
_DIGIT = re.compile(r"[\dXx]")
#: digits that stay, so that a person still sees what was covered
SHOWN = 3


class Personal(Enum):
    IDENTITY = "身份证号"
    MOBILE = "手机号"
    LANDLINE = "电话号码"
    NAME = "涉及健康、信访或治安的姓名"


NAMES = {
    Personal.IDENTITY: gettext_lazy("身份证号"),
    Personal.MOBILE: gettext_lazy("手机号"),
    Personal.LANDLINE: gettext_lazy("电话号码"),
    Personal.NAME: gettext_lazy("涉及健康、信访或治安的姓名"),
}


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    start: int
    end: int
    kind: Personal


def pieces(text: str) -> list[Piece]:
    """Where such data stands, in order, not overlapping."""
    found: list[Piece] = []
    for piece in sorted(_candidates(text), key=lambda piece: (piece.start, -piece.end)):
        if not found or piece.start >= found[-1].end:
            found.append(piece)
    return found


def _candidates(text: str) -> Iterator[Piece]:
    for match in _IDENTITY.finditer(text):
        if is_identity("".join(match.groups())):
            yield Piece(*match.span(), Personal.IDENTITY)
    for match in _MOBILE.finditer(text):
        yield Piece(*match.span(), Personal.MOBILE)
    for match in _LANDLINE.finditer(text):
        yield Piece(*match.span(), Personal.LANDLINE)
    for start, end in names_in(text):
        yield Piece(start, end, Personal.NAME)


def is_identity(digits: str) -> bool:
    """18 characters with a day of birth and the right check digit."""
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return born.year >= 1900 and _CHECKS[total % 11] == digits[17].upper()


def masked(text: str) -> str:
    """The same text, as long as it was, with all but the first three digits of such data as stars,
    and of a name all but the surname."""
    out, at = [], 0
    for piece in pieces(text):
        out += [text[at : piece.start], _covered(text[piece.start : piece.end], piece.kind)]
        at = piece.end
    return "".join((*out, text[at:]))


def _covered(whole: str, kind: Personal) -> str:
    if kind is Personal.NAME:
        return whole[0] + "*" * (len(whole) - 1)
    shown = [match.end() for match in _DIGIT.finditer(whole)][SHOWN - 1]
    return whole[:shown] + _DIGIT.sub("*", whole[shown:])


def kinds(text: str) -> list[str]:
    """What there is, in words: 身份证号1处."""
    found = [piece.kind for piece in pieces(text)]
    return [
        _("%(kind)s%(count)s处") % {"kind": NAMES[kind], "count": found.count(kind)}
        for kind in Personal
        if kind in found
    ]
