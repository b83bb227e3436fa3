"""What of a task is counted, and what must be reached in each period."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duban.plan import Comparator, Period
from duban.web import clock
from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import Task

COMPARATORS = [
    (Comparator.EQUAL.value, _("等于")),
    (Comparator.AT_LEAST.value, _("不少于")),
    (Comparator.MORE.value, _("多于")),
    (Comparator.AT_MOST.value, _("不超过")),
    (Comparator.LESS.value, _("少于")),
    (Comparator.ABOUT.value, _("约")),
    (Comparator.RANGE.value, _("在范围内")),
]
#: columns for figures hold this many digits, so many of them behind the point
DIGITS, PLACES = 24, 6


def plain(value: Decimal) -> Decimal:
    """The same figure without the zeros that a column of the database adds."""
    bare = value.normalize()
    return bare if bare.as_tuple().exponent <= 0 else bare.quantize(Decimal(1))  # type: ignore[operator]


class Direction(models.TextChoices):
    UP = "up", _("越多越好")
    DOWN = "down", _("越少越好")


class Rollup(models.TextChoices):
    """How the figures of parts (places, periods) make the figure of the whole."""

    SUM = "sum", _("相加")
    AVERAGE = "average", _("平均")
    LAST = "last", _("取最新")


class IndicatorQuerySet(OfTasks["Indicator"]):
    pass


class Indicator(models.Model):
    """One quantity of a task that is tracked, as a person confirmed it.

    `cumulative`: targets and reports count from the start of the year; else each period for
    itself. `unit` is the base unit figures are kept in (元, 平方米, %).
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    metric = models.CharField(_("指标"), max_length=120)
    unit = models.CharField(_("计量单位"), max_length=20, blank=True)
    direction = models.CharField(_("方向"), max_length=4, choices=Direction, default=Direction.UP)
    cumulative = models.BooleanField(_("累计"), default=True)
    rollup = models.CharField(_("汇总"), max_length=8, choices=Rollup, default=Rollup.SUM)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=clock.now)
    ended_on = models.DateField(null=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("指标")
        ordering: ClassVar = ["task_id", "position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(metric=""), name="indicator_has_metric"),
            models.UniqueConstraint(
                fields=["task", "metric", "unit"],
                condition=Q(ended_on__isnull=True),
                name="indicator_once_a_task",
            ),
        ]

    def __str__(self) -> str:
        return self.metric


class TargetQuerySet(OfTasks["Target"]):
    way = "indicator__task"


class Target(models.Model):
    """What must be reached in `period`, from `since` (None: from the first on) until `until`.

    A change never edits a row: it ends the one that held and adds the next, so that the first
    (`change` None, `since` None) stays beside the last. `value` is in the indicator's unit.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    period = models.CharField(_("时期"), max_length=20)
    first_day = models.DateField()
    last_day = models.DateField()
    comparator = models.CharField(max_length=8, choices=COMPARATORS, default=Comparator.EQUAL.value)
    value = models.DecimalField(_("目标"), max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(_("上限"), null=True, max_digits=DIGITS, decimal_places=PLACES)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    change = models.ForeignKey("handling.Change", models.PROTECT, null=True, related_name="targets")

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("目标")
        ordering: ClassVar = ["indicator_id", "last_day", "first_day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(until__isnull=True),
                name="target_holds_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(since__isnull=True),
                name="target_first_once",
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="target_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(since__lte=F("until")),
                name="target_held_forward",
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=F("value")),
                name="target_range_rises",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.amount:f}"

    @property
    def amount(self) -> Decimal:
        return plain(self.value)

    @property
    def when(self) -> Period:
        return Period.parse(self.period)
