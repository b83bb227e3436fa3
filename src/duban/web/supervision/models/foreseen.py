"""What is foreseen of a task, as the last day's work found it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.tracking.forecast import Grade
from duban.web.handling.models.indicators import DIGITS, PLACES
from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import Task


class Chance(models.TextChoices):
    """How likely something unwelcome comes."""

    SURE = "sure", _("几乎确定")
    LIKELY = "likely", _("很可能")
    EVEN = "even", _("可能")
    UNLIKELY = "unlikely", _("可能性小")

    @classmethod
    def of(cls, grade: Grade) -> Chance:
        return cls[grade.name]


class ForeseenQuerySet(OfTasks["Foreseen"]):
    pass


class Foreseen(models.Model):
    """The next milestone of a task with the chance to miss it, and the day it will turn red.

    Either may be missing: a task at rest, without figures or without reports has no milestone that
    can be foreseen (`miss` None), and most turn red on no day within a month (`red_on` None). For
    lists and counts; `forecasting` computes the same anew.
    """

    task = models.OneToOneField(Task, models.CASCADE, related_name="foreseen")
    day = models.DateField()
    miss = models.PositiveSmallIntegerField(_("达不到的可能性"), null=True)
    grade = models.CharField(_("判断"), max_length=8, choices=Chance, blank=True)
    settled = models.BooleanField(default=False)
    mark_day = models.DateField(_("节点"), null=True)
    metric = models.CharField(_("指标"), max_length=120, blank=True)
    unit = models.CharField(_("计量单位"), max_length=20, blank=True)
    wanted = models.DecimalField(_("目标"), null=True, max_digits=DIGITS, decimal_places=PLACES)
    value = models.DecimalField(_("预计"), null=True, max_digits=DIGITS, decimal_places=PLACES)
    low = models.DecimalField(null=True, max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(null=True, max_digits=DIGITS, decimal_places=PLACES)
    said = models.TextField(_("说明"), blank=True)
    red_on = models.DateField(_("预计转红"), null=True)
    red_grade = models.CharField(max_length=8, choices=Chance, blank=True)
    red_cause = models.TextField(_("原因"), blank=True)

    objects = ForeseenQuerySet.as_manager()

    class Meta:
        verbose_name = _("预测")
        ordering: ClassVar = ["task_id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(miss__isnull=True, grade="", mark_day__isnull=True)
                | Q(miss__lte=100, mark_day__isnull=False) & ~Q(grade=""),
                name="foreseen_miss_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(red_on__isnull=True, red_grade="")
                | Q(red_on__isnull=False) & ~Q(red_grade=""),
                name="foreseen_red_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["grade"], name="foreseen_by_grade"),
            models.Index(fields=["red_on"], name="foreseen_by_red_day"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.get_grade_display()}"
