"""GeoJSON for tests: squares by name, beside each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

Feature = dict[str, Any]


def square(x: int, y: int, side: int = 1) -> list[list[float]]:
    """A ring whose lower left corner is so many tenths of a degree from 125°E 29°N."""
    left, bottom = 125 + x / 10, 29 + y / 10
    right, top = 125 + (x + side) / 10, 29 + (y + side) / 10
    return [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]


def feature(
    texts: Mapping[str, Any] | None, *rings: Sequence[Any], kind: str = "Polygon"
) -> Feature:
    coordinates = [[ring] for ring in rings] if kind == "MultiPolygon" else list(rings)
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": texts, "geometry": geometry}


def collection(features: Iterable[Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def in_a_row(*names: str, key: str = "name") -> bytes:
    """A square for each name, from west to east."""
    return collection(feature({key: name}, square(at, 0)) for at, name in enumerate(names))


def upload(content: bytes, name: str = "界线.geojson") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
