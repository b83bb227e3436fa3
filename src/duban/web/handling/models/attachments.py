"""Files that show what a paper of handling says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.web.evidence.kept import KeptFile, Standing
from duban.web.handling.models.changes import Change
from duban.web.handling.models.closing import Completion, SpotCheck

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class Shows(models.TextChoices):
    """What a file is there to show, and so on which paper it hangs."""

    REASON = "reason", _("申请依据")
    RESULT = "result", _("办结材料")
    FOUND = "found", _("核查材料")
    LOOK = "look", _("现场材料")


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, member: Member) -> AttachmentQuerySet:
        """The files of papers a person sees."""
        return self.filter(
            Q(change__in=Change.objects.visible_to(member))
            | Q(completion__in=Completion.objects.visible_to(member))
            | Q(check_of__in=SpotCheck.objects.visible_to(member))
        )


StandingAttachments = Standing.from_queryset(AttachmentQuerySet)


class Attachment(KeptFile):
    """Of a paper of change (why it is asked for), of a completion (what was reached; what its
    verifier found), or of a look on the spot."""

    shows = models.CharField(max_length=6, choices=Shows)
    change = models.ForeignKey(Change, models.CASCADE, null=True, related_name="files")
    completion = models.ForeignKey(Completion, models.CASCADE, null=True, related_name="files")
    check_of = models.ForeignKey(SpotCheck, models.CASCADE, null=True, related_name="files")

    objects = StandingAttachments()
    everything = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("附件")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    shows=Shows.REASON,
                    change__isnull=False,
                    completion__isnull=True,
                    check_of__isnull=True,
                )
                | Q(
                    shows__in=[Shows.RESULT, Shows.FOUND],
                    change__isnull=True,
                    completion__isnull=False,
                    check_of__isnull=True,
                )
                | Q(
                    shows=Shows.LOOK,
                    change__isnull=True,
                    completion__isnull=True,
                    check_of__isnull=False,
                ),
                name="attached_to_one_paper",
            ),
            models.UniqueConstraint(
                fields=["shows", "change", "completion", "check_of", "sha256"],
                condition=Q(removed_at__isnull=True),
                nulls_distinct=False,
                name="attached_once_a_paper",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_not_empty"),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="attachment_by_content")]

    @property
    def paper(self) -> Change | Completion | SpotCheck:
        found = self.change or self.completion or self.check_of
        if found is None:
            raise ValueError("a file that hangs on no paper")
        return found

    def way(self, act: str) -> str:
        if act in ("file", "preview"):
            return reverse(f"handling:{'download' if act == 'file' else act}", args=[self.pk])
        return reverse("handling:file", args=[self.pk, act])
