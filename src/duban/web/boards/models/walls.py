"""Keys that let a wall screen show one ledger without anybody being signed in at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right, Scope

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class WallKeyQuerySet(models.QuerySet["WallKey"]):
    def visible_to(self, member: Member) -> WallKeyQuerySet:
        """Those of the ledgers a person supervises."""
        return self.filter(member.where(Right.SUPERVISE))


class WallKey(models.Model):
    """Shows what `issued_by` sees of the ledger, and nothing else, for as long as that person holds
    the post, up to and with `until`. Only its digest is kept; `start` tells keys apart."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="wall_keys")
    name = models.CharField(_("大屏"), max_length=60)
    start = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=clock.now)
    until = models.DateField(_("有效至"))
    revoked_at = models.DateTimeField(null=True)

    objects = WallKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("大屏口令")
        ordering: ClassVar = ["-issued_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name}（{self.start}…）"

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)
