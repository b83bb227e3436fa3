"""The end of a task: reported done, verified by somebody else, drawn for a look on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.web import clock
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right, Scope
from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import Task

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class Finish(models.TextChoices):
    REPORTED = "reported", _("待核查")
    PASSED = "passed", _("核查通过")
    SENT_BACK = "sent_back", pgettext_lazy("state", "退办")
    RECALLED = "recalled", _("已撤回")


class CompletionQuerySet(OfTasks["Completion"]):
    pass


class Completion(models.Model):
    """A unit says that a task is done; a named verifier of another unit says whether it is."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="completions")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("报送单位")
    )
    statement = models.TextField(_("办结情况"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=clock.now)
    reported_on = models.DateField()
    state = models.CharField(_("结果"), max_length=10, choices=Finish, default=Finish.REPORTED)
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="verifications",
        verbose_name=_("核查人"),
    )
    words = models.TextField(_("核查意见"), blank=True)
    verified_at = models.DateTimeField(null=True)
    verified_on = models.DateField(null=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("报办结")
        ordering: ClassVar = ["-reported_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(statement=""), name="completion_has_statement"),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(state=Finish.REPORTED),
                name="completion_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=Finish.PASSED)
                | Q(verifier__isnull=False, verified_at__isnull=False, verified_on__isnull=False),
                name="passed_by_a_verifier",
            ),
            models.CheckConstraint(
                condition=Q(verifier__isnull=True) | ~Q(verifier=models.F("reported_by")),
                name="nobody_verifies_himself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}"

    def scope(self) -> Scope:
        return self.task.scope()


class DrawQuerySet(models.QuerySet["Draw"]):
    def visible_to(self, member: Member) -> DrawQuerySet:
        return self.filter(member.where(Right.SEE))


class Draw(models.Model):
    """A random draw among closed tasks. Whoever doubts it draws again from `seed` and `pool`."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="draws")
    seed = models.CharField(max_length=64)
    pool = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = _("抽查")
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)


class Look(models.TextChoices):
    PENDING = "pending", _("待现场核查")
    PASSED = "passed", _("属实")
    FAILED = "failed", _("不属实")


class SpotCheckQuerySet(OfTasks["SpotCheck"]):
    pass


class SpotCheck(models.Model):
    """One drawn task, and what was found on the spot; a failed one opens the task again."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="checks")
    task = models.ForeignKey(Task, models.CASCADE, related_name="spot_checks")
    result = models.CharField(_("结果"), max_length=8, choices=Look, default=Look.PENDING)
    words = models.TextField(_("现场情况"), blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)

    objects = SpotCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("现场核查")
        ordering: ClassVar = ["draw_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "task"], name="drawn_once"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(result=Look.PENDING), name="looked_at_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(result=Look.PENDING, checked_by__isnull=True)
                | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(words="")),
                name="look_has_a_hand_and_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}"

    def scope(self) -> Scope:
        return self.task.scope()
