"""A plan: what its editions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.plan import PlanKind
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import REACH, Reach, Right, Scope

if TYPE_CHECKING:
    from duban.web.accounts.member import Member

KINDS = [
    (PlanKind.LIST.value, _("任务清单")),
    (PlanKind.PLAN.value, _("工作计划")),
    (PlanKind.REPORT.value, _("工作报告")),
]
PARTIAL = frozenset({Reach.UNIT, Reach.LED})


def sees_parts(member: Member) -> bool:
    """Whether some post of the person reaches single tasks rather than a whole jurisdiction."""
    return any(REACH[post.role] in PARTIAL for post in member.posts_with(Right.SEE))


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, member: Member) -> PlanQuerySet:
        """Plans of the jurisdictions a person sees, and those with a task of his; a plan whose
        first edition is on its way in is not there yet."""
        from duban.web.ledger.models.tasks import Task  # noqa: PLC0415

        whole = member.where(Right.SEE)
        here = self.filter(current__isnull=False)
        if not sees_parts(member):
            return here.filter(whole)
        return here.filter(whole | models.Q(pk__in=Task.objects.visible_to(member).values("plan")))

    def with_task_counts(self, member: Member) -> PlanQuerySet:
        """Each plan with `task_count`: how many of its tasks the person sees."""
        from duban.web.ledger.models.tasks import Task  # noqa: PLC0415

        seen = Task.objects.visible_to(member).filter(plan=OuterRef("pk")).order_by()
        counted = seen.values("plan").annotate(count=Count("pk")).values("count")
        return self.annotate(task_count=Coalesce(Subquery(counted), 0))


class Plan(models.Model):
    """One issued plan of a jurisdiction. `current` is the edition its tasks stand by."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="plans")
    kind = models.CharField(_("类别"), max_length=8, choices=KINDS)
    year = models.PositiveSmallIntegerField(_("年份"), null=True)
    title = models.CharField(_("名称"), max_length=300)
    issuer = models.CharField(_("发文机关"), max_length=120, blank=True)
    current = models.ForeignKey(
        "ledger.Edition", models.PROTECT, null=True, related_name="+", verbose_name=_("现行版本")
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("计划")
        ordering: ClassVar = ["-year", "title", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["jurisdiction", "title", "year"], name="plan_titled_once"
            ),
            # where there is no year two of them would count as different
            models.UniqueConstraint(
                fields=["jurisdiction", "title"],
                condition=models.Q(year__isnull=True),
                name="plan_without_year_titled_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('ledger:tasks')}?plan={self.pk}"

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)
