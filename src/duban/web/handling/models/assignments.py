"""Who was handed a task, who signed for it, whose share it is, and what went down to a town."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right, Scope
from duban.web.handling.models.indicators import DIGITS, PLACES, Indicator, plain
from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import GONE, Edition, Task

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class Part(models.TextChoices):
    LEAD = "lead", _("牵头")
    CO = "co", _("配合")
    SHARE = "share", _("分解承担")


class Receipt(models.TextChoices):
    WAITING = "waiting", _("待签收")
    RECEIVED = "received", _("已签收")
    DECLINED = "declined", _("未承接")


class AssignmentQuerySet(OfTasks["Assignment"]):
    def held(self) -> AssignmentQuerySet:
        """Those that stand today."""
        return self.filter(ended_on__isnull=True)


class Assignment(models.Model):
    """A task handed to one organisation. `name` is what it was called that day.

    `through` is the group (11个街镇) under which it was named, `given_by` the assignment whose
    unit broke its own part down. Ended ones stay, so that last year's name stays on last year's
    task.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assignments", verbose_name=_("单位")
    )
    role = models.CharField(_("责任"), max_length=6, choices=Part)
    name = models.CharField(_("名称"), max_length=200)
    through = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("所属一组")
    )
    given_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="given")
    receipt = models.CharField(_("签收"), max_length=8, choices=Receipt, default=Receipt.WAITING)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=clock.now)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True)
    reason = models.CharField(_("未承接的理由"), max_length=300, blank=True)
    ended_on = models.DateField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("交办")
        ordering: ClassVar = ["task_id", "role", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task", "organisation"],
                condition=Q(ended_on__isnull=True),
                name="assigned_once",
            ),
            models.CheckConstraint(
                condition=Q(receipt=Receipt.WAITING, received_by__isnull=True)
                | Q(received_by__isnull=False, received_at__isnull=False),
                name="receipt_has_a_hand",
            ),
            models.CheckConstraint(
                condition=~Q(receipt=Receipt.DECLINED) | ~Q(reason=""),
                name="declined_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "receipt"], name="assigned_to"),
            # boards count what each unit leads, thousands of parts at a time
            models.Index(
                fields=["role", "task", "organisation"],
                condition=Q(ended_on__isnull=True),
                name="assigned_in_short",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}：{self.task}"

    @property
    def new_name(self) -> str:
        """What the unit came to be called within the task's year; empty where it kept its name."""
        now = self.organisation.called(self.task.last_day)
        then = self.organisation.called(timezone.localdate(self.issued_at))
        return "" if now == then else now

    def scope(self) -> Scope:
        """The unit's own: only its people act on it."""
        return Scope(self.task.jurisdiction_id, frozenset({self.organisation_id}))


class ShareQuerySet(OfTasks["Share"]):
    pass


class Share(models.Model):
    """One part of an indicator's whole: an organisation's, or a person's of the unit that broke it
    down. `given_by` None: shared out by the plan itself."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="shares")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="shares")
    given_by = models.ForeignKey(Assignment, models.CASCADE, null=True, related_name="shares_given")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="shares", verbose_name=_("单位")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    value = models.DecimalField(_("任务量"), max_digits=DIGITS, decimal_places=PLACES)
    position = models.PositiveSmallIntegerField()

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("分解")
        ordering: ClassVar = ["task_id", "indicator_id", "position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(person__isnull=True),
                name="share_of_one",
            ),
            models.UniqueConstraint(
                fields=["indicator", "given_by", "organisation"],
                condition=Q(organisation__isnull=False),
                nulls_distinct=False,
                name="share_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=["indicator", "given_by", "person"],
                condition=Q(person__isnull=False),
                nulls_distinct=False,
                name="share_once_a_person",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="share_not_below_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.bearer} {self.amount:f}{self.indicator.unit}"

    @property
    def amount(self) -> Decimal:
        return plain(self.value)

    @property
    def bearer(self) -> str:
        """Under the name it bore in the year of the task."""
        if self.organisation is not None:
            return self.organisation.called(self.task.last_day)
        return "" if self.person is None else self.person.name


class Taking(models.TextChoices):
    OFFERED = "offered", _("待承接")
    TAKEN = "taken", _("已承接")
    DECLINED = "declined", _("未承接")


class HandedDownQuerySet(models.QuerySet["HandedDown"]):
    def visible_to(self, member: Member) -> HandedDownQuerySet:
        """The town it went to, and whoever sees the task above."""
        below = member.where(Right.SEE)
        above = Q(assignment__task__in=Task.objects.visible_to(member))
        return self.filter(below | above)


class HandedDown(models.Model):
    """What the level above handed to a town: the words it may see, and what the town did with it.

    `jurisdiction` is the town's; `task` the task of the town's own ledger that takes it up.
    `figures` are the town's shares, as {"metric", "value", "unit"} with values as texts. `draft`
    is the list that the town's office had written from it, to be confirmed into its ledger.
    """

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="handed_down")
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="handed_down", verbose_name=_("辖区")
    )
    origin = models.CharField(_("下达"), max_length=300)
    title = models.TextField(_("任务"))
    figures = models.JSONField(default=list)
    due_day = models.DateField(null=True)
    state = models.CharField(_("状态"), max_length=8, choices=Taking, default=Taking.OFFERED)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="takes_up")
    draft = models.ForeignKey(Edition, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    handed_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = HandedDownQuerySet.as_manager()

    class Meta:
        verbose_name = _("下达任务")
        ordering: ClassVar = ["-handed_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=Taking.OFFERED, task__isnull=True, answered_by__isnull=True)
                | Q(state=Taking.TAKEN, task__isnull=False, answered_by__isnull=False)
                | (
                    Q(state=Taking.DECLINED, task__isnull=True, answered_by__isnull=False)
                    & ~Q(reason="")
                ),
                name="handed_down_answered_wholly",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waiting(self) -> bool:
        """Whether the town may still answer it."""
        return self.state == Taking.OFFERED and self.assignment.ended_on is None

    @property
    def in_draft(self) -> bool:
        """Whether the list that was written from it stands."""
        return self.draft is not None and self.draft.state not in GONE

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)
