"""An edition: one file handed in, what the reader made of it, and where its import stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.plan import Document, Format, PlanKind, SourceFile
from duban.plan.form import place_from_form
from duban.web import clock
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right, Scope
from duban.web.design.places import place_words
from duban.web.ledger.filestore import path_of
from duban.web.ledger.models.plans import KINDS, Plan

if TYPE_CHECKING:
    from duban.web.accounts.member import Member

FORMATS = [(kind.value, f".{kind.value}") for kind in Format]


class State(models.TextChoices):
    UPLOADED = "uploaded", _("等待读取")
    READING = "reading", _("正在读取")
    TO_CHECK = "to_check", _("待核对")
    CONFIRMING = "confirming", _("正在入账")
    CONFIRMED = "confirmed", _("已入账")
    FAILED = "failed", _("未能读取")
    REMOVED = "removed", _("已删除")


#: states in which a machine is at work and the page asks again
BUSY = (State.UPLOADED, State.READING, State.CONFIRMING)
#: states in which the same file may be handed in anew
GONE = (State.FAILED, State.REMOVED)


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, member: Member) -> EditionQuerySet:
        """Drafts to those who import; what was confirmed to all who see its plan as a whole."""
        drafts = member.where(Right.IMPORT) & ~Q(state=State.REMOVED)
        return self.filter(drafts | (member.where(Right.SEE) & Q(state=State.CONFIRMED)))

    def removed_for(self, member: Member) -> EditionQuerySet:
        """Drafts that were deleted and not swept yet, to those who import."""
        return self.filter(member.where(Right.IMPORT), state=State.REMOVED)

    def with_removed_for(self, member: Member) -> EditionQuerySet:
        """Both: what became of a draft is told to whoever held its address."""
        return self.visible_to(member) | self.removed_for(member)


class Edition(models.Model):
    """`sha256` names the file in the data directory; `done` of `total` rows have been read.

    `outline` tells per pane of the source what it shows (see `panes.py`), `sizes` the width and
    height of each page of a PDF, in points. `read_year` is the year by which quarters and months
    were dated, which `year` may have been corrected from. `number` counts the confirmed editions
    of a plan. A draft that was deleted (`removed_at`) is nowhere seen any more and can be brought
    back for a while (`deleting.KEPT_FOR`).
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="editions")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, related_name="editions", verbose_name=_("计划")
    )
    number = models.PositiveSmallIntegerField(_("版次"), null=True)
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.UPLOADED)
    error = models.CharField(_("未能读取的原因"), max_length=500, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    file_name = models.CharField(_("文件名"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("大小"))
    format = models.CharField(_("格式"), max_length=4, choices=FORMATS, blank=True)

    title = models.CharField(_("标题"), max_length=300, blank=True)
    kind = models.CharField(_("类别"), max_length=8, choices=KINDS, default=PlanKind.LIST.value)
    year = models.PositiveSmallIntegerField(_("年份"), null=True)
    read_year = models.PositiveSmallIntegerField(null=True)
    issuer = models.CharField(_("发文机关"), max_length=120, blank=True)
    document_number = models.CharField(_("发文字号"), max_length=80, blank=True)
    issued_on = models.DateField(_("成文日期"), null=True)
    coverage = models.DecimalField(_("读取覆盖率"), max_digits=7, decimal_places=6, null=True)
    outline = models.JSONField(default=list)
    sizes = models.JSONField(default=list)
    totals = models.JSONField(default=list)
    frames = models.JSONField(default=list)

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("导入人")
    )
    uploaded_at = models.DateTimeField(_("导入时间"), default=clock.now)
    read_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("确认人"),
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)
    removed_at = models.DateTimeField(_("删除时间"), null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("版本")
        ordering: ClassVar = ["-uploaded_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="edition_numbered_once"),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED)
                | Q(
                    plan__isnull=False,
                    number__isnull=False,
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                ),
                name="edition_confirmed_wholly",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(error=""), name="edition_failure_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=State.REMOVED, removed_at__isnull=False)
                | (~Q(state=State.REMOVED) & Q(removed_at__isnull=True)),
                name="edition_removed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.file_name

    def get_absolute_url(self) -> str:
        return reverse("ledger:edition", args=[self.pk])

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)

    @property
    def path(self) -> Path:
        """The file as it was handed in; its ending is kept, which the reader goes by."""
        return path_of(self.sha256, self.file_name)

    @property
    def busy(self) -> bool:
        return self.state in BUSY

    @property
    def misdated(self) -> bool:
        """Whether what was read still bears another year than the one the paper is of."""
        return self.read_at is not None and self.year != self.read_year

    @property
    def percent(self) -> int:
        return min(99, 100 * self.done // self.total) if self.total else 0

    @property
    def percent_words(self) -> str:
        return f"{self.percent}%"

    def document(self) -> Document:
        return Document(
            title=self.title,
            kind=PlanKind(self.kind),
            source=SourceFile(self.file_name, self.sha256, Format(self.format)),
            year=self.year,
            issuer=self.issuer or None,
            number=self.document_number or None,
            date=self.issued_on,
        )


class Pane(models.Model):
    """A part of the source as it is shown at once (see `panes.py`)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="panes")
    number = models.PositiveIntegerField()
    form = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "number"], name="pane_numbered_once")
        ]

    def __str__(self) -> str:
        return str(self.form["label"])


class SourceDoubt(models.Model):
    """What the reader repaired or could not place; a person says that he has looked."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="doubts")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    message = models.TextField(_("说明"))
    values = models.JSONField(default=dict)
    place = models.JSONField(default=dict)
    pane = models.PositiveIntegerField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("疑点")
        ordering: ClassVar = ["edition_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "position"], name="doubt_placed_once"),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="doubt_accepted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.message

    @property
    def where(self) -> str:
        return place_words(place_from_form(self.place))
