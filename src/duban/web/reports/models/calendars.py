"""When reports of a plan are asked for: its calendar, the periods with three clocks, exceptions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.plan import Period
from duban.tracking.reporting import Round
from duban.web import clock
from duban.web.accounts.models import Organisation
from duban.web.accounts.rights import Scope
from duban.web.ledger.models import Plan

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class Rhythm(models.TextChoices):
    MONTHLY = "monthly", _("按月")
    QUARTERLY = "quarterly", _("按季")
    HALF_YEARLY = "half-yearly", _("按半年")
    OWN = "own", _("自定日期")


class CalendarQuerySet(models.QuerySet["ReportingCalendar"]):
    def visible_to(self, member: Member) -> CalendarQuerySet:
        return self.filter(plan__in=Plan.objects.visible_to(member))


class ReportingCalendar(models.Model):
    """How often a plan asks for reports, and how the clocks of its periods are set.

    `opens`, `due` and `closes` are clocks as `duban.tracking.clocks` writes them, such as
    期末后5个工作日. `release`: the head of the unit releases a report before it goes out.
    `asks_parts`: units that help owe their part too.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="calendar")
    rhythm = models.CharField(_("填报周期"), max_length=12, choices=Rhythm)
    opens = models.CharField(_("开放"), max_length=20)
    due = models.CharField(_("报送期限"), max_length=20)
    closes = models.CharField(pgettext_lazy("clock", "关闭"), max_length=20)
    release = models.BooleanField(_("须经单位负责人审签"), default=False)
    asks_parts = models.BooleanField(_("配合单位须报送"), default=False)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("填报日历")
        ordering: ClassVar = ["plan_id"]

    def __str__(self) -> str:
        return f"{self.plan}"

    def scope(self) -> Scope:
        return self.plan.scope()


class PeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def visible_to(self, member: Member) -> PeriodQuerySet:
        return self.filter(calendar__plan__in=Plan.objects.visible_to(member))


class ReportingPeriod(models.Model):
    """One period of a calendar. Its three clocks are days that still count: it can be filled in
    from `opens_on` to `closes_on`, and is on time until `due_on`. `moved`: a person set them, so
    that they do not follow the working days."""

    calendar = models.ForeignKey(ReportingCalendar, models.CASCADE, related_name="periods")
    period = models.CharField(_("时期"), max_length=20)
    first_day = models.DateField(_("起"))
    last_day = models.DateField(_("止"))
    opens_on = models.DateField(_("开放"))
    due_on = models.DateField(_("报送期限"))
    closes_on = models.DateField(pgettext_lazy("clock", "关闭"))
    moved = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("填报期")
        ordering: ClassVar = ["calendar_id", "last_day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["calendar", "period"], name="period_once_a_calendar"),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="period_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on"), due_on__lte=F("closes_on")),
                name="period_clocks_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """2026年3月."""
        return self.when.label

    @property
    def when(self) -> Period:
        return Period.parse(self.period)

    @property
    def round(self) -> Round:
        return Round(self.when, self.opens_on, self.due_on, self.closes_on)

    def scope(self) -> Scope:
        return self.calendar.scope()


class ExceptionQuerySet(models.QuerySet["LockException"]):
    def visible_to(self, member: Member) -> ExceptionQuerySet:
        return self.filter(period__calendar__plan__in=Plan.objects.visible_to(member))

    def holding(self, on: date) -> ExceptionQuerySet:
        return self.filter(until__gte=on)


class LockException(models.Model):
    """One unit may fill in one locked period until a day that still counts. It never makes a late
    report punctual."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="exceptions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reason = models.CharField(_("理由"), max_length=300)
    since = models.DateField(_("自"))
    until = models.DateField(_("解锁至"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=clock.now)

    objects = ExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("解锁")
        ordering: ClassVar = ["-granted_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="exception_has_reason"),
            models.CheckConstraint(
                condition=Q(since__lte=F("until")), name="exception_runs_forward"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["period", "organisation"], name="exception_for"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.period}"

    def scope(self) -> Scope:
        return self.period.scope()
