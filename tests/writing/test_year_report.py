from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.conftest import absent
from tests.writing.promises import commitment, facts, turned

from duban.writing.blocks import Body, Heading, Span, Title
from duban.writing.commitment import Commitment, Judged
from duban.writing.telling import Result
from duban.writing.typeset import NoFont, to_pdf
from duban.writing.word import to_docx
from duban.writing.year_report import year_report_paper

R, S, N = Result.REACHED, Result.SHORT, Result.OPEN


@pytest.mark.parametrize(
    ("text", "reached", "result", "said"),
    [
        # counts
        ("力争新建停车场70个以上。", ["72"], R, "已新建停车场72个，完成年度目标的102.9%。"),
        ("新建停车场70个", ["70"], R, "新建停车场70个，完成年度目标。"),
        (
            "新建停车场70个",
            ["60"],
            S,
            "新建停车场60个，完成年度目标的85.7%，距年度目标（70个）还差10个。",
        ),
        (
            "新建停车场70个",
            ["0"],
            S,
            "新建停车场0个，完成年度目标的0%，距年度目标（70个）还差70个。",
        ),
        # never rounded up to a target that was missed
        (
            "建设项目3000个",
            ["2999"],
            S,
            "建设项目2999个，完成年度目标的99.9%，距年度目标（3000个）还差1个。",
        ),
        (
            "完成率达到100%",
            ["99.97"],
            S,
            "完成率达到99.97%，低于年度目标（100%）0.03个百分点，未达到年度目标。",
        ),
        (
            "新增就业1万人",
            ["9999.9"],
            S,
            "新增就业0.9999万人，完成年度目标的99.9%，距年度目标（1万人）还差0.1人。",
        ),
        # money and land in the measure the paper uses
        (
            "完成固定资产投资18亿元以上",
            ["1863450000"],
            R,
            "完成固定资产投资18.63亿元，完成年度目标的103.5%。",
        ),
        ("新增绿地2.5万平方米", ["31000"], R, "新增绿地3.1万平方米，完成年度目标的124%。"),
        (
            "力争招商引资三亿元",
            ["250000000"],
            S,
            "招商引资2.5亿元，完成年度目标的83.3%，距年度目标（三亿元）还差0.5亿元。",
        ),
        ("引进企业两百家", ["210"], R, "引进企业210家，完成年度目标的105%。"),
        (
            "集体经济收入达到1,200万元",
            ["12000000"],
            R,
            "集体经济收入达到1200万元，完成年度目标。",
        ),
        (
            "计划投资1.2亿元",
            ["300"],
            S,
            "完成投资300元，完成年度目标的0.1%以下，距年度目标（1.2亿元）还差1.2亿元。",
        ),
        # rates
        (
            "分类达标率达到95%以上",
            ["96.2"],
            R,
            "分类达标率达到96.2%，高于年度目标1.2个百分点。",
        ),
        ("分类达标率达到95%以上", ["95"], R, "分类达标率达到95%，达到年度目标。"),
        # growth
        ("同比增长6%", ["6.4"], R, "同比增长6.4%，高于年度目标0.4个百分点。"),
        (
            "同比增长6%",
            ["-1.3"],
            S,
            "同比下降1.3%，低于年度目标（6%）7.3个百分点，未达到年度目标。",
        ),
        ("能耗下降3%", ["-3.4"], R, "能耗下降3.4%，降幅高于目标0.4个百分点。"),
        (
            "能耗下降3%",
            ["-2"],
            S,
            "能耗下降2%，降幅低于年度目标（3%）1个百分点，未达到年度目标。",
        ),
        ("能耗下降3%", ["1.1"], S, "能耗上升1.1%，没有下降，未达到年度目标（3%）。"),
        # limits
        ("安全事故不超过5起", ["3"], R, "安全事故3起，在年度目标（不超过5起）之内。"),
        ("安全事故不超过5起", ["5"], R, "安全事故5起，在年度目标（不超过5起）之内。"),
        ("安全事故不超过5起", ["7"], S, "安全事故7起，超过年度目标（不超过5起）2起。"),
        (
            "浓度控制在30微克/立方米以下",
            ["28"],
            R,
            "浓度控制在28微克/立方米，在年度目标（30微克/立方米以下）之内。",
        ),
        (
            "浓度控制在30微克/立方米以下",
            ["33"],
            S,
            "浓度为33微克/立方米，超过年度目标（30微克/立方米以下）3微克/立方米。",
        ),
        # ranges
        ("改造小区3-5个", ["4"], R, "改造小区4个，在年度目标（3-5个）之内。"),
        ("改造小区3-5个", ["6"], R, "改造小区6个，超过年度目标（3-5个）上限1个。"),
        (
            "改造小区3-5个",
            ["2"],
            S,
            "改造小区2个，低于年度目标（3-5个）下限1个，未达到年度目标。",
        ),
        # what binds nobody is judged by nobody
        ("培训农民约500人", ["480"], N, "培训农民480人，相当于年度目标（约500人）的96%。"),
        ("同比增长6%左右", ["5.2"], N, "同比增长5.2%，比年度目标（6%左右）低0.8个百分点。"),
        ("同比增长6%左右", ["6"], R, "同比增长6%，达到年度目标。"),
        # no figure came
        ("年内新建充电桩100根", [None], N, "新建充电桩〔待补〕根。"),
        ("力争实现税收2.5亿元", [None], N, "实现税收〔待补〕亿元。"),
    ],
)
def test_one_figure(text: str, reached: list[str | None], result: Result, said: str) -> None:
    found = turned(commitment(text, *reached))
    assert (found.text, found.result) == (said, result)


def test_two_figures_are_each_told() -> None:
    found = turned(commitment("力争新建停车场70个以上，改造公厕10座", "72", "8"))
    assert found.text == (
        "已新建停车场72个，改造公厕8座；停车场完成年度目标的102.9%；"
        "公厕完成年度目标的80%，距年度目标（10座）还差2座。"
    )
    assert found.result is S


def test_a_figure_and_its_growth_are_told_apart() -> None:
    found = turned(commitment("完成投资18亿元，同比增长6%", "1800000000", "-2"))
    assert found.text == (
        "完成投资18亿元，同比下降2%；投资完成年度目标；"
        "投资增速低于年度目标（6%）8个百分点，未达到年度目标。"
    )


def test_where_one_of_two_is_wanting_the_other_is_told() -> None:
    found = turned(commitment("新建停车场70个，改造公厕10座", "72", None))
    assert found.text == "新建停车场72个，改造公厕〔待补〕座，完成年度目标的102.9%。"
    assert found.result is N
    assert found.doubts == ("“10座”没有审核通过的数值，请补上或改写。",)


def test_less_is_better_where_only_the_indicator_knows() -> None:
    found = turned(commitment("全年投诉120件", "100", low=True))
    assert found.text == "全年投诉100件，在年度目标（120件）之内。"
    assert turned(commitment("全年投诉120件", "130", low=True)).result is S


def test_a_review_that_was_not_content_is_told_beside_the_figures() -> None:
    found = turned(commitment("新建停车场70个并投用", "72", judged=Judged.PARTLY))
    assert found.text.endswith("完成年度目标的102.9%，经审核部分达到年度要求。")
    assert found.result is S


def test_every_figure_says_where_it_comes_from() -> None:
    found = turned(commitment("新建停车场70个，改造公厕10座", "72", None))
    assert [(span.text, span.note) for span in found.spans if span.note] == [
        (
            "72个",
            "目标70个，见《2026年重点工作清单》第2页第3行；新农办2026年12月填报，2027年1月8日审核通过",
        ),
        ("〔待补〕座", "目标10座，见《2026年重点工作清单》第2页第3行；没有审核通过的数值"),
    ]


def test_a_rate_that_went_the_other_way_without_a_verb_is_left_to_a_person() -> None:
    found = turned(commitment("工业产值增速6%", "-1"))
    if "增速" in found.text:
        assert any("方向" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("one", "said", "result", "doubts"),
    [
        (Commitment("力争完善河长制。", judged=Judged.REACHED), "已完善河长制。", R, 0),
        (
            Commitment("完善河长制", judged=Judged.PARTLY, words="已制定制度，\n三条河流落实。"),
            "完善河长制，部分达到年度要求。进展情况：已制定制度， 三条河流落实。",
            S,
            0,
        ),
        (Commitment("完善河长制", judged=Judged.NOT), "完善河长制，未达到年度要求。", S, 0),
        (
            Commitment("研究编制规划", words="已形成初稿"),
            "研究编制规划，完成情况待核定。进展情况：已形成初稿。",
            N,
            1,
        ),
        (Commitment("研究编制规划"), "研究编制规划，完成情况待核定。", N, 1),
    ],
)
def test_words_are_told_as_they_were_judged(
    one: Commitment, said: str, result: Result, doubts: int
) -> None:
    found = turned(one)
    assert (found.text, found.result, len(found.doubts)) == (said, result, doubts)


def test_a_figure_that_is_not_where_it_should_be_changes_nothing() -> None:
    """Offsets of another text: better a sentence untouched than a wrong one."""
    held = commitment("新建停车场70个", "72")
    moved = Commitment("全镇新建停车场70个", figures=held.figures)
    found = turned(moved)
    assert "70个" in found.text
    assert found.result is N
    assert found.doubts == ("“70个”在句中找不到，没有改写。",)


WHOLE = facts(
    commitment("新建停车场70个", "72", path=("一、城建", "（一）交通")),
    commitment("改造公厕10座", None, path=("一、城建", "（一）交通")),
    Commitment("完善河长制", path=("一、城建", "（三）水务"), judged=Judged.REACHED),
    commitment("6月底前新增绿地15亩", "16", path=("四、民生",)),
)


def test_the_paper_stands_under_the_headings_of_the_plan_and_lists_what_is_open() -> None:
    told = []
    for block in year_report_paper(WHOLE).blocks:
        match block:
            case Heading(text=text):
                told.append(text)
            case Body(text=str(text)):
                told.append(text)
            case Body(text=parts):
                told.append("".join(p.text if isinstance(p, Span) else p for p in parts))
            case _:
                assert isinstance(block, Title)
    assert told == [
        "本稿由《2026年重点工作清单》的承诺与审核通过的数据逐句生成，共4项，其中达到3项，"
        "无法评定1项。脚注为目标和数据的出处。",
        "需要核定的语句（2处，定稿时删去）",
        "〔核1〕“10座”没有审核通过的数值，请补上或改写。",
        "〔核2〕“6月底前”没有改写：没有审核通过的填报能证明是否按时，请核定。",
        "一、城建",
        "（一）交通",
        "新建停车场72个，完成年度目标的102.9%。",
        "改造公厕〔待补〕座。〔核1〕",
        "（二）水务",
        "完善河长制。",
        "二、民生",
        "6月底前新增绿地16亩，完成年度目标的106.7%。〔核2〕",
    ]


def test_the_same_doubt_is_listed_once_with_all_its_places() -> None:
    doubtful = [Commitment(text) for text in ("编制规划", "修订预案", "清理台账")]
    again = commitment("培训农民约500人", "480")
    paper = year_report_paper(facts(*doubtful, again, Commitment("整理档案")))
    listed = [block.text for block in paper.blocks if isinstance(block, Body)]
    assert "〔核1—3、5〕这一项没有审核通过的进展，是否完成请核定。" in listed
    assert "〔核4〕“约500人”是约数，是否达到请核定。" in listed


def test_before_the_year_is_over_what_is_short_is_so_as_yet() -> None:
    short = commitment("新建停车场70个", "60")
    autumn = replace(facts(short), day=date(2026, 9, 18))
    assert "其中尚未达到1项" in str(year_report_paper(autumn).blocks[1])
    assert "其中未达到1项" in str(year_report_paper(facts(short)).blocks[1])


def test_both_renderers_draw_it() -> None:
    paper = year_report_paper(WHOLE)
    assert to_docx(paper).startswith(b"PK")
    try:
        assert to_pdf(paper).startswith(b"%PDF")
    except NoFont:
        absent("no Chinese font on this machine")


def test_an_empty_plan_gives_an_empty_draft() -> None:
    blocks = year_report_paper(facts()).blocks
    assert len(blocks) == 2
