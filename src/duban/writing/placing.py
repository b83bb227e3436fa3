"""Where the parts at the end of a paper stand, in characters, by GB/T 9704-2012, 7.3.3 to 7.4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from duban.writing.blocks import Attachments, Imprint, Signature
from duban.writing.page import ems
from duban.writing.wording import listed, said

SEALED, UNSEALED = Decimal(4), Decimal(2)


@dataclass(frozen=True, slots=True)
class Signed:
    """Two lines and how far each stays from the right edge."""

    sender: str
    sender_right: Decimal
    day: str
    day_right: Decimal


def signed(block: Signature) -> Signed:
    """With a seal the date stays four characters from the right and the name stands centred over
    it. Without one the name stays two characters from the right and the date begins two after it;
    where the date is the longer of both, it stays two from the right and the name moves left."""
    day = said(block.day)
    name_width, day_width = ems(block.sender), ems(day)
    if block.sealed:
        middle = SEALED + day_width / 2
        return Signed(block.sender, max(Decimal(0), middle - name_width / 2), day, SEALED)
    day_right = max(UNSEALED, name_width - day_width)
    return Signed(block.sender, day_right + day_width + 2 - name_width, day, day_right)


@dataclass(frozen=True, slots=True)
class Hung:
    """A line whose first part stands out to the left by `hang` characters; all of it begins
    `left` characters after the edge."""

    text: str
    left: Decimal
    hang: Decimal


def attached(block: Attachments) -> Iterator[Hung]:
    """附件：1．名称, further names under the first."""
    if len(block.names) == 1:
        yield Hung(f"附件：{block.names[0]}", Decimal(2), Decimal(3))
        return
    for number, name in enumerate(block.names, 1):
        label = f"{number}．"
        if number == 1:
            yield Hung(f"附件：{label}{name}", Decimal(2), 3 + ems(label))
        else:
            yield Hung(f"{label}{name}", Decimal(5), ems(label))


def imprinted(block: Imprint) -> tuple[str, str, str]:
    """抄送 (empty where nobody is named), 印发机关, 印发日期."""
    copies = f"抄送：{listed(block.copies)}。" if block.copies else ""
    return copies, block.office, f"{said(block.day)}印发"
