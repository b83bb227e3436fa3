"""Degrees → the sheet on which a map is drawn: 10,000 wide, 7,000 high, in whole numbers.

Degrees of longitude are shortened by the cosine of the middle latitude, so that areas of a district
keep their sizes to each other; up is north.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from duban.web.boards.maps.geojson import SCALE, Area, Point, Polygon, Ring, Unfit

WIDE, HIGH, MARGIN = 10_000, 7_000, 150
MILLION = 10**6
#: an outline of less than this (a square pixel where the map is 1000 pixels wide) is not to be seen
SPECK = 100

#: of each area its polygons
Sheet = list[list[Polygon]]


def projected(areas: Sequence[Area]) -> Sheet:
    """The outlines on the sheet, as large as it allows. Specks are left out, but each area keeps
    its largest polygon; Unfit where an area has no extent."""
    points = list(_points(areas))
    if not points:
        raise _flat()
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    shortened = _cosine((south + north) // 2)
    west = min(x for x, _y in points) * shortened
    across = max(x for x, _y in points) * shortened - west
    upward = (north - south) * MILLION
    if not across or not upward:
        raise _flat()
    inner_wide, inner_high = WIDE - 2 * MARGIN, HIGH - 2 * MARGIN
    # the side that fills the sheet sets the scale
    size, room = max(
        (across, inner_wide), (upward, inner_high), key=lambda side: side[0] * WIDE // side[1]
    )
    left = (WIDE - across * room // size) // 2
    top = (HIGH - upward * room // size) // 2

    def place(point: Point) -> Point:
        x, y = point
        return (
            left + (x * shortened - west) * room // size,
            top + (north - y) * MILLION * room // size,
        )

    return [_drawn(area, [_placed(one, place) for one in area.polygons]) for area in areas]


def _flat() -> Unfit:
    return Unfit(_("这些区域没有面积，不能成图。"))


def _points(areas: Sequence[Area]) -> Iterator[Point]:
    for area in areas:
        for polygon in area.polygons:
            for ring in polygon:
                yield from ring


def _cosine(latitude: int) -> int:
    """In millionths, and never nothing."""
    return max(1, round(math.cos(math.radians(latitude / SCALE)) * MILLION))


def _placed(polygon: Polygon, place: Callable[[Point], Point]) -> Polygon:
    return tuple(_cleaned(tuple(map(place, ring))) for ring in polygon)


def _cleaned(ring: Ring) -> Ring:
    """Without points that fell together with the one before."""
    kept = [point for at, point in enumerate(ring) if point != ring[at - 1]]
    return tuple(kept)


def _drawn(area: Area, polygons: Sequence[Polygon]) -> list[Polygon]:
    largest = max(polygons, key=lambda one: twice_area(one[0]))
    if not twice_area(largest[0]):
        name = next(iter(area.texts.values()))
        raise Unfit(_("“%(name)s”在图上小得没有面积。") % {"name": name})
    seen = [one for one in polygons if one is largest or twice_area(one[0]) > 2 * SPECK]
    return [
        (outer, *(hole for hole in holes if twice_area(hole) > 2 * SPECK)) for outer, *holes in seen
    ]


def twice_area(ring: Ring) -> int:
    """Twice what a ring encloses, whichever way it runs."""
    turns = (
        ring[at - 1][0] * ring[at][1] - ring[at][0] * ring[at - 1][1] for at in range(len(ring))
    )
    return abs(sum(turns))
