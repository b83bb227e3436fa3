"""What the day's work writes down for the boards, and the keys of wall screens."""

from __future__ import annotations

from duban.web.boards.models.course import CoursePoint
from duban.web.boards.models.walls import WallKey

__all__ = ["CoursePoint", "WallKey"]
