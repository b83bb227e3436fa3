"""通报: what is to stand in the next bulletin, and in which one it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right, Scope
from duban.web.ledger.models import Task
from duban.web.supervision.models.chasing import Proposal
from duban.web.supervision.models.lights import Colour

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class BulletinState(models.TextChoices):
    LISTED = "listed", _("待通报")
    ISSUED = "issued", _("已通报")
    DROPPED = "dropped", _("已撤下")


class BulletinItemQuerySet(models.QuerySet["BulletinItem"]):
    def visible_to(self, member: Member) -> BulletinItemQuerySet:
        """All of them to those who watch over the jurisdiction; what went out, to whoever sees
        the task."""
        went_out = Q(state=BulletinState.ISSUED, task__in=Task.objects.visible_to(member))
        return self.filter(member.where(Right.SEE) | went_out)


class BulletinItem(models.Model):
    """One task in a bulletin: why, under which light, led by which units, all as they were when it
    was listed. `number` and `title` are those of the bulletin it went out with."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="bulletin_items")
    task = models.ForeignKey(Task, models.PROTECT, related_name="bulletin_items")
    proposal = models.OneToOneField(
        Proposal, models.PROTECT, null=True, related_name="bulletin_item"
    )
    because = models.TextField(_("通报事由"))
    colour = models.CharField(_("亮灯"), max_length=6, choices=Colour, blank=True)
    cause = models.TextField(_("亮灯原因"), blank=True)
    units = models.CharField(_("牵头单位"), max_length=300, blank=True)
    listed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    listed_on = models.DateField(_("列入日期"))
    state = models.CharField(
        _("状态"), max_length=8, choices=BulletinState, default=BulletinState.LISTED
    )
    number = models.CharField(_("文号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=200, blank=True)
    issued_on = models.DateField(_("通报日期"), null=True)
    at = models.DateTimeField(default=clock.now)

    objects = BulletinItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("通报事项")
        ordering: ClassVar = ["-listed_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(state=BulletinState.LISTED),
                name="listed_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="bulletin_item_says_why"),
            models.CheckConstraint(
                condition=~Q(state=BulletinState.ISSUED)
                | (Q(issued_on__isnull=False) & ~Q(number="")),
                name="issued_under_a_number",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["jurisdiction", "state"], name="bulletin_item_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}：{self.task}"

    @property
    def shade(self) -> str:
        return Colour(self.colour).shade if self.colour else "grey"

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)
