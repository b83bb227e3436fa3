"""A GeoJSON file is a map or one sentence, whatever is in it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.boards.maps.drawn import collection, feature, in_a_row, square

from duban.web.boards.maps import geojson
from duban.web.boards.maps.geojson import SCALE, Unfit, areas_of
from duban.web.boards.maps.projecting import HIGH, WIDE, projected
from duban.web.boards.maps.simplifying import path_of, simplified

ONE = square(0, 0)


def test_areas_come_with_their_names_and_outlines() -> None:
    hole = square(0, 0, 1)
    first, second = areas_of(
        collection(
            [
                feature({"name": "柳溪镇", "level": 4, "code": "101"}, square(0, 0, 3), hole),
                feature(
                    {"name": " 白鹭镇 ", "code": "102", "note": None},
                    square(3, 0),
                    square(5, 0),
                    kind="MultiPolygon",
                ),
            ]
        )
    )
    assert first.texts == {"name": "柳溪镇", "code": "101"}
    assert second.texts == {"name": "白鹭镇", "code": "102"}
    [(outer, inner)] = first.polygons
    assert outer[0] == (125 * SCALE, 29 * SCALE)
    assert (len(outer), len(inner), len(second.polygons)) == (4, 4, 2)


@pytest.mark.parametrize(
    ("texts", "keys"),
    [
        # alike everywhere: it tells nothing apart
        ([{"n": "甲", "p": "云泽区"}, {"n": "乙", "p": "云泽区"}], {"n"}),
        ([{"n": "甲", "m": "丙"}, {"n": "乙"}], {"n"}),
        ([{"n": "甲", "long": "长" * 41}, {"n": "乙", "long": "短"}], {"n"}),
        # a person's number is no name of a place, and is not kept
        ([{"n": "甲", "tel": "13912345678"}, {"n": "乙", "tel": "13987654321"}], {"n"}),
        ([{f"k{at}": f"甲{at}" for at in range(12)}], {f"k{at}" for at in range(8)}),
    ],
)
def test_what_could_be_a_name(texts: list[dict[str, str]], keys: set[str]) -> None:
    areas = areas_of(collection(feature(one, square(at, 0)) for at, one in enumerate(texts)))
    assert set(areas[0].texts) == keys


def ring(*points: Any) -> bytes:
    return collection([feature({"name": "甲"}, list(points))])


def text(words: str) -> bytes:
    """The file of one square with one figure of it written so."""
    return in_a_row("甲").replace(b"29.1", words.encode(), 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b" \n", "空文件"),
        (b"PK\x03\x04 shapefile.zip", "不是能读的GeoJSON"),
        ("{".encode("utf-16"), "不是能读的GeoJSON"),
        (b"[" * 100_000, "不是能读的GeoJSON"),
        (text("NaN"), "不是能读的GeoJSON"),
        (text("Infinity"), "不是能读的GeoJSON"),
        (text("-Infinity"), "不是能读的GeoJSON"),
        (text("1e999999999999999999999"), "不是能读的GeoJSON"),
        (text("1e400"), "不是经纬度"),
        (text("9" * 5000), "不是经纬度"),
        (text("90.0000001"), "不是经纬度"),
        (text("3456789.5"), "不是经纬度"),
        (text("true"), "不成轮廓"),
        (text('"29"'), "不成轮廓"),
        (text("null"), "不成轮廓"),
        (text("[29]"), "不成轮廓"),
        (b"[]", "最外层"),
        (b'"FeatureCollection"', "最外层"),
        (b'{"type": "Topology"}', "最外层"),
        (json.dumps(feature({"name": "甲"}, ONE)).encode(), "最外层"),
        (collection([]), "没有要素"),
        (b'{"type": "FeatureCollection", "features": {}}', "没有要素"),
        (collection(["甲"]), "第1个要素不是Feature"),
        (collection([feature({"name": "甲"}, ONE), {"type": "Polygon"}]), "第2个要素不是Feature"),
        (collection([{"type": "Feature", "geometry": None}]), "第1个要素不是面"),
        (collection([{"type": "Feature", "geometry": {"type": "Point"}}]), "第1个要素不是面"),
        (collection([feature({"name": "甲"}, ONE, kind="LineString")]), "第1个要素不是面"),
        (collection([feature({"name": "甲"}, ONE, kind="GeometryCollection")]), "不是面"),
        (collection([feature({"name": "甲"})]), "不成轮廓"),
        (ring([125, 29], [126, 29], [125, 29]), "不成轮廓"),
        (ring(*ONE[:-1], [124, 28]), "不成轮廓"),
        (ring(*ONE[:-1], [125]), "不成轮廓"),
        (ring(*ONE[:-1], 125), "不成轮廓"),
        (collection([feature(None, ONE)]), "作名称的属性"),
        (collection([feature({"name": 5}, ONE)]), "作名称的属性"),
        (collection([feature({"name": "甲"}, ONE), feature({"title": "乙"}, ONE)]), "作名称"),
        (collection(feature({"name": str(at)}, ONE) for at in range(201)), "超过200个"),
    ],
)
def test_what_is_no_map_is_told_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(Unfit, match=words):
        areas_of(content)


def test_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MOST_BYTES", 50)
    monkeypatch.setattr(json, "loads", lambda *_args, **_words: pytest.fail("read"))
    with pytest.raises(Unfit, match="超过5MB"):
        areas_of(b"x" * 51)


def test_too_many_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MOST_POINTS", 9)
    assert len(areas_of(in_a_row("甲"))) == 1
    with pytest.raises(Unfit, match="10万个"):
        areas_of(in_a_row("甲", "乙"))


@pytest.mark.parametrize(
    "content",
    [
        ring([125, 29], [125, 29], [125, 29], [125, 29]),
        ring([125, 29], [126, 29], [127, 29], [125, 29]),
        ring([125, 29], [126, 30], [127, 31], [125, 29]),
        # so small beside its neighbour that nothing of it is seen
        collection(
            [
                feature({"name": "甲"}, square(0, 0, 9)),
                feature(
                    {"name": "乙"},
                    [[125, 29], [125.00000001, 29], [125, 29.00000001], [125, 29]],
                ),
            ]
        ),
    ],
)
def test_what_has_no_extent_makes_no_map(content: bytes) -> None:
    with pytest.raises(Unfit, match="面积"):
        projected(areas_of(content))


NUMBERS: st.SearchStrategy[Any] = st.one_of(
    st.integers(-200, 200),
    st.floats(-200, 200, allow_nan=False),
    st.sampled_from([True, None, "125", 1e308, -0.0, []]),
)
POSITIONS = st.one_of(st.lists(NUMBERS, max_size=4), NUMBERS)
#: a ring that is closed, of points of which some are right
CORNERS = st.tuples(st.integers(-181, 181), st.integers(-91, 91)).map(list)
RINGS = st.one_of(
    st.lists(POSITIONS, max_size=5),
    st.lists(CORNERS, min_size=3, max_size=6).map(lambda points: [*points, points[0]]),
)
TEXTS = st.one_of(
    st.none(),
    st.dictionaries(
        st.sampled_from(["name", "code", "", "<b>"]),
        st.one_of(st.text("甲乙a<&>\"'\x00\u202e ", max_size=50), st.integers(), st.none()),
        max_size=3,
    ),
)
GEOMETRIES = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["Polygon", "Polygon", "Polygon", "MultiPolygon", "Point"]),
            "coordinates": st.one_of(
                st.lists(RINGS, max_size=2), st.lists(st.lists(RINGS, max_size=2), max_size=2)
            ),
        }
    ),
)
FEATURES = st.fixed_dictionaries(
    {"type": st.just("Feature"), "properties": TEXTS, "geometry": GEOMETRIES}
)


@given(st.one_of(st.binary(max_size=80), st.lists(FEATURES, max_size=3).map(collection)))
def test_whatever_comes_is_a_map_or_a_sentence(content: bytes) -> None:
    sentence = ""
    try:
        areas = areas_of(content)
        sheet = simplified(projected(areas))
    except Unfit as refusal:
        areas, sheet, sentence = (), [], str(refusal)
    assert bool(sentence) != bool(areas)
    for area, polygons in zip(areas, sheet, strict=True):
        assert all(name and len(name) <= 40 for name in area.texts.values())
        points = [point for polygon in polygons for one in polygon for point in one]
        assert all(0 <= x <= WIDE and 0 <= y <= HIGH for x, y in points)
        assert set(path_of(polygons)) <= set("Mlz -0123456789")


GOOD = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(1, 5),
        st.text("甲乙丙", min_size=1, max_size=40),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[3],
)


@given(GOOD)
def test_what_is_right_is_always_taken(squares: list[tuple[int, int, int, str]]) -> None:
    content = collection(
        feature({"name": name}, square(x, y, side)) for x, y, side, name in squares
    )
    areas = areas_of(content)
    assert [area.texts["name"] for area in areas] == [name for *_corner, name in squares]
    assert len(simplified(projected(areas))) == len(squares)


def test_coordinates_keep_their_last_figure() -> None:
    [area] = areas_of(text("29.12345678"))
    [[points]] = area.polygons
    assert max(y for _x, y in points) == int(Decimal("291234568"))


def test_halves_of_pairs_are_no_part_of_a_name() -> None:
    """JSON can write them, and no database can keep them."""
    [area] = areas_of(collection([feature({"na\ud800me": "柳溪\udfff镇"}, ONE)]))
    assert area.texts == {"name": "柳溪镇"}
