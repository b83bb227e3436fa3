"""Values, units and comparators, as texts print them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.reading.quantities import quantities_in

Read = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("税收23.58亿元", "2358000000 元"),
        ("流转土地1.9万亩", "19000 亩"),
        ("轮作3万亩次", "30000 亩次"),
        ("外资750万美元", "7500000 美元"),
        ("小巨人企业0家", "0 家"),
        ("总产值1.2万亿元", "1200000000000 元"),
        ("装机1.3亿千瓦", "130000000 千瓦"),
        ("人口3亿5000万人", "350000000 人"),
        ("清淤1,234.5立方米", "1234.5 立方米"),
        ("补助2，500元", "2500 元"),
        ("覆盖率４０．５％", "40.5 % share"),
        ("死亡率3.1‰", "3.1 ‰ share"),
        ("补助3.78万元/户", "37800 元/户"),
        ("浓度35微克/立方米", "35 微克/立方米"),
        ("更换68樘", "68 樘"),
        ("惠及76万群众", "760000"),
        ("投资3.5亿", "350000000 元"),
        ("8个县（市）试点", "8 个县（市）"),
        ("新建5万套（户）住房", "50000 套（户）"),
        ("算力200 EFlops", "200 EFlops"),
    ],
)
def test_a_figure_is_multiplied_out_to_its_base_unit(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产量比上年增长百分之五十三点七", "53.7 % growth"),
        ("受灾一亿四千万元", "140000000 元"),
        ("调查二百三十五个村", "235 个"),
        ("开放一百零八项服务", "108 项"),
        ("做好两家托育园运营", "2 家"),
        ("占全省四分之一", "25 % share"),
        ("近五分之一", "≈20 % share"),
        ("回收六成", "60 % share"),
        ("完成1/4以上", "≥25 % share"),
        ("达到千分之三", "3 ‰ share"),
        ("三百多万亩", ">3000000 亩"),
        ("十几家企业", ">10 家"),
        ("百余家企业", ">100 家"),
    ],
)
def test_figures_in_words_are_read(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不低于4.1万亩", "≥41000 亩"),
        ("85% 以上", "≥85 % share"),
        ("≥10场", "≥10 场"),
        ("不得少于3次", "≥3 次"),
        ("200元起。", "≥200 元"),
        ("超过60万元", ">600000 元"),
        ("突破百万吨大关", ">1000000 吨"),
        ("逾6500户", ">6500 户"),
        ("2800多个", ">2800 个"),
        ("500余场次", ">500 场次"),
        ("2400多亿元", ">240000000000 元"),
        ("3亿多农村人口", ">300000000"),
        ("病虫害损失率控制在5%以内", "≤5 % share"),
        ("不超过2次", "≤2 次"),
        ("5万元以下", "≤50000 元"),
        ("最高200万元", "≤2000000 元"),
        ("不足30户", "<30 户"),
        ("低于1ms", "<1 ms"),
        ("约14户", "≈14 户"),
        ("近400所", "≈400 所"),
        ("100个左右", "≈100 个"),
        ("23%左右", "≈23 % share"),
    ],
)
def test_a_comparator_touches_its_figure(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每年至少召开1次调度会", ["≥1 次"]),
        ("约需新增教师8000人", ["≈8000 人"]),
        ("最高给予 5000 万元奖励", ["≤50000000 元"]),
        ("不高于合同金额的30%", ["≤30 % share"]),
        ("不低于当地标准的1.6倍", ["≥1.6 倍 share"]),
        ("至少建设一个示范园", ["≥1 个"]),
        ("不超过100万元/项、50万元/项", ["≤1000000 元/项", "≤500000 元/项"]),
        ("投资2亿元或年纳税5000万元以上", ["≥200000000 元", "≥50000000 元"]),
        ("失业率4.5%、5.5%左右", ["4.5 % share", "≈5.5 % share"]),
    ],
)
def test_a_comparator_reaches_over_words(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-5个", "3..5 个"),
        ("3—5家", "3..5 家"),
        ("5～8公里", "5..8 公里"),
        ("10%-15%", "10..15 % share"),
        ("3-5万元", "30000..50000 元"),
        ("3万—5万元", "30000..50000 元"),
        ("1至2条", "1..2 条"),
        ("选定一到两个项目", "1..2 个"),
        ("三至五家", "3..5 家"),
    ],
)
def test_a_range_has_two_ends(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("迁出5086户20402人", ["5086 户", "20402 人"]),
        ("车桩比不高于2:1", ["≤2 比 share"]),
        ("按1:0.5配套", ["2 比 share"]),
        ("产业结构为8.3:41.4:50.3", []),
        ("办公时间9:00-17:00", []),
        ("温差-3.5%", ["-3.5 % share"]),
        ("——3个项目", ["3 个"]),
    ],
)
def test_pairs_ratios_and_strokes(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("北塘村完成 12.4 万亩：", "12.4 万亩"),
        ("增长达 5% 以上。", "5% 以上"),
        ("工期压缩 45\n. 2％", "45\n. 2％"),
        ("总额14\n485万元", "14\n485万元"),
        ("改造１２\u3000户", "１２\u3000户"),
    ],
)
def test_blanks_inside_a_figure_stay_in_its_text(text: str, printed: str) -> None:
    [quantity] = quantities_in(text)
    assert quantity.text == printed
    assert text[quantity.start : quantity.end] == printed


def test_a_blank_between_two_entries_parts_them() -> None:
    text = "村道整治(公里):5 桥梁整治(座):12 4-5类危桥加固(座):3"
    assert [f"{q.metric} {q.value} {q.unit}" for q in quantities_in(text)] == [
        "村道整治 5 公里",
        "桥梁整治 12 座",
        "4-5类危桥加固 3 座",
    ]


@pytest.mark.parametrize(
    ("text", "header", "expected"),
    [
        ("278138", "总投资(万元)", "2781380000 元"),
        ("约68916", "总投资（万元）", "689160000 元"),
        ("20", "里程(公里)", "20 公里"),
        ("500万元", "总投资(万元)", "5000000 元"),
    ],
)
def test_a_column_names_the_unit_of_its_numbers(text: str, header: str, expected: str) -> None:
    [quantity] = quantities_in(text, header, header=header)
    assert f"{quantity.value} {quantity.unit}" == expected


def test_a_column_without_a_unit_leaves_bare_numbers_alone() -> None:
    assert quantities_in("278138", header="备注") == ()


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("23.58亿元", 1000000),
        ("1.20万亩", 100),
        ("37户", 1),
        ("9.50%", "0.01"),
        ("四百万吨", 10000),
    ],
)
def test_the_grain_is_one_unit_of_the_last_place_printed(text: str, grain: int | str) -> None:
    [quantity] = quantities_in(text)
    assert str(quantity.grain.normalize()) == str(type(quantity.grain)(grain).normalize())
