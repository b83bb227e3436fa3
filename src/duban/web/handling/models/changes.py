"""Papers that ask for a date, a target or a task to change, and what was decided on them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.web import clock
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right, Scope
from duban.web.handling.models.indicators import DIGITS, PLACES, Indicator, plain
from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import Edition, Plan, Task

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class ChangeKind(models.TextChoices):
    EXTENSION = "extension", _("延期")
    ADJUSTMENT = "adjustment", _("调整目标")
    SUSPENSION = "suspension", pgettext_lazy("noun", "挂账")
    RESUMPTION = "resumption", pgettext_lazy("noun", "恢复办理")
    CANCELLATION = "cancellation", pgettext_lazy("noun", "撤销")
    EDITION = "edition", _("新版计划")


class Level(models.TextChoices):
    """Who has the paper on the desk, from below to above."""

    OFFICE = "office", _("督查室")
    LEADER = "leader", _("分管领导")
    PRINCIPAL = "principal", _("主要领导")


class Outcome(models.TextChoices):
    PENDING = "pending", _("待审定")
    APPROVED = "approved", pgettext_lazy("state", "同意")
    REFUSED = "refused", pgettext_lazy("state", "不同意")
    WITHDRAWN = "withdrawn", _("已撤回")


class ChangeQuerySet(models.QuerySet["Change"]):
    def visible_to(self, member: Member) -> ChangeQuerySet:
        """Papers on tasks a person sees; on whole plans, those who see the jurisdiction."""
        return self.filter(
            Q(task__in=Task.objects.visible_to(member))
            | (Q(task__isnull=True) & member.where(Right.SEE))
        )


class Change(models.Model):
    """One paper. `level` is where it lies; `needs` the lowest level that may agree to it.

    `late`: an extension asked after the date it asks to move. `ordinal`: the how-manieth
    extension of its task. `day` is the day asked for (new due date, day of review); `granted` the
    day the answer names. `approver` and `evidence` name who agreed and by which paper.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="changes")
    kind = models.CharField(_("事项"), max_length=12, choices=ChangeKind)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="changes")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="changes")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="changes")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("申请单位")
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    asked_on = models.DateField(_("申请日期"))
    reason = models.TextField(_("理由"))
    progress = models.TextField(_("目前进展"), blank=True)
    late = models.BooleanField(_("逾期提出"), default=False)
    ordinal = models.PositiveSmallIntegerField(default=1)
    old_day = models.DateField(_("原定日期"), null=True)
    day = models.DateField(_("申请日期至"), null=True)
    differences = models.JSONField(default=dict)

    level = models.CharField(_("所在"), max_length=10, choices=Level, default=Level.OFFICE)
    needs = models.CharField(_("审定权限"), max_length=10, choices=Level)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome, default=Outcome.PENDING)
    granted = models.DateField(_("核定日期"), null=True)
    approver = models.CharField(_("批准人"), max_length=60, blank=True)
    evidence = models.CharField(_("批准依据"), max_length=300, blank=True)
    answer = models.TextField(_("答复"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_on = models.DateField(_("审定日期"), null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("变更")
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="change_has_reason"),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.EDITION, task__isnull=True, edition__isnull=False)
                | (~Q(kind=ChangeKind.EDITION) & Q(task__isnull=False)),
                name="change_of_a_task_or_an_edition",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[ChangeKind.EXTENSION, ChangeKind.SUSPENSION])
                | Q(day__isnull=False),
                name="change_names_its_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    outcome__in=[Outcome.PENDING, Outcome.WITHDRAWN], decided_by__isnull=True
                )
                | Q(
                    outcome__in=[Outcome.APPROVED, Outcome.REFUSED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    decided_on__isnull=False,
                ),
                name="change_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.APPROVED) | ~Q(approver=""),
                name="change_names_its_approver",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.APPROVED, kind=ChangeKind.EXTENSION)
                | Q(granted__isnull=False),
                name="extension_names_the_new_date",
            ),
            models.UniqueConstraint(
                fields=["task", "kind"],
                condition=Q(outcome=Outcome.PENDING),
                name="change_asked_once_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["jurisdiction", "outcome", "level"], name="change_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.plan if self.task is None else self.task}"

    def get_absolute_url(self) -> str:
        return reverse("handling:change", args=[self.pk])

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id) if self.task is None else self.task.scope()


class ChangedTarget(models.Model):
    """One line of a paper that asks for other targets; `old` stays beside `new`."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    period = models.CharField(_("时期"), max_length=20)
    old = models.DecimalField(_("原目标"), null=True, max_digits=DIGITS, decimal_places=PLACES)
    new = models.DecimalField(_("新目标"), max_digits=DIGITS, decimal_places=PLACES)

    class Meta:
        ordering: ClassVar = ["change_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["change", "indicator", "period"], name="target_changed_once_a_paper"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"

    @property
    def was(self) -> Decimal | None:
        return None if self.old is None else plain(self.old)

    @property
    def becomes(self) -> Decimal:
        return plain(self.new)


class Verdict(models.TextChoices):
    PASS_UP = "pass_up", _("报请上级")
    APPROVE = "approve", _("同意")
    REFUSE = "refuse", _("不同意")


class Decision(models.Model):
    """What one level said on a paper. `speaker` is whose word it is: the person at the desk, or
    the leader whose written instruction (`evidence`) the office entered."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="decisions")
    level = models.CharField(max_length=10, choices=Level)
    verdict = models.CharField(max_length=10, choices=Verdict)
    words = models.TextField(_("意见"), blank=True)
    speaker = models.CharField(max_length=60)
    evidence = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["change_id", "at", "id"]

    def __str__(self) -> str:
        return f"{self.speaker}：{self.get_verdict_display()}"


class DueDayQuerySet(OfTasks["DueDay"]):
    pass


class DueDay(models.Model):
    """The day a task is due, from `since` until `until`; the first (`since` None) stays beside."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="due_days")
    day = models.DateField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="due_days")

    objects = DueDayQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["task_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(until__isnull=True), name="due_day_holds_once"
            ),
            models.UniqueConstraint(
                fields=["task"], condition=Q(since__isnull=True), name="due_day_first_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
