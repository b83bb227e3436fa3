"""Files that show what a report says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.web.evidence.kept import KeptFile, Standing
from duban.web.reports.models.reports import Report

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, member: Member) -> EvidenceQuerySet:
        return self.filter(report__in=Report.objects.visible_to(member))


StandingEvidence = Standing.from_queryset(EvidenceQuerySet)


class Evidence(KeptFile):
    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")

    objects = StandingEvidence()
    everything = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("佐证材料")
        ordering: ClassVar = ["report_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="evidence_once_a_report",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_not_empty"),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="evidence_by_content")]

    def way(self, act: str) -> str:
        if act in ("file", "preview"):
            return reverse(f"reports:{'download' if act == 'file' else act}", args=[self.pk])
        return reverse("reports:evidence", args=[self.report_id, self.pk, act])
