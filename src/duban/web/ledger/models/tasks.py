"""The ledger: one row a task, with what it is filtered and sorted by in columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban import plan as nouns
from duban.plan.form import task_from_form
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right, Scope
from duban.web.ledger.models.editions import Edition, State
from duban.web.ledger.models.entries import Entry
from duban.web.ledger.models.plans import Plan, sees_parts

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class TaskState(models.TextChoices):
    """Where a task stands; `duban.web.handling` moves it."""

    DRAFT = "draft", pgettext_lazy("state", "拟办")
    REGISTERED = "registered", pgettext_lazy("state", "立项")
    ISSUED = "issued", pgettext_lazy("state", "交办")
    RECEIVED = "received", pgettext_lazy("state", "签收")
    UNDER_WAY = "under_way", pgettext_lazy("state", "办理")
    REPORTED = "reported", pgettext_lazy("state", "报办结")
    CLOSED = "closed", pgettext_lazy("state", "办结")
    STRUCK_OFF = "struck_off", pgettext_lazy("state", "销号")
    ARCHIVED = "archived", pgettext_lazy("state", "归档")
    SUSPENDED = "suspended", pgettext_lazy("state", "挂账")
    CANCELLED = "cancelled", pgettext_lazy("state", "撤销")


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, member: Member) -> TaskQuerySet:
        """The tasks a person sees; those of an edition on its way in are not there yet."""
        coming = Edition.objects.filter(state=State.CONFIRMING).order_by()
        return self._reached_by(member).exclude(edition__in=coming.values("pk"))

    def _reached_by(self, member: Member) -> TaskQuerySet:
        reached = member.where(Right.SEE, units="concerned", people="led_by")
        if not sees_parts(member):
            return self.filter(reached)
        # the way through many-to-many tables doubles rows; a set of keys does not
        return self.filter(pk__in=Task.objects.filter(reached).values("pk"))


#: what lists are narrowed by, counted by and ordered by
IN_SHORT = [
    *("jurisdiction", "heading", "state", "due", "period"),
    *("position", "plan", "edition", "year"),
]


class Task(models.Model):
    """One task. `form` is its whole wording (a task form of duban.plan/1), as `entry` had it.

    `heading` is the path in one text, `search` what full-text search looks into. `concerned` are
    the organisations that lead or help, the members of groups included; `led_by` the people who
    answer for it, where the names on the paper are those of accounts.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="tasks")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="ledger_task")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="tasks")
    state = models.CharField(
        _("状态"), max_length=12, choices=TaskState, default=TaskState.REGISTERED
    )
    position = models.BigIntegerField()
    number = models.PositiveIntegerField(_("序号"), null=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True)
    heading = models.CharField(_("目标类别"), max_length=500, blank=True)
    title = models.TextField(_("任务"))
    due = models.CharField(_("完成时限"), max_length=10, blank=True)
    due_day = models.DateField(null=True)
    period = models.CharField(_("时期"), max_length=20, blank=True)
    note = models.TextField(_("备注"), blank=True)
    investment = models.DecimalField(_("投资额（元）"), max_digits=20, decimal_places=2, null=True)
    first_lead = models.CharField(max_length=200, blank=True)
    form = models.JSONField(encoder=DjangoJSONEncoder)
    search = models.TextField()
    concerned = models.ManyToManyField(Organisation, related_name="+")
    led_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("任务")
        ordering: ClassVar = ["plan", "position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="task_has_title"),
            models.UniqueConstraint(fields=["plan", "position"], name="task_placed_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["jurisdiction", "plan", "position"], name="task_in_order"),
            models.Index(fields=["jurisdiction", "due_day"], name="task_by_due"),
            # holds all that is asked of a task before it is shown: whose it is, and its key
            models.Index(fields=["jurisdiction", "edition", "id"], name="task_of_edition"),
            models.Index(fields=["plan", "heading"], name="task_by_heading"),
            # asked without a look at a task's long texts
            models.Index(fields=IN_SHORT, name="task_in_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("ledger:task", args=[self.pk])

    def scope(self) -> Scope:
        return Scope(
            self.jurisdiction_id,
            frozenset(self.concerned.values_list("pk", flat=True)),
            frozenset(self.led_by.values_list("pk", flat=True)),
        )

    @property
    def last_day(self) -> date:
        """The end of its year: units are shown under the names they bore by then."""
        return date.max if self.year is None else date(self.year, 12, 31)

    @property
    def wording(self) -> nouns.Task:
        return task_from_form(self.form)


def wording_of(way: str = "") -> tuple[str, str]:
    """The columns that hold the whole wording of a task, for lists to leave out (`defer`); `way`
    is the lookup from their rows to the task."""
    return (f"{way}__form", f"{way}__search") if way else ("form", "search")


class UnitRole(models.TextChoices):
    LEAD = "lead", _("牵头单位")
    CO = "co", _("配合单位")


class TaskUnit(models.Model):
    """A unit under the name the paper gives it, and the organisation meant, where it is known."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="units")
    role = models.CharField(max_length=4, choices=UnitRole)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="task_units"
    )

    class Meta:
        ordering: ClassVar = ["task_id", "role", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "role", "name"], name="unit_named_once")
        ]
        indexes: ClassVar = [models.Index(fields=["name", "role"], name="unit_by_name")]

    def __str__(self) -> str:
        return self.name


class TaskLeader(models.Model):
    task = models.ForeignKey(Task, models.CASCADE, related_name="leaders")
    name = models.CharField(max_length=60, db_index=True)
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["task_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "name"], name="leader_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class Stone(models.Model):
    """A milestone: what must be reached in a period, from its first to its last day."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="stones")
    period = models.CharField(max_length=20, db_index=True)
    first_day = models.DateField()
    last_day = models.DateField()
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("进度要求")
        ordering: ClassVar = ["task_id", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first_day__lte=models.F("last_day")), name="stone_runs_forward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.text}"


class SavedFilter(models.Model):
    """A filter of the ledger that a person keeps under a name; `address` is its query string."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("名称"), max_length=40)
    address = models.CharField(max_length=2000)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="filter_named_once")
        ]

    def __str__(self) -> str:
        return self.name
