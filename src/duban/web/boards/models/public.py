"""What a jurisdiction shows to the public: off until somebody releases it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right, Scope
from duban.web.ledger.models import Task

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class Openness(models.TextChoices):
    OFF = "off", _("未公开")
    OPEN = "open", _("公开中")


def fresh_stamp() -> str:
    return secrets.token_hex(8)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, member: Member) -> PublicationQuerySet:
        return self.filter(member.where(Right.PUBLISH))


class Publication(models.Model):
    """The public page of a jurisdiction. `indexed`: search engines may list it.

    `stamp` is another one after every act, so that nothing kept of the page outlives a change.
    """

    jurisdiction = models.OneToOneField(
        Jurisdiction, models.PROTECT, related_name="publication", verbose_name=_("辖区")
    )
    state = models.CharField(_("状态"), max_length=4, choices=Openness, default=Openness.OFF)
    indexed = models.BooleanField(_("允许搜索引擎收录"), default=False)
    stamp = models.CharField(max_length=16, default=fresh_stamp)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开页")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="off") | Q(released_at__isnull=False, released_by__isnull=False),
                name="open_page_was_released",
            )
        ]

    def __str__(self) -> str:
        return str(self.jurisdiction)

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)

    @property
    def address(self) -> str:
        return reverse("boards:public", args=[self.jurisdiction.code])


class PublicTask(models.Model):
    """A task chosen for the page. `title` is the one that was released, None: not released yet."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="chosen")
    task = models.OneToOneField(Task, models.CASCADE, related_name="public")
    title = models.TextField(null=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("公开任务")
        ordering: ClassVar = ["task__plan", "task__position", "task"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="public_task_has_title")
        ]

    def __str__(self) -> str:
        return str(self.task)

    @property
    def released(self) -> bool:
        return self.title is not None

    @property
    def renamed(self) -> bool:
        """Whether the ledger words it otherwise by now than the page does."""
        return self.title is not None and self.title != self.task.title
