"""Outlines with no more points than an eye can tell apart, neighbours still along one line.

A border between two areas is one line that both rings run along. So rings are first cut into lines
at the points where lines meet; each line is thinned once, for all who run along it. Points go by
the triangle they make with those beside them, the smallest first (Visvalingam and Whyatt): the work
grows with the points and no more than a logarithm, however the outlines wind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

from django.utils.translation import gettext as _

from duban.web.boards.maps.geojson import Point, Polygon, Ring, Unfit
from duban.web.boards.maps.projecting import Sheet

#: points of a whole map as it is drawn
MOST_DRAWN = 4_000
#: twice the triangle of a point that nobody misses
FINE = 60

#: a piece of rings between two points that stay
Line = tuple[Point, ...]


def simplified(sheet: Sheet, most: int = MOST_DRAWN) -> Sheet:
    """The same areas with at most so many points; Unfit where it cannot be done."""
    rings = [ring for area in sheet for polygon in area for ring in polygon]
    kept = _corners(rings)
    cut = {ring: list(_lines(ring, kept)) for ring in rings}
    thinned = _thinned({_one_way(line) for lines in cut.values() for line in lines}, most)
    result = [
        [tuple(_joined(ring, cut[ring], thinned) for ring in polygon) for polygon in area]
        for area in sheet
    ]
    if sum(len(ring) for area in result for polygon in area for ring in polygon) > 2 * most:
        raise Unfit(_("轮廓太碎，请先简化轮廓、去掉小岛再上传。"))
    return result


def _corners(rings: Iterable[Ring]) -> set[Point]:
    """The points that stay: where lines meet or part, and the four ends of each ring."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    kept: set[Point] = set()
    for ring in rings:
        for at, point in enumerate(ring):
            beside[point] |= {ring[at - 1], ring[(at + 1) % len(ring)]}
        kept |= {min(ring), max(ring)}
        # of a square these are the other two corners
        kept |= {min(ring, key=_downward), max(ring, key=_downward)}
    return kept | {point for point, others in beside.items() if len(others) > 2}


def _downward(point: Point) -> Point:
    return point[1], -point[0]


def _lines(ring: Ring, kept: set[Point]) -> Iterator[Line]:
    """The ring in pieces, each from one point that stays to the next."""
    stops = [at for at, point in enumerate(ring) if point in kept]
    for at, start in enumerate(stops):
        end = stops[(at + 1) % len(stops)]
        yield ring[start : end + 1] if end > start else ring[start:] + ring[: end + 1]


def _one_way(line: Line) -> Line:
    """Alike for the two who run along it in opposite ways."""
    return min(line, line[::-1])


def _joined(ring: Ring, lines: Iterable[Line], thinned: dict[Line, Line]) -> Ring:
    """The thinned lines of a ring together; a sliver of which nothing would be left stays whole."""
    points: list[Point] = []
    for line in lines:
        one = _one_way(line)
        found = thinned[one] if one == line else thinned[one][::-1]
        points += found[:-1]
    return tuple(points) if len(points) > 2 else ring


class _Thinning:
    """All lines at once: each point with the one before it and the one behind it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.points: list[Point] = []
        self.before: list[int] = []
        self.behind: list[int] = []
        self.starts: dict[Line, int] = {}
        self.waiting: list[tuple[int, int]] = []
        for line in lines:
            self._take(line)
        heapify(self.waiting)
        self.gone = bytearray(len(self.points))

    def _take(self, line: Line) -> None:
        first, last = len(self.points), len(self.points) + len(line) - 1
        self.starts[line] = first
        self.points += line
        self.before += [-1, *range(first, last)]
        self.behind += [*range(first + 1, last + 1), -1]
        self.waiting += [(self.size(at), at) for at in range(first + 1, last)]

    def size(self, at: int) -> int:
        """Twice the triangle of a point and its neighbours."""
        (ax, ay), (bx, by) = self.points[self.before[at]], self.points[self.behind[at]]
        x, y = self.points[at]
        return abs((x - ax) * (by - ay) - (bx - ax) * (y - ay))

    def run(self, most: int) -> None:
        left = len(set(self.points))
        while self.waiting and (left > most or self.waiting[0][0] < FINE):
            size, at = heappop(self.waiting)
            # a point whose neighbour went stands in the heap once more, with its new triangle
            if self.gone[at] or size < self.size(at):
                continue
            self._drop(at, size)
            left -= 1

    def _drop(self, at: int, size: int) -> None:
        self.gone[at] = 1
        before, behind = self.before[at], self.behind[at]
        self.behind[before], self.before[behind] = behind, before
        for one in (before, behind):
            if self.before[one] >= 0 and self.behind[one] >= 0:
                # never smaller than what went already, or a long curve would be eaten from its end
                heappush(self.waiting, (max(size, self.size(one)), one))

    def found(self) -> dict[Line, Line]:
        return {
            line: tuple(
                self.points[at] for at in range(first, first + len(line)) if not self.gone[at]
            )
            for line, first in self.starts.items()
        }


def _thinned(lines: Iterable[Line], most: int) -> dict[Line, Line]:
    work = _Thinning(sorted(lines))
    work.run(most)
    return work.found()


def path_of(polygons: Iterable[Polygon]) -> str:
    """The outline as the d of an SVG path: letters, figures and spaces, nothing else."""
    return "".join(_ring_path(ring) for polygon in polygons for ring in polygon)


def _ring_path(ring: Ring) -> str:
    steps = (f"l{x - ring[at][0]} {y - ring[at][1]}" for at, (x, y) in enumerate(ring[1:]))
    return f"M{ring[0][0]} {ring[0][1]}{''.join(steps)}z"
