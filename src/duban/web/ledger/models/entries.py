"""Entries: the tasks of an edition as read, with what people corrected."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban import plan
from duban.plan.form import task_from_form
from duban.web import clock
from duban.web.ledger.fields import label_said
from duban.web.ledger.models.editions import Edition

#: room between two neighbours, for the parts a split makes
SPACING = 1 << 20


class EntryKind(models.TextChoices):
    TASK = "task", _("任务")
    ACHIEVEMENT = "achievement", _("已有成果")


class Entry(models.Model):
    """One task of an edition. `read` is what the reader made, `form` what stands after corrections
    (None while there are none); both are task forms of duban.plan/1.

    `key` names it in addresses: t1, t2 … for tasks, a1 … for achievements, t2-1 for a part split
    off; what a person added from the source counts on, and `read` is what he took. `first_pane`
    to `last_pane` show it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind, default=EntryKind.TASK)
    key = models.CharField(max_length=40)
    position = models.BigIntegerField()
    number = models.PositiveIntegerField(_("序号"), null=True)
    heading = models.CharField(_("目标类别"), max_length=500, blank=True)
    read = models.JSONField(encoder=DjangoJSONEncoder)
    form = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    first_pane = models.PositiveIntegerField(null=True)
    last_pane = models.PositiveIntegerField(null=True)
    dropped = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("读出的任务")
        ordering: ClassVar = ["edition_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="entry_keyed_once"),
            models.UniqueConstraint(
                fields=["edition", "kind", "position"], name="entry_placed_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["edition", "first_pane", "last_pane"], name="entry_of_pane"),
        ]

    def __str__(self) -> str:
        return str((self.form or self.read)["title"])

    @property
    def task(self) -> plan.Task:
        """As it stands now."""
        return task_from_form(self.read if self.form is None else self.form)

    @property
    def as_read(self) -> plan.Task:
        return task_from_form(self.read)

    @property
    def past(self) -> bool:
        return self.kind == EntryKind.ACHIEVEMENT


class CorrectionKind(models.TextChoices):
    VALUE = "value", pgettext_lazy("noun", "更正")
    SPLIT = "split", _("拆分")
    JOIN = "join", _("合并")
    DROP = "drop", _("删去")
    ADD = "add", _("补录")


class Correction(models.Model):
    """One act on an entry. `before` and `after` are texts of `field`.

    An addition holds its words in `after`. A split names the part it made in `other`, a join the
    entry it took in; both keep the forms that stood before in `kept`, so that they can be undone.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=8, choices=CorrectionKind, default=CorrectionKind.VALUE)
    field = models.CharField(max_length=200, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    other = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="+")
    kept = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("noun", "更正")
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="correction_undone_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CorrectionKind.VALUE) | ~Q(field=""),
                name="correction_names_its_field",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}：{self.get_kind_display()}"

    @property
    def label(self) -> str:
        """What the corrected field is called."""
        return label_said(self.field) if self.field else ""
