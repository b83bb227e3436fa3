"""The time grows with the text, whatever stands in it."""

from __future__ import annotations

import time

import pytest

from duban.reading.quantities import quantities_in

SHORT, LONG = 4_000, 16_000
#: four times the text; twice that is noise, sixteen would be quadratic
MOST = 9.0

WORST = [
    "完成税收5.64亿元，", "1", "1 ", "1,", "1.", "一", "百", "万", "(个):", "(个):3", "第", "“一",
    "“", "3-", "百分之", "1:", "1/", "、", "累计3个", "增长", "不低于", "柳溪镇1、", "1个的",
    "5%、",     "三个", "(", "1个(", "每", "两百",
]  # fmt: skip


def _seconds(text: str) -> float:
    started = time.process_time()
    quantities_in(text)
    return time.process_time() - started


@pytest.mark.parametrize("piece", WORST)
def test_the_time_is_linear(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (SHORT, LONG))
    quickest = min(_seconds(short) for _ in range(3))
    assert min(_seconds(long) for _ in range(2)) < max(quickest, 0.01) * MOST
