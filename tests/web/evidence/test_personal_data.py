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
        ("信访人李建国反映道路破损", Personal.NAME, "信访人李**反映道路破损"),
        ("信访人：王芳，反映噪声", Personal.NAME, "信访人：王*，反映噪声"),
        ("患者赵志强已出院", Personal.NAME, "患者赵**已出院"),
        ("嫌疑人孙勇被抓获", Personal.NAME, "嫌疑人孙*被抓获"),
        ("村民张桂花因病返贫", Personal.NAME, "村民张**因病返贫"),
        (
            "走访刘德才，患尿毒症。周建平涉嫌盗窃",
            Personal.NAME,
            "走访刘德才，患尿毒症。周**涉嫌盗窃",
        ),
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
        pytest.param("患者陈述了就诊经过", id="a word that begins like a surname"),
        pytest.param("举报人张贴了公告", id="another"),
        pytest.param("信访人员稳控率100%", id="a role and no name"),
        pytest.param("患者家属满意度95%", id="relatives"),
        pytest.param("服务患者1200人次", id="patients in numbers"),
        pytest.param("信访人李某反映", id="covered already"),
        pytest.param("信访件按期办结率100%", id="petitions in numbers"),
        pytest.param("杨村因病返贫户12户", id="a village"),
        pytest.param("新农办王建国负责信访工作", id="an official and his field"),
        pytest.param("李建国主持召开调度会", id="a name and no such matter"),
        pytest.param("感染者救治及时", id="a role and a verb"),
    ],
)
def test_it_lets_pass(text: str) -> None:
    assert pieces(text) == []


def test_kinds_say_what_and_how_often() -> None:
    assert kinds(f"{NOBODY}，13800138000、13900139000") == ["身份证号1处", "手机号2处"]


@given(st.text(alphabet="0123456789Xx -+（）()8613年户万信访人患者李建国因病", max_size=60))
def test_what_is_covered_is_not_found_again(text: str) -> None:
    covered = masked(text)
    assert len(covered) == len(text)
    assert not pieces(covered)
