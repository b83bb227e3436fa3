"""What the day's work writes down for the boards."""

from __future__ import annotations

from duban.web.boards.models.course import CoursePoint

__all__ = ["CoursePoint"]
