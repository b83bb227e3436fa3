"""What the checker says of a figure, and where it is silent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duban.web.reports.doubting import Typed, doubts


def typed(
    value: str,
    last: str | None = "60",
    target: str | None = "200",
    expected: str | None = "80",
    unit: str = "户",
    **more: bool,
) -> Typed:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    return Typed(
        Decimal(value),
        unit,
        more.get("cumulative", True),
        number(last),
        number(target),
        number(expected),
        more.get("falls", False),
    )


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (typed("55"), "累计数55户低于上期的60户，请核对或说明原因。"),
        (typed("60"), "与上期相同（60户），本期没有新进展。"),
        (typed("700"), "是上期60户的12倍，请核对。"),
        (typed("2000", last=None), "是目标200户的10倍，请核对。"),
        (typed("-3", last=None), "数值是负数，请核对。"),
        (typed("70.5"), "“户”是按整数计的，现填70.5户。"),
        (typed("120", last="60", target="100", unit="%"), "完成比例填了120%，超过100%。"),
        (
            typed("1.2", last="8000", target="30000", expected="12000", unit="人"),
            "现填1.2人，与目标1.2万人相差约一万倍，请核对计量单位。",
        ),
        (
            typed("120000000", last="8000", target="30000", expected="12000", unit="人"),
            "现填1.2亿人，与目标1.2万人相差约一万倍，请核对计量单位。",
        ),
    ],
)
def test_it_speaks(one: Typed, sentence: str) -> None:
    assert sentence in doubts(one)


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(typed("80"), id="on course"),
        pytest.param(typed("0", last=None), id="nothing yet"),
        pytest.param(typed("55", cumulative=False), id="a period for itself may fall"),
        pytest.param(typed("55", falls=True), id="less is better"),
        pytest.param(typed("200", last="200"), id="target reached"),
        pytest.param(typed("70.5", unit="公里"), id="length has parts"),
        pytest.param(typed("5", last="0"), id="from nothing"),
        pytest.param(typed("120", target="150", last="110", unit="%"), id="share above 100 wanted"),
        pytest.param(typed("3", None, None, None), id="nothing known"),
    ],
)
def test_it_is_silent(one: Typed) -> None:
    assert doubts(one) == []
