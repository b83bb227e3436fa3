"""Findings of the check on an edition, and the waivers that let some stand."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.plan import Severity
from duban.web import clock
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Scope
from duban.web.ledger.models.editions import Edition
from duban.web.ledger.models.entries import Entry

SEVERITIES = [
    (Severity.ERROR.value, _("错误")),
    (Severity.WARNING.value, _("警告")),
    (Severity.INFO.value, _("提示")),
]


class Defect(models.Model):
    """One finding as the last run of the check left it: `form` is its JSON form.

    `key` stays the same from edition to edition: the rule, the tasks' words, the fields.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="defects")
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="defects")
    position = models.PositiveIntegerField()
    rule = models.CharField(max_length=10)
    severity = models.CharField(max_length=8, choices=SEVERITIES)
    key = models.CharField(max_length=64)
    form = models.JSONField()

    class Meta:
        verbose_name = _("核对发现")
        ordering: ClassVar = ["edition_id", "position"]
        indexes: ClassVar = [models.Index(fields=["edition", "rule"], name="defect_by_rule")]

    def __str__(self) -> str:
        return str(self.form["message"])


class Waiver(models.Model):
    """Why a finding may stand; it holds for the same finding in later editions."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    rule = models.CharField(max_length=10)
    message = models.TextField(_("发现"))
    reason = models.CharField(_("理由"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("豁免")
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["jurisdiction", "key"],
                condition=Q(ended_at__isnull=True),
                name="waived_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_reason"),
        ]

    def __str__(self) -> str:
        return self.message

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)
