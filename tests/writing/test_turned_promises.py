"""A sentence of a plan turned to what came of it: its intentions, its limits, what stays marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.writing.promises import commitment, facts, turned

from duban.writing.commitment import Commitment, Each, Judged
from duban.writing.telling import Result, sentence_of

R, S = Result.REACHED, Result.SHORT
R_JUDGED = Judged.REACHED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("力争完成20座。", "已完成20座"),
        ("计划新建20座", "已新建20座"),
        ("拟建设20座", "已建设20座"),
        ("全年将完成20座", "全年已完成20座"),
        ("我区要建成20座", "我区已建成20座"),
        ("确保建成20座", "已建成20座"),
        ("力争在年底前建成20座", "已建成20座"),
        ("今年新建20座", "2026年新建20座"),
        ("预计今年年内建成20座", "已建成20座"),
        # nouns that look like intentions stay
        ("落实三年行动计划，建成20座", "落实三年行动计划，建成20座"),
        ("争取上级资金，建成20座", "争取上级资金，建成20座"),
        ("建成将军公园等20座", "建成将军公园等20座"),
    ],
)
def test_intentions_are_turned_and_nouns_are_not(text: str, said: str) -> None:
    found = turned(commitment(text, "20"))
    assert found.text == f"{said}，完成年度目标。"
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # deeds take 已, figures that move do not
        ("预计完成投资20亿元", "已完成投资20亿元"),
        ("计划总投资20亿元", "完成投资20亿元"),
        ("争取全面完成20座", "已全面完成20座"),
        ("有望如期建成20座", "已如期建成20座"),
        ("务必要拆除20处", "已拆除20处"),
        ("开放大学将招引企业20家", "开放大学已招引企业20家"),
        ("力争同比增长20%", "同比增长20%"),
        ("确保全年接待20批", "全年接待20批"),
        ("努力做好服务，建成20座", "已做好服务，建成20座"),
        # the year and its end
        ("2026年底前建成20座", "建成20座"),
        ("到2026年底，建成20座", "建成20座"),
        ("今年底前建成20座", "建成20座"),
        ("确保12月底前建成20座", "建成20座"),
        ("本年新建20座", "2026年新建20座"),
        ("按照本年度安排新建20座", "按照本年度安排新建20座"),
        # 将 that names what something is done to
        ("将旧厂房改造成展馆20座", "将旧厂房改造成展馆20座"),
        ("将建设用地纳入台账20处", "将建设用地纳入台账20处"),
        ("将完成情况列入通报20次", "将完成情况列入通报20次"),
        ("拟定方案20个", "拟定方案20个"),
        ("主要建成20座", "主要建成20座"),
    ],
)
def test_forms_of_intention(text: str, said: str) -> None:
    found = turned(commitment(text, *["20" if "亿" not in text else "2000000000"]))
    assert found.text.startswith(f"{said}，"), found.text
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("text", "reached", "since", "said"),
    [
        # kept: the figure had been reached by then
        ("力争6月底前建成20座", "21", (2026, 6, 30), "已于6月底前建成21座，完成年度目标的105%。"),
        ("确保在9月20日之前建成20座", "20", (2026, 8, 31), "已于9月20日建成"),
        ("计划于三季度末前建成20座", "20", (2026, 9, 30), "已于三季度末前建成20座，"),
        ("示范路6月底前，铺设20公里", "20", (2026, 5, 31), "示范路已于6月底前铺设20公里，"),
        ("到6月底力争建成20座", "20", (2026, 6, 30), "已于6月底建成20座，"),
        ("10月前建成20座", "20", (2026, 9, 30), "已于10月前建成20座，"),
        # missed: told, and when it was reached after all
        (
            "6月底前建成20座",
            "20",
            (2026, 9, 30),
            "于9月底前建成20座，完成年度目标，晚于原定时限（6月底前）。",
        ),
        ("10月前建成20座", "20", (2026, 10, 31), "于10月底前建成20座，"),
        (
            "6月底前建成20座",
            "15",
            None,
            "建成15座，完成年度目标的75%，距年度目标（20座）还差5座，没有按原定时限（6月底前）达到。",
        ),
    ],
)
def test_a_limit_is_told_as_the_reports_prove_it(
    text: str, reached: str, since: tuple[int, int, int] | None, said: str
) -> None:
    held = commitment(text, reached)
    day = None if since is None else date(*since)
    found = turned(replace(held, figures=[replace(one, since=day) for one in held.figures]))
    if said.endswith("建成"):
        said = said.replace("9月20日", "9月20日之前")
    assert found.text.startswith(said), found.text
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("text", "one", "said"),
    [
        (
            "确保6月底前完成立项。",
            Commitment("", judged=Judged.REACHED, kept=[date(2026, 6, 30)]),
            "已于6月底前完成立项。",
        ),
        (
            "力争6月底前完成立项。",
            Commitment("", judged=Judged.REACHED, done_on=date(2026, 6, 20)),
            "已于6月20日完成立项。",
        ),
        (
            "力争6月底前完成立项。",
            Commitment("", judged=Judged.REACHED, done_on=date(2026, 7, 3)),
            "于7月3日完成立项，晚于原定时限（6月底前）。",
        ),
        (
            "6月底前完成设计，9月底前开工。",
            Commitment("", judged=Judged.REACHED, kept=[date(2026, 9, 30), date(2026, 6, 30)]),
            "已于6月底前完成设计，已于9月底前开工。",
        ),
    ],
)
def test_a_limit_of_words_is_told_as_milestones_and_the_closing_prove_it(
    text: str, one: Commitment, said: str
) -> None:
    found = turned(replace(one, text=text))
    assert (found.text, found.doubts, found.result) == (said, (), R)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("6月底前建成20座", "6月底前"),
        ("确保6月底前建成20座", "6月底前"),
        ("明年建成20座", "明年"),
        ("建成20座，为下一年做准备", "下一年"),
        ("在三季度末前建成20座", "三季度末前"),
        ("为6月底前的验收建成20座", "6月底前"),
    ],
)
def test_what_still_speaks_of_a_time_to_come_is_left_and_told(text: str, word: str) -> None:
    found = turned(replace(commitment(text, "20"), judged=R_JUDGED))
    assert word in found.text
    assert [doubt for doubt in found.doubts if word in doubt and "没有改写" in doubt]
    assert len(found.doubts) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("加强巡查，确保不发生重大事故", "加强巡查，未发生重大事故。"),
        ("力争全区领先水平", "达到全区领先水平。"),
        ("努力构建协同机制", "已构建协同机制。"),
        ("确保完成动迁，力争出台办法", "已完成动迁，已出台办法。"),
        ("确保安全形势稳定", "安全形势稳定。"),
        ("深化改革", "深化改革。"),
    ],
)
def test_promises_in_words_that_were_kept(text: str, said: str) -> None:
    assert turned(Commitment(text, judged=R_JUDGED)).text == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("确保不发生重大事故", "不发生重大事故，未达到年度要求。"),
        ("努力构建协同机制", "构建协同机制，未达到年度要求。"),
    ],
)
def test_of_what_was_not_kept_nothing_is_told_as_done(text: str, said: str) -> None:
    assert turned(Commitment(text, judged=Judged.NOT)).text == said


def test_of_two_limits_only_the_proven_one_is_told() -> None:
    found = turned(Commitment("6月底前完成设计，9月底前开工", kept=[date(2026, 6, 30)]))
    assert found.text == "已于6月底前完成设计，9月底前开工，完成情况待核定。"
    assert len(found.doubts) == 2


def test_a_limit_holds_for_every_figure_of_its_sentence() -> None:
    held = commitment("6月底前建成20座、改造30座", "20", "30")
    [first, second] = held.figures
    one = replace(held, figures=[replace(first, since=date(2026, 6, 30)), second])
    assert turned(one).text.startswith("6月底前建成20座")
    both = replace(held, figures=[replace(f, since=date(2026, 5, 31)) for f in held.figures])
    assert turned(both).text.startswith("已于6月底前建成20座、改造30座")


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        ({"kept": [date(2026, 9, 30)]}, "合格率已于9月底前达到95%，"),
        ({"done_on": date(2026, 9, 12)}, "合格率已于9月底前达到95%，"),
        ({"done_on": date(2026, 10, 12)}, "合格率9月底前达到95%，"),
        ({"kept": [date(2026, 6, 30)]}, "合格率9月底前达到95%，"),
    ],
)
def test_a_level_keeps_its_limit_by_what_the_review_found(proof: dict[str, Any], said: str) -> None:
    one = replace(commitment("合格率9月底前达到95%", "95"), **proof)
    found = turned(one)
    assert found.text.startswith(said)
    assert bool(found.doubts) is not said.startswith("合格率已于")


def test_a_limit_that_is_still_ahead_stays() -> None:
    one = commitment("11月底前建成20座", "15")
    found = sentence_of(one, replace(facts(one), day=date(2026, 9, 18)))
    assert found.text.startswith("11月底前建成15座，完成年度目标的75%")
    assert "11月底前" in found.doubts[0]


def test_a_figure_for_each_time_is_told_of_the_times_that_are_over() -> None:
    held = commitment("每季度检查1次", "3")
    every = replace(held, figures=[replace(held.figures[0], each=Each("季度", 3, 3))])
    assert turned(every).text == "每季度检查1次，已过的3个季度都达到目标。"
    some = replace(held, figures=[replace(held.figures[0], each=Each("季度", 3, 2))])
    assert turned(some).text == "每季度检查1次，已过的3个季度中2个达到目标。"
    assert (turned(every).result, turned(some).result) == (R, S)


def test_what_follows_the_figures_without_any_is_left_to_a_person() -> None:
    one = commitment("播种粮食20亩，完成秋收入库", "20")
    assert turned(one).doubts == ("“完成秋收入库”没有数据，是否完成请核定。",)
    assert turned(replace(one, judged=R_JUDGED)).doubts == ()
    assert turned(commitment("播种粮食20亩左右", "20")).doubts == ()


def test_what_is_short_tells_what_is_in_the_way() -> None:
    one = replace(commitment("新建停车场70个", "60"), troubles="用地手续\n较慢。")
    assert turned(one).text.endswith("还差10个。存在问题：用地手续 较慢。")
    assert "存在问题" not in turned(replace(one, figures=commitment(one.text, "70").figures)).text
    words = Commitment("完善河长制", judged=Judged.NOT, troubles="人手不足")
    assert turned(words).text == "完善河长制，未达到年度要求。存在问题：人手不足。"
