"""Outlines on the sheet: in proportion, thinned along common lines, named without overlap."""

from __future__ import annotations

import json
import math
import time
from itertools import combinations

import pytest
from tests.web.boards.maps.drawn import collection, feature, in_a_row, square

from duban.web.boards.maps.centring import centre_of
from duban.web.boards.maps.geojson import Point, Polygon, Unfit, areas_of
from duban.web.boards.maps.labelling import LINE, TENTH, Label, Named, labels_of, lettering_of
from duban.web.boards.maps.projecting import HIGH, MARGIN, WIDE, Sheet, projected
from duban.web.boards.maps.simplifying import path_of, simplified


def sheet_of(content: bytes) -> Sheet:
    return projected(areas_of(content))


def points_of(sheet: Sheet) -> list[Point]:
    return [point for area in sheet for polygon in area for ring in polygon for point in ring]


@pytest.mark.parametrize("names", [("甲",), ("甲", "乙", "丙", "丁")])
def test_the_map_fills_the_sheet_and_keeps_within_it(names: tuple[str, ...]) -> None:
    points = points_of(sheet_of(in_a_row(*names)))
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    top, bottom = min(y for _x, y in points), max(y for _x, y in points)
    assert left >= MARGIN - 1
    assert top >= MARGIN - 1
    # one side is full, and what is left of the other is shared alike
    assert right - left in range(WIDE - 2 * MARGIN - 2, WIDE - 2 * MARGIN + 1) or (
        bottom - top in range(HIGH - 2 * MARGIN - 2, HIGH - 2 * MARGIN + 1)
    )
    assert abs(left - (WIDE - right)) <= 2
    assert abs(top - (HIGH - bottom)) <= 2


def test_a_degree_of_longitude_is_as_short_as_it_is_there() -> None:
    [[[ring]]] = sheet_of(in_a_row("甲"))
    across = max(x for x, _y in ring) - min(x for x, _y in ring)
    upward = max(y for _x, y in ring) - min(y for _x, y in ring)
    assert across / upward == pytest.approx(math.cos(math.radians(29.05)), rel=0.001)


def test_north_is_up() -> None:
    north, south = sheet_of(
        collection([feature({"name": "北"}, square(0, 5)), feature({"name": "南"}, square(0, 0))])
    )
    assert max(y for _x, y in points_of([north])) < min(y for _x, y in points_of([south]))


def wavy(count: int, bend: float) -> list[list[float]]:
    """A line from south to north that winds."""
    return [
        [125.1 + bend * math.sin(at / 3) / 1000, 29 + 0.1 * at / count] for at in range(count + 1)
    ]


def two_sides(count: int, bend: float = 1.0) -> bytes:
    """Two areas that share a winding border, each running along it in its own way."""
    line = wavy(count, bend)
    west = [[125.0, 29.0], *line, [125.0, 29.1], [125.0, 29.0]]
    east = [[125.2, 29.0], [125.2, 29.1], *line[::-1], [125.2, 29.0]]
    return collection([feature({"name": "西"}, west), feature({"name": "东"}, east)])


@pytest.mark.parametrize("most", [4000, 60, 20])
def test_neighbours_keep_one_line_between_them(most: int) -> None:
    sheet = sheet_of(two_sides(400))
    [[[west]], [[east]]] = thin = simplified(sheet, most)
    assert len(points_of(thin)) < len(points_of(sheet))
    sides = [
        {frozenset((ring[at - 1], point)) for at, point in enumerate(ring)} for ring in (west, east)
    ]
    border = {point for point in west if point in east}
    assert len(border) >= 4
    # every piece of the border is a piece of both
    for side, other in (sides, sides[::-1]):
        inner = {piece for piece in side if piece <= border}
        assert inner <= other


def test_no_point_that_can_be_seen_is_lost() -> None:
    """Where there is room for them, what went lies within a pixel of what stayed."""
    before, after = sheet_of(two_sides(60, 9)), simplified(sheet_of(two_sides(60, 9)))
    [[kept]] = after[0]
    for x, y in points_of([before[0]]):
        nearest = min(_distance((x, y), kept[at - 1], point) for at, point in enumerate(kept))
        assert nearest < 10


def _distance(point: Point, a: Point, b: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, a, b
    length = math.hypot(bx - ax, by - ay)
    along = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length**2))
    return math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))


def test_a_square_stays_a_square() -> None:
    sheet = sheet_of(in_a_row("甲", "乙"))
    assert [len(ring) for area in simplified(sheet, 4) for [ring] in area] == [4, 4]


def spiral(turns: int, points: int) -> list[list[float]]:
    """Out along a spiral and back beside it."""
    out = [
        [
            125 + 0.1 * at / points * math.cos(at / points * turns * 6.283),
            29 + 0.1 * at / points * math.sin(at / points * turns * 6.283),
        ]
        for at in range(1, points)
    ]
    back = [[x + 0.0004, y + 0.0003] for x, y in reversed(out)]
    return [*out, *back, out[0]]


def test_the_work_grows_with_the_points_however_they_wind() -> None:
    content = collection([feature({"name": "甲"}, spiral(40, 45_000))])
    began = time.perf_counter()
    sheet = simplified(sheet_of(content))
    assert time.perf_counter() - began < 30
    # where the spiral meets itself on the sheet, its points stay
    assert len(points_of(sheet)) < 2 * 4000
    assert len(path_of(sheet[0])) < 60_000


def test_what_is_too_broken_is_refused() -> None:
    """Thousands of islands that no thinning makes fewer."""
    islands = [square(x * 2, y * 2) for x in range(60) for y in range(60)]
    with pytest.raises(Unfit, match="太碎"):
        simplified(sheet_of(collection([feature({"name": "甲"}, *islands, kind="MultiPolygon")])))


def test_specks_go_and_the_largest_island_stays() -> None:
    specks = [[[x, 29.5], [x + 1e-5, 29.5], [x, 29.50001], [x, 29.5]] for x in (125.3, 125.4)]
    [first, second] = sheet_of(
        collection(
            [
                feature({"name": "甲"}, square(0, 0, 9), *specks, kind="MultiPolygon"),
                feature({"name": "乙"}, square(9, 0)),
            ]
        )
    )
    assert (len(first), len(second)) == (1, 1)


U_SHAPE: Polygon = (
    ((0, 0), (1000, 0), (1000, 5000), (4000, 5000), (4000, 0), (5000, 0), (5000, 6000), (0, 6000)),
)


def test_a_name_stands_inside_its_area_and_off_its_holes() -> None:
    (x, y), room = centre_of([U_SHAPE])
    assert x < 1000 or x > 4000 or y > 5000
    assert 400 < room <= 709
    hole: Polygon = (
        ((0, 0), (9000, 0), (9000, 6000), (0, 6000)),
        ((100, 100), (6000, 100), (6000, 5900), (100, 5900)),
    )
    (x, _y), room = centre_of([hole, U_SHAPE])
    assert x > 6000
    assert room > 1300


def boxes(labels: tuple[Label, ...], letter: int) -> list[tuple[int, int, int, int]]:
    """What the letters of each label cover; a Chinese letter is as wide as it is high, a figure
    half as wide."""
    found = []
    for label in labels:
        longest = max(len(line) for line in label.lines)
        wide = longest * letter // 2 if label.short else longest * letter
        high = len(label.lines) * letter * LINE // TENTH
        x, y = label.x - wide // 2, label.y - high // 2
        found.append((x, y, x + wide, y + high))
    return found


def crowded(count: int, room: int) -> list[Named]:
    across = int(count**0.5) + 1
    return [
        Named(
            ("柳溪柳溪镇", "■进度"),
            at + 1,
            (900 + at % across * room, 900 + at // across * room),
            room,
        )
        for at in range(count)
    ]


@pytest.mark.parametrize("letter", [190, 330, 370, 700])
@pytest.mark.parametrize(("count", "room"), [(4, 2500), (25, 900), (100, 400), (200, 250)])
def test_no_label_lies_over_another(count: int, room: int, letter: int) -> None:
    labels = labels_of(crowded(count, room), letter)
    assert labels
    for one, other in combinations(boxes(labels, letter), 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_what_has_no_room_bears_its_number() -> None:
    wide, narrow = (
        Named(("柳溪镇",), 1, (3000, 3000), 2000),
        Named(("南浦街道",), 2, (6000, 3000), 90),
    )
    lettering = lettering_of("page", [wide, narrow], 190)
    assert [(label.lines, label.short) for label in lettering.labels] == [
        (("柳溪镇",), False),
        (("2",), True),
    ]
    assert lettering.numbered
    assert not lettering_of("page", [wide], 190).numbered
    assert [text for _x, _y, text in lettering.texts] == ["柳溪镇", "2"]


def test_the_sample_of_the_towns_is_named_in_full_on_every_page() -> None:
    from importlib import resources  # noqa: PLC0415

    content = resources.files("duban.samples").joinpath("towns.geojson").read_bytes()
    areas = areas_of(content)
    assert len(areas) == 11
    assert len(json.loads(content)["features"]) == 11
    named = []
    for at, (area, polygons) in enumerate(zip(areas, simplified(projected(areas)), strict=True)):
        centre, room = centre_of(polygons)
        named.append(Named((area.texts["name"][:4], "■ 14.2%"), at, centre, room))
    for letter in (190, 330, 370):
        assert not lettering_of("page", named, letter).numbered
