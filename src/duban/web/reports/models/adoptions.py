"""What the level above took over from its towns: the sum adopted, and the rows behind it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.handling.models import Indicator, plain
from duban.web.handling.models.indicators import DIGITS, PLACES
from duban.web.reports.models.reports import Report

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def visible_to(self, member: Member) -> AdoptionQuerySet:
        return self.filter(report__in=Report.objects.visible_to(member))


class Adoption(models.Model):
    """The sum of the towns' accepted figures as it stood when a report took it over.

    `counted` of `towns` had a figure accepted for the period; `rows` are those figures, as {"town",
    "share", "value", "report"} with figures as texts, in the order shown. The report's own figure
    may be another one since: both are shown.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="adoptions")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    value = models.DecimalField(_("各街镇合计"), max_digits=DIGITS, decimal_places=PLACES)
    counted = models.PositiveSmallIntegerField()
    towns = models.PositiveSmallIntegerField()
    rows = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("采用的合计数")
        ordering: ClassVar = ["report_id", "indicator_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "indicator"], name="adopted_once"),
            models.CheckConstraint(
                condition=Q(counted__gte=1, counted__lte=models.F("towns")),
                name="adopted_from_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.amount:f}"

    @property
    def amount(self) -> Decimal:
        return plain(self.value)
