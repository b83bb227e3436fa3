"""Numbers of papers: what a series is called, and the last number given out in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.web.accounts.models import Jurisdiction


class PaperKind(models.TextChoices):
    """What goes out under a number."""

    TASK_LIST = "task_list", _("任务清单")
    ORDER = "order", _("督办单")
    BULLETIN = "bulletin", _("通报")
    MEETING = "meeting", _("调度会材料")
    PLEDGE = "pledge", _("责任书")
    FINDINGS = "findings", _("核对意见")
    YEAR_REPORT = "year_report", _("工作报告草稿")


class SeriesName(models.Model):
    """What stands before the year in the numbers of one kind of paper, where the office has set
    it. Kinds under one name count in one series."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="series_names")
    kind = models.CharField(_("文种"), max_length=12, choices=PaperKind)
    name = models.CharField(_("代字"), max_length=30)

    class Meta:
        verbose_name = _("代字")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["jurisdiction", "kind"], name="one_series_a_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="series_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.name}"


class Series(models.Model):
    """The last number given out in one series of papers and one year; locked while one is taken."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    name = models.CharField(_("代字"), max_length=30)
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("文号")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["jurisdiction", "name", "year"], name="series_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}〔{self.year}〕"
