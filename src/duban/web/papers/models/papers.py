"""A paper: what it speaks of, the facts it was numbered with, where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right, Scope
from duban.web.ledger.filestore import path_of
from duban.web.ledger.models import Edition, Plan
from duban.web.papers.models.templates import Template
from duban.web.supervision.models import Order, PaperKind
from duban.web.supervision.numbering import label_of

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    NUMBERED = "numbered", _("已编号")
    ISSUED = "issued", _("已印发")
    WITHDRAWN = "withdrawn", _("已撤回")


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, member: Member) -> PaperQuerySet:
        """All papers to those who see the whole jurisdiction; to units and leaders those that
        went out to them."""
        whole = member.where(Right.SEE)
        reached = member.where(Right.SEE, units="units", people="people")
        # the way through many-to-many tables doubles rows; a set of keys does not
        own = Paper.objects.filter(reached, issued_on__isnull=False)
        return self.filter(whole | Q(pk__in=own.values("pk")))


class Paper(models.Model):
    """What it speaks of stands in `plan`, `edition`, `order`, `organisation`, `period`, as its kind
    asks; `choices` are the words that the office adds.

    From the moment it is numbered `facts` never change, and the .docx is kept under `sha256`: what
    went out can be had again byte for byte. `units` and `people` are those it is addressed to; they
    see it once it is issued. The paper of an order bears the order's own number.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="papers")
    kind = models.CharField(_("文种"), max_length=12, choices=PaperKind)
    state = models.CharField(_("状态"), max_length=9, choices=State, default=State.DRAFT)
    title = models.CharField(_("标题"), max_length=300)
    day = models.DateField(_("成文日期"))
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="papers")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="papers")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="papers")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="papers", verbose_name=_("单位")
    )
    period = models.CharField(_("时期"), max_length=20, blank=True)
    choices = models.JSONField(default=dict)
    units = models.ManyToManyField(Organisation, related_name="+", verbose_name=_("发至单位"))
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    series = models.CharField(_("代字"), max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True)
    number = models.PositiveIntegerField(_("序号"), null=True)
    facts = models.JSONField(null=True)
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="papers")
    sha256 = models.CharField(max_length=64, blank=True)

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("拟稿时间"), default=clock.now)
    numbered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    numbered_on = models.DateField(_("编号日期"), null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    issued_on = models.DateField(_("印发日期"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_on = models.DateField(_("撤回日期"), null=True)
    reason = models.CharField(_("撤回理由"), max_length=300, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("公文")
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["jurisdiction", "series", "year", "number"],
                condition=Q(number__isnull=False, order__isnull=True),
                name="paper_numbered_once",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=[State.NUMBERED, State.ISSUED]),
                name="one_paper_of_an_order",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, number__isnull=True, facts__isnull=True)
                | (
                    ~Q(state=State.DRAFT)
                    & Q(number__isnull=False, year__isnull=False, facts__isnull=False)
                    & Q(numbered_by__isnull=False, numbered_on__isnull=False)
                    & ~Q(series="")
                    & ~Q(sha256="")
                ),
                name="paper_numbered_wholly",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ISSUED)
                | Q(issued_by__isnull=False, issued_on__isnull=False),
                name="paper_issued_wholly",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN)
                | (Q(withdrawn_by__isnull=False, withdrawn_on__isnull=False) & ~Q(reason="")),
                name="paper_withdrawn_wholly",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PaperKind.ORDER) | Q(order__isnull=False),
                name="order_paper_has_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["jurisdiction", "-day"], name="paper_by_day"),
            models.Index(fields=["jurisdiction", "kind", "state"], name="paper_by_kind"),
        ]

    def __str__(self) -> str:
        return self.label or self.title

    def get_absolute_url(self) -> str:
        return reverse("papers:paper", args=[self.pk])

    @property
    def label(self) -> str:
        """云泽区督通〔2026〕3号; empty for a draft."""
        if self.year is None or self.number is None:
            return ""
        return label_of(self.series, self.year, self.number)

    @property
    def path(self) -> Path:
        """The .docx as it was numbered."""
        return path_of(self.sha256, "paper.docx")

    def scope(self) -> Scope:
        """Those it is addressed to are concerned once it went out."""
        if self.issued_on is None:
            return Scope(self.jurisdiction_id)
        return Scope(
            self.jurisdiction_id,
            frozenset(self.units.values_list("pk", flat=True)),
            frozenset(self.people.values_list("pk", flat=True)),
        )
