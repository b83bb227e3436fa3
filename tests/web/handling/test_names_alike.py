"""Names that may mean one unit are put together with the reason; what is another unit is not."""

from __future__ import annotations

import pytest

from duban.web.handling.alike import Several, Why, alike, grouped, near, several

PLACES = ("云泽区", "柳溪镇")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("区水务局", "区 水务局", Why.SPELLING),
        ("农业农村委（乡村振兴局）", "农业农村委", Why.SPELLING),
        ("２个街镇", "2个街镇", Why.SPELLING),
        ("区水务局", "水务局", Why.LEVEL),
        ("云泽区水务局", "区水务局", Why.LEVEL),
        ("云泽区水务局", "水务局", Why.LEVEL),
        ("区委宣传部", "宣传部", Why.LEVEL),
        ("柳溪镇人民政府", "柳溪镇", Why.LEVEL),
        ("云泽街道办事处", "云泽街道", Why.LEVEL),
        ("柳溪镇", "柳溪", Why.LEVEL),
        ("北塘村民委员会", "北塘村", Why.LEVEL),
        ("农业农村委员会", "农业农村委", Why.SHORT),
        ("河长制办公室", "河长制办", Why.SHORT),
        ("区农业农村委员会", "农委", Why.SHORT),
        ("发展和改革委员会", "区发改委", Why.SHORT),
        ("规划和自然资源局", "规资局", Why.SHORT),
        ("农业农村局", "农业农村委", Why.ENDING),
        ("区文明办", "文明办公室", Why.SHORT),
        ("绿化和市容局", "绿化市容局", Why.SHORT),
        ("人力资源社会保障局", "人力资原社会保障局", Why.SLIP),
        ("东厍村", "东库村", Why.SLIP),
    ],
)
def test_it_puts_together(one: str, other: str, why: Why) -> None:
    assert alike(one, other, PLACES) is why
    assert alike(other, one, PLACES) is why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("区水务局", "区税务局", id="another-field"),
        pytest.param("柳溪镇", "白鹭镇", id="another-town"),
        pytest.param("云泽镇", "云泽街道", id="town-and-street"),
        pytest.param("北塘村", "南塘村", id="another-village"),
        pytest.param("红星社区", "红旗社区", id="another-quarter"),
        pytest.param("第一人民医院", "第二人民医院", id="another-number"),
        pytest.param("区教育局", "区体育局", id="short-names"),
        pytest.param("区财政局", "镇财政所办", id="nothing-in-common"),
        pytest.param("区委", "区政府", id="levels-alone"),
        pytest.param("建设局", "教育局", id="same-ending"),
    ],
)
def test_it_keeps_apart(one: str, other: str) -> None:
    assert alike(one, other, PLACES) is None


def test_each_name_stands_once_under_the_first_it_is_like() -> None:
    groups = grouped(
        [
            *("区农业农村委", "农业农村局", "11个街镇", "水务局", "农委", "各街镇", "区水务局"),
            *("11 个街镇", "各村居", "各村（居）", "各村"),
        ],
        PLACES,
    )
    assert [(group.head, group.others) for group in groups] == [
        ("区农业农村委", [("农业农村局", Why.ENDING), ("农委", Why.SHORT)]),
        ("11个街镇", [("11 个街镇", Why.SPELLING)]),
        ("水务局", [("区水务局", Why.LEVEL)]),
        ("各街镇", []),
        ("各村居", [("各村（居）", Why.SPELLING)]),
        ("各村", []),
    ]
    assert groups[0].names == ["区农业农村委", "农业农村局", "农委"]


def test_known_names_come_with_the_surest_reason_first() -> None:
    found = near(["农业农村局", "农委"], ["区农业农村委", "农业农村局 ", "水务局"], PLACES)
    assert list(found.items()) == [("农业农村局 ", Why.SPELLING), ("区农业农村委", Why.SHORT)]


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("11个街镇", Several("街镇", 11)),
        ("青西三镇", Several("镇", 3, "青西")),
        ("各街道", Several("街道", None)),
        ("各村居", Several("村居", None)),
        ("全部镇", Several("镇", None)),
        ("十个村", Several("村", 10)),
        ("相关村", Several("村", None, some=True)),
        ("各村（居）", Several("村居", None)),
        ("其余街镇", Several("街镇", None, some=True)),
        ("各经济公司", Several("经济公司", None)),
        ("专班成员单位", Several("成员单位", None, "专班")),
        ("各相关部门", Several("部门", None)),
        ("相关科", None),
        ("柳溪镇", None),
        ("三合镇政府", None),
        ("区水务局", None),
    ],
)
def test_a_name_of_several_says_how_many_of_what(name: str, means: Several | None) -> None:
    assert several(name) == means
