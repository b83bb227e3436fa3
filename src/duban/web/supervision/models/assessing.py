"""What the office judged of a task: whether it can still be done, and how well it is done."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.tracking.facts import Outlook, Quality
from duban.web import clock
from duban.web.accounts.rights import Scope
from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import Task


class Family(models.TextChoices):
    OUTLOOK = "outlook", _("能否完成")
    QUALITY = "quality", _("办理质量")


class Word(models.TextChoices):
    """See `duban.tracking.facts` for what each does to a light."""

    REACHABLE = Outlook.REACHABLE.value, _("研判可以完成")
    UNREACHABLE = Outlook.UNREACHABLE.value, _("研判难以完成")
    GOOD = Quality.GOOD.value, _("办理质量好")
    POOR = Quality.POOR.value, _("办理质量不高")

    @property
    def plain(self) -> Outlook | Quality:
        """The word as the pure rules know it."""
        return Outlook(self.value) if self.value in list(Outlook) else Quality(self.value)

    @property
    def family(self) -> Family:
        return Family.OUTLOOK if isinstance(self.plain, Outlook) else Family.QUALITY


class AssessmentQuerySet(OfTasks["Assessment"]):
    def standing(self) -> AssessmentQuerySet:
        return self.filter(ended_on__isnull=True)


class Assessment(models.Model):
    """One word of the office on a task, or on one period of it where `period` names one.

    It holds until `ended_on`, the day on which another word of its family took its place or it
    was taken back (`taken_back` says why).
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="assessments")
    family = models.CharField(_("研判事项"), max_length=10, choices=Family)
    word = models.CharField(_("结论"), max_length=12, choices=Word)
    period = models.CharField(_("时期"), max_length=20, blank=True)
    reason = models.CharField(_("理由"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("研判日期"))
    ended_on = models.DateField(null=True)
    taken_back = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("研判")
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task", "family", "period"],
                condition=Q(ended_on__isnull=True),
                name="one_word_stands",
            ),
            models.CheckConstraint(
                condition=Q(family=Family.OUTLOOK, word__in=[Word.REACHABLE, Word.UNREACHABLE])
                | Q(family=Family.QUALITY, word__in=[Word.GOOD, Word.POOR]),
                name="word_of_its_family",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="assessment_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_word_display()}：{self.task}"

    @property
    def shade(self) -> str:
        """The look of the word; a shape and the word itself stand beside it."""
        return {"unreachable": "red", "poor": "yellow"}.get(self.word, "green")

    def stands(self, day: date) -> bool:
        return self.ended_on is None or day < self.ended_on

    def scope(self) -> Scope:
        return self.task.scope()
