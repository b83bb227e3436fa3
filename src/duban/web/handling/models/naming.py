"""What somebody said a name in the plans means."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right, Scope

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class Meaning(models.TextChoices):
    ALIAS = "alias", _("对应已有单位")
    UNIT = "unit", _("登记为新单位")
    GROUP = "group", _("登记为一组单位")
    NOBODY = "nobody", _("不是单位")


class NamingQuerySet(models.QuerySet["Naming"]):
    def visible_to(self, member: Member) -> NamingQuerySet:
        return self.filter(member.where(Right.NAME_UNITS))

    def standing(self) -> NamingQuerySet:
        return self.filter(undone_at__isnull=True)


class Naming(models.Model):
    """One name, what it was said to mean, by whom; undone ones stay.

    `meant` is what the organisation was called that day; `handed_on` holds the keys of the
    assignments that followed in tasks which were out already.
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="namings", verbose_name=_("辖区")
    )
    name = models.CharField(_("名称"), max_length=200)
    meaning = models.CharField(_("含义"), max_length=8, choices=Meaning)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="namings", verbose_name=_("单位")
    )
    meant = models.CharField(max_length=80, blank=True)
    handed_on = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    objects = NamingQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位名称")
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="naming_undone_by_someone",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["jurisdiction", "undone_at", "-at"], name="naming_of_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)
