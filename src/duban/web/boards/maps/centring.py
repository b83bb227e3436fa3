"""Where the name of an area stands: the point of it that lies farthest from its borders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isqrt

from duban.web.boards.maps.geojson import Point, Polygon
from duban.web.boards.maps.projecting import twice_area

#: the first look: so many points across and down; then around the best, ever closer
ACROSS, ROUNDS = 11, 5


def centre_of(polygons: Sequence[Polygon]) -> tuple[Point, int]:
    """The point, and how far from it the border of the largest polygon is."""
    polygon = max(polygons, key=lambda one: twice_area(one[0]))
    xs, ys = [x for x, _y in polygon[0]], [y for _x, y in polygon[0]]
    left, top, wide, high = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    grid = [
        (left + wide * column // (ACROSS + 1), top + high * row // (ACROSS + 1))
        for row in range(1, ACROSS + 1)
        for column in range(1, ACROSS + 1)
    ]
    # a corner of the outline stands in for an area so thin that no point of the grid lies in it
    best, room = _best(polygon, [polygon[0][0], *grid])
    step_x, step_y = wide // (ACROSS + 1), high // (ACROSS + 1)
    for _round in range(ROUNDS):
        step_x, step_y = step_x // 2, step_y // 2
        near = [
            (best[0] + x * step_x, best[1] + y * step_y) for x in (-1, 0, 1) for y in (-1, 0, 1)
        ]
        best, room = _best(polygon, [best, *near])
    return best, isqrt(max(room, 0))


def _best(polygon: Polygon, points: Iterable[Point]) -> tuple[Point, int]:
    return max(((point, _room(polygon, point)) for point in points), key=lambda one: one[1])


def _room(polygon: Polygon, point: Point) -> int:
    """The squared distance to the nearest border; below nought outside."""
    nearest = min(_squared(point, a, b) for a, b in _sides(polygon))
    return nearest if _inside(polygon, point) else -1 - nearest


def _sides(polygon: Polygon) -> Iterator[tuple[Point, Point]]:
    for ring in polygon:
        for at, point in enumerate(ring):
            yield ring[at - 1], point


def _inside(polygon: Polygon, point: Point) -> bool:
    """Whether a ray to the right meets the rings an odd number of times."""
    x, y = point
    found = False
    for (ax, ay), (bx, by) in _sides(polygon):
        if (ay > y) != (by > y):
            # left of the side, told without dividing
            turn = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
            found ^= (turn > 0) == (by > ay)
    return found


def _squared(point: Point, a: Point, b: Point) -> int:
    (x, y), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = (x - ax) * dx + (y - ay) * dy
    if length == 0 or along <= 0:
        return (x - ax) ** 2 + (y - ay) ** 2
    if along >= length:
        return (x - bx) ** 2 + (y - by) ** 2
    across = (x - ax) * dy - (y - ay) * dx
    return across * across // length
