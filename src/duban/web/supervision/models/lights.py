"""Rule-books of a jurisdiction, the light of a task today and in every past period, overrides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duban.tracking import outcome
from duban.tracking.loading import load
from duban.tracking.rulebook import Light, RuleBook
from duban.web import clock
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right, Scope
from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import Task

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class Colour(models.TextChoices):
    """A light as a column holds it; `shade` is its name in the style sheets."""

    RED = "red", _("红灯")
    YELLOW = "yellow", _("黄灯")
    BLUE = "blue", _("蓝灯")
    GREEN = "green", _("绿灯")
    GREY = "grey", _("灰灯")

    @classmethod
    def of(cls, light: Light) -> Colour:
        return cls[light.name]

    @property
    def light(self) -> Light:
        return Light[self.name]

    @property
    def shade(self) -> str:
        return "done" if self is Colour.BLUE else self.value

    @property
    def paper(self) -> str:
        """蓝色: the colour of an order."""
        return str(PAPERS[self])


PAPERS = {
    Colour.RED: _("红色"),
    Colour.YELLOW: _("黄色"),
    Colour.BLUE: _("蓝色"),
    Colour.GREEN: _("绿色"),
    Colour.GREY: _("灰色"),
}


class Outcome(models.TextChoices):
    """How a period came out."""

    OPEN = "open", _("未到期")
    IN_REVIEW = "in_review", _("待审核")
    ON_TIME = "on_time", _("按时完成")
    MADE_GOOD = "made_good", _("逾期补齐")
    MISSED = "missed", _("未完成")

    @classmethod
    def of(cls, found: outcome.Outcome) -> Outcome:
        return cls[found.name]


class BookQuerySet(models.QuerySet["Book"]):
    def visible_to(self, member: Member) -> BookQuerySet:
        """Rules are open to everybody who is measured by them."""
        places = {post.jurisdiction_id for post in member.posts_with(Right.SEE)}
        return self.filter(jurisdiction__in=places)

    def standing(self) -> BookQuerySet:
        return self.filter(withdrawn_on__isnull=True)


class Book(models.Model):
    """One dated edition of a jurisdiction's rule-book, as its text (see duban.tracking.loading).

    An edition that has begun is never edited; the next one takes its place on its own day.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="rule_books")
    name = models.CharField(_("名称"), max_length=120)
    edition = models.CharField(_("版本"), max_length=60)
    text = models.TextField(_("规则"))
    since = models.DateField(_("施行"))
    until = models.DateField(_("废止"), null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    withdrawn_on = models.DateField(null=True)

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = _("亮灯规则")
        ordering: ClassVar = ["jurisdiction", "-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["jurisdiction", "since"],
                condition=Q(withdrawn_on__isnull=True),
                name="rule_book_begins_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="rule_book_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.edition}）"

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)

    @property
    def rules(self) -> RuleBook:
        return load(self.text)


class LightOverrideQuerySet(OfTasks["LightOverride"]):
    def holding(self, on: date) -> LightOverrideQuerySet:
        lifted = Q(lifted_on__isnull=True) | Q(lifted_on__gt=on)
        return self.filter(lifted, since__lte=on, until__gte=on)


class LightOverride(models.Model):
    """A person's word over the computed light, with reason and end. `lifted_on`: ended before."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="light_overrides")
    colour = models.CharField(_("改为"), max_length=6, choices=Colour)
    reason = models.CharField(_("理由"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField(_("自"))
    until = models.DateField(_("至"))
    lifted_on = models.DateField(null=True)
    at = models.DateTimeField(default=clock.now)

    objects = LightOverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("人工改灯")
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
            models.CheckConstraint(
                condition=Q(since__lte=F("until")), name="override_runs_forward"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["task", "until"], name="override_of_task")]

    def __str__(self) -> str:
        return f"{self.task} {self.get_colour_display()}"

    def scope(self) -> Scope:
        return self.task.scope()


class LightNowQuerySet(OfTasks["LightNow"]):
    pass


class LightNow(models.Model):
    """The light of a task as the last day's work found it: for lists and counts. The page of a
    task computes its light anew. `before` is the colour when the month before ended, empty where
    the task was not lit then."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="light_now")
    colour = models.CharField(_("亮灯"), max_length=6, choices=Colour)
    progress = models.CharField(_("进度灯"), max_length=6, choices=Colour)
    deadline = models.CharField(_("期限灯"), max_length=6, choices=Colour)
    cause = models.TextField(_("原因"))
    overridden = models.BooleanField(default=False)
    due = models.DateField(_("现定时限"), null=True)
    day = models.DateField()
    since = models.DateField(_("自"))
    before = models.CharField(_("上月"), max_length=6, choices=Colour, blank=True, default="")

    objects = LightNowQuerySet.as_manager()

    class Meta:
        verbose_name = _("现亮灯")
        ordering: ClassVar = ["task_id"]
        indexes: ClassVar = [
            models.Index(fields=["colour"], name="light_now_by_colour"),
            # sums over a ledger read this alone, and no long text
            models.Index(fields=["task", "before", "colour"], name="light_now_in_short"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.get_colour_display()}"

    @property
    def shade(self) -> str:
        return Colour(self.colour).shade


class LightHistoryQuerySet(OfTasks["LightHistory"]):
    pass


class LightHistory(models.Model):
    """What one period of one task showed. `first` is the colour it had when first written;
    `late` is never taken back; `filed_on` the day its first report was sent."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="light_history")
    period = models.CharField(_("时期"), max_length=20)
    last_day = models.DateField()
    due_on = models.DateField(_("报送期限"))
    closes_on = models.DateField()
    colour = models.CharField(_("亮灯"), max_length=6, choices=Colour)
    first = models.CharField(_("初次亮灯"), max_length=6, choices=Colour)
    cause = models.TextField(_("原因"))
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome)
    late = models.BooleanField(_("逾期"), default=False)
    filed_on = models.DateField(_("报送日期"), null=True)
    edition = models.CharField(_("规则版本"), max_length=200)
    written_on = models.DateField()

    objects = LightHistoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("亮灯记录")
        ordering: ClassVar = ["task_id", "last_day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "period"], name="light_once_a_period")
        ]
        indexes: ClassVar = [
            models.Index(fields=["last_day", "colour"], name="light_history_by_end"),
            # sums over a ledger read this alone, and no long text
            models.Index(fields=["task", "last_day", "colour"], name="light_history_in_short"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.period} {self.get_colour_display()}"

    @property
    def shade(self) -> str:
        return Colour(self.colour).shade
