"""A report, its figures, and how the reviewer judged the milestones it speaks of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Organisation
from duban.web.accounts.rights import Right, Scope
from duban.web.handling.models import Assignment, HandedDown, Indicator, Part, plain
from duban.web.handling.models.indicators import DIGITS, PLACES
from duban.web.ledger.models import Stone, Task
from duban.web.reports.models.calendars import ReportingPeriod

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    TO_RELEASE = "to_release", _("待审签")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("已退回")
    ACCEPTED = "accepted", _("已通过")


#: states in which nobody but the own unit reads a report
PRIVATE = (State.DRAFT, State.TO_RELEASE)
#: states in which it can be written
OPEN = (State.DRAFT, State.RETURNED)
#: the words of a report, in the order they are asked
WORDS = ("progress", "problems", "next_steps", "help_needed")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, member: Member) -> ReportQuerySet:
        """The own unit's; parts sent to the unit that files; what was sent, to who watches over
        the jurisdiction; what was accepted, to who sees the task and to the level above."""
        own = member.where(
            Right.FILE, jurisdiction="task__jurisdiction", units="organisation"
        ) | member.where(Right.RELEASE, jurisdiction="task__jurisdiction", units="organisation")
        filed = Assignment.objects.held().filter(
            member.where(Right.FILE, jurisdiction="task__jurisdiction", units="organisation"),
            role=Part.LEAD,
        )
        sent = ~Q(state__in=PRIVATE)
        seen = Task.objects.visible_to(member)
        below = HandedDown.objects.filter(task__isnull=False, assignment__task__in=seen)
        return self.filter(
            own
            | (sent & ~Q(part=Part.LEAD) & Q(task__in=filed.values("task")))
            | (sent & member.where(Right.SEE, jurisdiction="task__jurisdiction"))
            | (
                Q(state=State.ACCEPTED, part=Part.LEAD)
                & (Q(task__in=seen) | Q(task__in=below.values("task")))
            )
        )

    def standing(self) -> ReportQuerySet:
        """Without those that a later accepted report corrects."""
        return self.exclude(corrections__state=State.ACCEPTED)


class Report(models.Model):
    """What one organisation says of one task for one period.

    The lead unit named first files the task's report (`part` lead); all others send their part to
    it. `late` is set by the first sending after the day due and never taken back. `corrects`
    names the accepted report this one sets right. `version` counts the savings; `reason` is what
    the last return said.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="reports")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reports")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reports", verbose_name=_("单位")
    )
    part = models.CharField(_("责任"), max_length=6, choices=Part)
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.DRAFT)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    why = models.CharField(_("更正理由"), max_length=300, blank=True)
    progress = models.TextField(_("进展情况"), blank=True)
    problems = models.TextField(_("存在问题"), blank=True)
    next_steps = models.TextField(_("下一步打算"), blank=True)
    help_needed = models.TextField(_("需要协调的事项"), blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    submitted_on = models.DateField(_("报送日期"), null=True)
    late = models.BooleanField(_("逾期报送"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("退回理由"), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("填报")
        ordering: ClassVar = ["period__last_day", "task_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task", "period", "organisation"],
                condition=Q(corrects__isnull=True),
                name="reported_once",
            ),
            models.UniqueConstraint(
                fields=["task", "period"],
                condition=Q(corrects__isnull=True, part=Part.LEAD),
                name="task_reported_by_one",
            ),
            models.UniqueConstraint(fields=["corrects"], name="corrected_once"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(why=""), name="correction_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.TO_RELEASE])
                | Q(
                    submitted_by__isnull=False,
                    submitted_at__isnull=False,
                    submitted_on__isnull=False,
                ),
                name="report_sent_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACCEPTED, State.RETURNED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="report_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RETURNED) | ~Q(reason=""), name="returned_with_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state"], name="report_of_unit"),
            # the rest is there to be read beside: rounds are counted without a look at the rows
            models.Index(fields=["period", "state", "part", "corrects"], name="report_of_round"),
            models.Index(fields=["organisation", "period"], name="report_of_unit_in_period"),
            models.Index(fields=["state", "part", "submitted_on"], name="report_in_review"),
        ]

    def __str__(self) -> str:
        return f"{self.task}（{self.period}）"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    def scope(self) -> Scope:
        return Scope(self.task.jurisdiction_id, frozenset({self.organisation_id}))

    @property
    def leads(self) -> bool:
        return self.part == Part.LEAD


class ValueQuerySet(models.QuerySet["Value"]):
    def visible_to(self, member: Member) -> ValueQuerySet:
        return self.filter(report__in=Report.objects.visible_to(member))


class Value(models.Model):
    """One figure of a report, in the indicator's unit and sense: since the start of the year where
    the indicator is cumulative, else of the period alone. `taken_from` is the same figure in
    another plan's report, where it was filled in first."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    value = models.DecimalField(_("数值"), max_digits=DIGITS, decimal_places=PLACES)
    taken_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="serves")

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("填报数值")
        ordering: ClassVar = ["report_id", "indicator__position", "indicator_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "indicator"], name="valued_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.amount:f}"

    @property
    def amount(self) -> Decimal:
        return plain(self.value)


class Verdict(models.TextChoices):
    REACHED = "reached", _("达到")
    PARTLY = "partly", _("部分达到")
    NOT = "not", _("未达到")


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def visible_to(self, member: Member) -> JudgementQuerySet:
        return self.filter(report__in=Report.objects.visible_to(member))


class Judgement(models.Model):
    """How a reviewer judged a milestone on the grounds of one report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="judgements")
    stone = models.ForeignKey(Stone, models.PROTECT, related_name="judgements")
    verdict = models.CharField(_("判定"), max_length=8, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("进度判定")
        ordering: ClassVar = ["report_id", "stone__position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "stone"], name="judged_once")
        ]

    def __str__(self) -> str:
        return f"{self.stone}：{self.get_verdict_display()}"


class SameFigureQuerySet(models.QuerySet["SameFigure"]):
    def visible_to(self, member: Member) -> SameFigureQuerySet:
        seen = Task.objects.visible_to(member)
        return self.filter(one__task__in=seen, other__task__in=seen)


class SameFigure(models.Model):
    """Two indicators of two tasks ask for one figure: filled in for one, it serves the other."""

    one = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    other = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = SameFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("同一指标")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="same_figure_once"),
            models.CheckConstraint(
                condition=Q(one__lt=models.F("other")), name="same_figure_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} = {self.other}"

    def scope(self) -> Scope:
        return Scope(self.one.task.jurisdiction_id)
