"""The course of each task as the last day's work found it: for sums over many tasks. The page of a
task computes its own anew."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import Task

#: shares are kept as whole millionths, so that databases add them up exactly
MILLION = 10**6


def as_millionths(share: Decimal) -> int:
    return int((share * MILLION).to_integral_value())


class CoursePointQuerySet(OfTasks["CoursePoint"]):
    pass


class CoursePoint(models.Model):
    """One month of one task (see duban.tracking.curve): shares of its whole in millionths.

    `latest` marks the last month of which a report could be asked for.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="course")
    last_day = models.DateField()
    wanted = models.PositiveIntegerField()
    reached = models.PositiveIntegerField(null=True)
    latest = models.BooleanField(default=False)

    objects = CoursePointQuerySet.as_manager()

    class Meta:
        verbose_name = _("序时进度")
        ordering: ClassVar = ["task_id", "last_day"]
        indexes: ClassVar = [
            # sums over a ledger read this alone
            models.Index(
                fields=["task", "last_day", "wanted", "reached"],
                condition=Q(latest=True),
                name="course_latest_in_short",
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "last_day"], name="course_once_a_month"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(latest=True), name="course_latest_once"
            ),
            models.CheckConstraint(
                condition=Q(wanted__lte=MILLION)
                & (Q(reached__isnull=True) | Q(reached__lte=MILLION)),
                name="course_within_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.last_day}"
