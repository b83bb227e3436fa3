"""Kind and sign, what is measured, what 累计 and 力争 cover."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Kind
from duban.reading.quantities import quantities_in

Read = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("税收增长15%", ["15 % growth"]),
        ("销售额增速达到7%", ["7 % growth"]),
        ("投诉量同比下降14%", ["-14 % growth"]),
        ("客流同比+15.3%，收入同比-2.1%", ["15.3 % growth", "-2.1 % growth"]),
        ("能耗下降3%左右", ["≈-3 % growth"]),
        ("价格涨幅2%", ["2 % growth"]),
        ("产值增长2倍多", [">2 倍 growth"]),
        ("播种面积浮动不超过2%", ["≤2 % growth"]),
        ("低保标准提高6%", ["6 % growth"]),
        ("劳动生产率提高百分之二十九", ["29 % growth"]),
        ("产业连续三年保持10%以上增长", ["≥10 % growth"]),
        ("压减一般性支出5%", ["-5 % growth"]),
        ("签约率增加0.16%", ["0.16 % change"]),
        ("占比提高5个百分点", ["5 个百分点 change"]),
        ("占比下降4.3个百分点以上", ["≥-4.3 个百分点 change"]),
        ("超过全国平均水平0.28个百分点", ["0.28 个百分点"]),
        ("净增营收0.1亿元", ["10000000 元 change"]),
        ("人均收入增加1207元", ["1207 元 change"]),
        ("增加学位超20万个", [">200000 个 change"]),
        ("新增学位10万个", ["100000 个"]),
        ("工业增加值80亿元", ["8000000000 元"]),
        ("覆盖率提高到80%", ["80 % share"]),
        ("由15%提高到20%以上", ["15 % share", "≥20 % share"]),
        ("对经济增长贡献率超60%", [">60 % share"]),
        ("完成下达任务111.89%", ["111.89 % share"]),
        ("三次产业分别增长3.5%、6%、5%", ["3.5 % growth", "6 % growth", "5 % growth"]),
        ("收入、支出分别下降4%和6%", ["-4 % growth", "-6 % growth"]),
    ],
)
def test_kind_and_sign(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预计累计完成全口径税收9.57亿元", ["全口径税收"]),
        ("完成停车场3处、公厕2座", ["停车场", "公厕"]),
        ("开工1个（甲项目）、竣工2个（乙项目）", ["开工", "竣工"]),
        ("建成3个试点片区（柳溪片区等）", ["试点片区"]),
        ("修复9公里次差路段和4公里临水险段", ["次差路段", "临水险段"]),
        ("引进甲公司、乙公司等11家企业", ["企业"]),
        ("营收0.5亿元（增速20%）", ["营收", "营收"]),
        ("财政总收入142亿元，同比增长16%", ["财政总收入", "财政总收入"]),
        ("完成目标任务的23%左右", ["目标任务"]),
        ("主导品种覆盖率达到97%以上", ["主导品种覆盖率"]),
        ("设立总规模10亿元算力基金", ["算力基金"]),
        ("80%以上幼儿园达到标准", ["幼儿园"]),
        ("培训15万名紧跟前沿、能力强的技术人才", ["技术人才"]),
        ("城镇、农村居民收入分别增长4%和6%", ["城镇", "农村居民收入"]),
        ("甲类、乙类标准分别从209元、280元提高到217元、290元", ["甲类", "乙类标准"] * 2),
        ("2025年经营性收入预计2.3亿元", ["经营性收入"]),
        ("开展种业宣传，每季度不少于1次", ["种业宣传"]),
        ("完成安装进度50%", ["安装进度"]),
        ("就业困难人员实现就业75人", ["就业困难人员实现就业"]),
        ("1.截至2026年2月底签约率59.84%", ["签约率"]),
        ("第一批3个和美片区动工", ["和美片区"]),
        ("收入1200亿元，为预算的101.5%", ["收入", "收入"]),
        ("支出80亿元，比上年执行数增长5.6%", ["支出", "支出"]),
        ("改造小区5个，惠及890多万户", ["小区", "小区"]),
        ("财政收入41.2亿元，其中镇本级完成10亿元", ["财政收入", "镇本级财政收入"]),
        ("工业产值比一九五二年增长了百分之五", ["工业产值"]),
    ],
)
def test_what_is_measured(measures: Read, text: str, expected: list[str]) -> None:
    assert measures(text) == expected


def test_a_figure_alone_measures_the_subject_given() -> None:
    [quantity] = quantities_in("完成20%", subject="标识标牌")
    assert quantity.metric == "标识标牌"
    assert quantity.kind is Kind.SHARE


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("累计参展5次，其中市外1次，对接企业12家", [True, True, True]),
        ("参展2次，累计对接企业12家", [False, True]),
        ("累计完成10家；新增2家", [True, False]),
        ("累计完成10家。新增2家", [True, False]),
        ("累计完成10家，本季度完成2家", [True, False]),
        ("累计下降10.08%", [True]),
        ("累计完成营收1.4亿元（增速20%）", [True, True]),
    ],
)
def test_what_a_running_total_covers(text: str, cumulative: list[bool]) -> None:
    assert [quantity.cumulative for quantity in quantities_in(text)] == cumulative


@pytest.mark.parametrize(
    ("text", "hoped"),
    [
        ("达到180亿元以上（力争200亿元）", [False, True]),
        ("力争企业发展提速，新增10家", [True]),
        ("力争新增10家。完成5家", [True, False]),
        ("新增10家，争取更好结果", [False]),
    ],
)
def test_what_a_hope_covers(text: str, hoped: list[bool]) -> None:
    assert [quantity.aspirational for quantity in quantities_in(text)] == hoped
