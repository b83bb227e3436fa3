"""Identity and telephone numbers are found and covered; figures of work are let pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.web.evidence.personal import Personal, is_identity, kinds, masked, pieces


def with_check(digits: str) -> str:
    return next(digits + sign for sign in "0123456789X" if is_identity(digits + sign))


NOBODY = with_check("99010019000101001")


@pytest.mark.parametrize(
    ("text", "kind", "covered"),
    [
        (f"张某{NOBODY}号", Personal.IDENTITY, f"张某{NOBODY[:3]}{'*' * 15}号"),
        ("手机13800138000", Personal.MOBILE, "手机138********"),
        ("+86 138-0013-8000联系", Personal.MOBILE, "+86 1**-****-****联系"),
        ("138 0013 8000", Personal.MOBILE, "138 **** ****"),
        ("（021）59201234", Personal.LANDLINE, "（021）********"),
        ("电话021-59201234", Personal.LANDLINE, "电话021-********"),
    ],
)
def test_it_is_found_and_covered(text: str, kind: Personal, covered: str) -> None:
    assert [piece.kind for piece in pieces(text)] == [kind]
    assert masked(text) == covered


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("完成投资13800000000元", id="money of eleven digits"),
        pytest.param("项目代码990100190001010011234", id="a longer code"),
        pytest.param("990100190013010011", id="no such month"),
        pytest.param("统一社会信用代码91310118MA1JL00000", id="a company"),
        pytest.param("2026-03-31至2026-04-08", id="dates"),
        pytest.param("累计1380013.8000万元", id="a figure with a point"),
        pytest.param("建成28户，合格率95.5%", id="a report"),
        pytest.param("沪府办〔2026〕12号", id="a document number"),
    ],
)
def test_it_lets_pass(text: str) -> None:
    assert pieces(text) == []


def test_kinds_say_what_and_how_often() -> None:
    assert kinds(f"{NOBODY}，13800138000、13900139000") == ["身份证号1处", "手机号2处"]


@given(st.text(alphabet="0123456789Xx -+（）()8613年户万", max_size=60))
def test_what_is_covered_is_not_found_again(text: str) -> None:
    covered = masked(text)
    assert len(covered) == len(text)
    assert not pieces(covered)
