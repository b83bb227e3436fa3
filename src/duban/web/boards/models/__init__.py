"""What the day's work writes down for the boards, keys of wall screens, maps, what is shown to the
public."""

from __future__ import annotations

from duban.web.boards.models.course import CoursePoint
from duban.web.boards.models.maps import MapArea, TownMap
from duban.web.boards.models.public import Openness, Publication, PublicTask
from duban.web.boards.models.walls import WallKey

__all__ = [
    "CoursePoint",
    "MapArea",
    "Openness",
    "PublicTask",
    "Publication",
    "TownMap",
    "WallKey",
]
