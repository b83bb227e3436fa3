"""GeoJSON → the outlines of areas, with the texts that may be their names; nothing else is kept.

A file is taken where it is a FeatureCollection of Polygons and MultiPolygons in degrees. From here
on coordinates are whole ten-millionths of a degree. What is wrong with a file is one sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from duban.web.accounts.wording import tidy
from duban.web.evidence.personal import kinds
from duban.web.refusals import ReasonMissing

MEBI = 1024 * 1024
MOST_BYTES, MOST_AREAS, MOST_POINTS = 5 * MEBI, 200, 100_000
#: a name is no longer than this, and of so many properties one may be chosen for the name
LONGEST, MOST_KEYS = 40, 8
SCALE = 10**7
EAST, NORTH = Decimal(180), Decimal(90)

#: lon, lat
Point = tuple[int, int]
#: closed by itself: the first point is not said again at the end
Ring = tuple[Point, ...]
#: the outer ring, and those of holes
Polygon = tuple[Ring, ...]


class Unfit(ReasonMissing):
    """A file that is not taken for a map."""


@dataclass(frozen=True, slots=True)
class Area:
    """`texts`: property → what it says of this area, for those properties that could be names."""

    texts: Mapping[str, str]
    polygons: tuple[Polygon, ...]


def areas_of(content: bytes) -> tuple[Area, ...]:
    """The areas of a file in its order; Unfit where it is not one that is taken."""
    features = _features(_parsed(content))
    counter = _Counter()
    outlines = [_polygons(one, at, counter) for at, one in enumerate(features, start=1)]
    texts = [_texts(one) for one in features]
    keys = _keys(texts)
    if not keys:
        raise Unfit(_("找不到可以作名称的属性：每个区域都须有一个文字属性写明名称，不超过40个字。"))
    return tuple(
        Area({key: held[key] for key in keys}, polygons)
        for held, polygons in zip(texts, outlines, strict=True)
    )


def _parsed(content: bytes) -> Any:
    if not content.strip():
        raise Unfit(_("这是空文件。"))
    if len(content) > MOST_BYTES:
        raise Unfit(_("文件超过5MB，请先简化轮廓。"))
    try:
        # exact, and no number is too long for it; NaN and Infinity are no JSON
        return json.loads(
            content.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_number,
        )
    except (ValueError, ArithmeticError, RecursionError):
        raise Unfit(_("这不是能读的GeoJSON文件：内容不是UTF-8的JSON。")) from None


def _no_number(_word: str) -> NoReturn:
    raise ValueError


def _features(read: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(read, dict) or read.get("type") != "FeatureCollection":
        raise Unfit(_("这不是地图：GeoJSON的最外层须是FeatureCollection。"))
    features = read.get("features")
    if not isinstance(features, list) or not features:
        raise Unfit(_("FeatureCollection里没有要素（features）。"))
    if len(features) > MOST_AREAS:
        raise Unfit(_("区域超过200个，请只留本级所辖的街镇或村居。"))
    for at, one in enumerate(features, start=1):
        if not isinstance(one, dict) or one.get("type") != "Feature":
            raise Unfit(_("第%(at)s个要素不是Feature。") % {"at": at})
    return features


class _Counter:
    """How many points a file has so far."""

    def __init__(self) -> None:
        self.points = 0

    def take(self, count: int) -> None:
        self.points += count
        if self.points > MOST_POINTS:
            raise Unfit(_("轮廓的点超过10万个，请先简化轮廓。"))


def _polygons(feature: Mapping[str, Any], at: int, counter: _Counter) -> tuple[Polygon, ...]:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        raise Unfit(
            _("第%(at)s个要素不是面：只收Polygon和MultiPolygon，点和线请去掉。") % {"at": at}
        )
    held = geometry.get("coordinates")
    parts = [held] if kind == "Polygon" else held
    if not isinstance(parts, list) or not parts:
        raise _shapeless(at)
    return tuple(_polygon(one, at, counter) for one in parts)


def _shapeless(at: int) -> Unfit:
    return Unfit(_("第%(at)s个要素的坐标不成轮廓：每圈至少4个点，首尾相同。") % {"at": at})


def _polygon(rings: Any, at: int, counter: _Counter) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise _shapeless(at)
    return tuple(_ring(one, at, counter) for one in rings)


def _ring(positions: Any, at: int, counter: _Counter) -> Ring:
    if not isinstance(positions, list) or len(positions) < 4:
        raise _shapeless(at)
    counter.take(len(positions))
    points = [_point(one, at) for one in positions]
    if points[0] != points[-1]:
        raise _shapeless(at)
    return tuple(point for point, following in pairwise(points) if point != following)


def _point(position: Any, at: int) -> Point:
    """A height behind the two is let pass."""
    if not isinstance(position, list) or not 2 <= len(position) <= 4:
        raise _shapeless(at)
    return _degrees(position[0], EAST, at), _degrees(position[1], NORTH, at)


def _degrees(value: Any, most: Decimal, at: int) -> int:
    if not isinstance(value, Decimal):
        raise _shapeless(at)
    if not -most <= value <= most:
        raise Unfit(
            _("第%(at)s个要素的坐标不是经纬度：经度在±180以内，纬度在±90以内。") % {"at": at}
        )
    return int((value * SCALE).to_integral_value())


def _texts(feature: Mapping[str, Any]) -> dict[str, str]:
    """The properties that are short texts; what looks like personal data is no name of a place."""
    held = feature.get("properties")
    if not isinstance(held, dict):
        return {}
    texts = {tidy(key): tidy(value) for key, value in held.items() if isinstance(value, str)}
    return {
        key: value
        for key, value in texts.items()
        if key and len(key) <= LONGEST and value and len(value) <= LONGEST and not kinds(value)
    }


def _keys(texts: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The properties that every area has, and that tell areas apart."""
    everywhere = [key for key in texts[0] if all(key in held for held in texts)]
    apart = [key for key in everywhere if len(texts) == 1 or len({held[key] for held in texts}) > 1]
    return tuple(apart[:MOST_KEYS])
