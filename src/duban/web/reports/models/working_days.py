"""What a jurisdiction has changed of the country's working days, each act with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.tracking import working_days
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right, Scope
from duban.web.clock import now

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class DayKind(models.TextChoices):
    OFF = "off", _("放假")
    WORK = "work", _("上班")

    @classmethod
    def of(cls, kind: working_days.DayKind) -> DayKind:
        return cls[kind.name]

    @property
    def plain(self) -> working_days.DayKind:
        return working_days.DayKind[self.name]


class DayChangeQuerySet(models.QuerySet["DayChange"]):
    def visible_to(self, member: Member) -> DayChangeQuerySet:
        """Everybody who works by these days."""
        places = {post.jurisdiction_id for post in member.posts_with(Right.SEE)}
        return self.filter(jurisdiction__in=places)

    def standing(self) -> DayChangeQuerySet:
        return self.filter(undone_on__isnull=True)


class DayChange(models.Model):
    """One act on the working days of a jurisdiction. It lies over the country's days and over every
    change before it; `whole_year`: nothing that was known of that year before holds any more.

    Undone, what lay under it shows again.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="day_changes")
    whole_year = models.PositiveSmallIntegerField(_("整年"), null=True)
    basis = models.CharField(_("依据"), max_length=200)
    reason = models.CharField(_("理由"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("日期"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_on = models.DateField(null=True)
    undone_why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)

    objects = DayChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("工作日调整")
        ordering: ClassVar = ["jurisdiction", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(basis="") & ~Q(reason=""), name="day_change_says_why"
            ),
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True)
                | (Q(undone_by__isnull=False) & ~Q(undone_why="")),
                name="day_change_undone_by_someone",
            ),
        ]

    def __str__(self) -> str:
        if self.whole_year is not None:
            return f"{self.jurisdiction} {self.whole_year}"
        return f"{self.jurisdiction} {self.on}"

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)


class ChangedDay(models.Model):
    """One day of a change, off or worked."""

    change = models.ForeignKey(DayChange, models.CASCADE, related_name="days")
    day = models.DateField(_("日期"))
    kind = models.CharField(_("性质"), max_length=4, choices=DayKind)
    name = models.CharField(_("名称"), max_length=40)

    class Meta:
        verbose_name = _("调整的日子")
        ordering: ClassVar = ["change_id", "day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "day"], name="day_changed_once_an_act")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"
