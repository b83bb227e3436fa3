"""Files that show what a report says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.ledger.filestore import path_of
from duban.web.reports.models.reports import Report

if TYPE_CHECKING:
    from duban.web.accounts.member import Member

#: evidence is kept apart from imported papers, and without an ending a program would open
STORED_AS = "x.evidence"


class Kind(models.TextChoices):
    PDF = "pdf", _("PDF")
    IMAGE = "image", _("图片")
    WORD = "word", _("Word文档")
    SHEET = "sheet", _("电子表格")
    TEXT = "text", _("文本")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, member: Member) -> EvidenceQuerySet:
        return self.filter(report__in=Report.objects.visible_to(member))


class Evidence(models.Model):
    """One file, kept under its digest. `personal` counts what looks like personal data in it;
    `cleared_by` says that it is none, or that it was masked."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    name = models.CharField(_("文件名"), max_length=255)
    kind = models.CharField(_("类别"), max_length=8, choices=Kind)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("大小"))
    personal = models.PositiveIntegerField(default=0)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("佐证材料")
        ordering: ClassVar = ["report", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "sha256"], name="evidence_once_a_report"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_not_empty"),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="evidence_by_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return path_of(self.sha256, STORED_AS)

    @property
    def in_doubt(self) -> bool:
        """It may hold personal data, and nobody has looked."""
        return self.personal > 0 and self.cleared_by_id is None

    @property
    def drawable(self) -> bool:
        return self.kind in (Kind.IMAGE, Kind.PDF)
