"""A .docx with fields that an office puts in the place of the built-in layout of one kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.web import clock
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right, Scope
from duban.web.ledger.filestore import path_of
from duban.web.supervision.models import PaperKind

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class TemplateState(models.TextChoices):
    ON_TRIAL = "on_trial", _("待启用")
    IN_USE = "in_use", _("使用中")
    RETIRED = "retired", pgettext_lazy("state", "已停用")


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, member: Member) -> TemplateQuerySet:
        """Those who write papers with them."""
        return self.filter(member.where(Right.WRITE))


class Template(models.Model):
    """One edition; `number` counts those of a kind in a jurisdiction. The file is kept under its
    digest, so that a paper written with an edition can be written again."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="paper_templates")
    kind = models.CharField(_("文种"), max_length=12, choices=PaperKind)
    number = models.PositiveSmallIntegerField(_("版次"))
    state = models.CharField(
        _("状态"), max_length=8, choices=TemplateState, default=TemplateState.ON_TRIAL
    )
    file_name = models.CharField(_("文件名"), max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("大小"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("上传时间"), default=clock.now)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("公文模板")
        ordering: ClassVar = ["jurisdiction", "kind", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "number"], name="template_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "kind"],
                condition=Q(state=TemplateState.IN_USE),
                name="one_template_in_use",
            ),
        ]

    def __str__(self) -> str:
        return _("%(kind)s模板第%(number)s版") % {
            "kind": self.get_kind_display(),
            "number": self.number,
        }

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)

    @property
    def path(self) -> Path:
        return path_of(self.sha256, "template.docx")
