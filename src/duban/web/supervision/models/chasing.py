"""Orders with their turns, proposals of the rules, talks, instructions of leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right, Scope
from duban.web.handling.models.through import OfTasks
from duban.web.ledger.models import Task
from duban.web.supervision.models.lights import Colour

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class OrderState(models.TextChoices):
    ISSUED = "issued", _("待回复")
    REPLIED = "replied", _("已回复")
    CLOSED = "closed", _("已办结")
    VOID = "void", pgettext_lazy("state", "已作废")


Paper_co = TypeVar("Paper_co", bound=models.Model, covariant=True)


class OfUnits(models.QuerySet[Paper_co]):
    """Papers addressed to one unit: its own people, the leaders of the task, and who watches over
    the jurisdiction."""

    def visible_to(self, member: Member) -> Self:
        reached = member.where(Right.SEE, units="organisation", people="task__led_by")
        # the way through many-to-many tables doubles rows; a set of keys does not
        own = self.model._default_manager.filter(reached)
        return self.filter(pk__in=own.values("pk"))


class OrderQuerySet(OfUnits["Order"]):
    pass


class Order(models.Model):
    """督办单: a numbered paper to one unit about one task. `colour` rises; the number stays."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="orders")
    series = models.CharField(_("代字"), max_length=30)
    year = models.PositiveSmallIntegerField(_("年份"))
    number = models.PositiveIntegerField(_("序号"))
    task = models.ForeignKey(Task, models.PROTECT, related_name="orders")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="orders", verbose_name=_("承办单位")
    )
    colour = models.CharField(_("颜色"), max_length=6, choices=Colour)
    state = models.CharField(_("状态"), max_length=8, choices=OrderState, default=OrderState.ISSUED)
    because = models.TextField(_("督办事由"))
    demand = models.TextField(_("办理要求"), blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_on = models.DateField(_("签发日期"))
    reply_by = models.DateField(_("回复期限"))
    replied_on = models.DateField(_("回复日期"), null=True)
    closed_on = models.DateField(_("办结日期"), null=True)
    late = models.BooleanField(_("逾期回复"), default=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("督办单")
        ordering: ClassVar = ["-year", "-issued_on", "-number", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["jurisdiction", "series", "year", "number"], name="order_numbered_once"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="order_says_why"),
            models.CheckConstraint(
                condition=Q(colour__in=[Colour.BLUE, Colour.YELLOW, Colour.RED]),
                name="order_is_coloured",
            ),
            models.CheckConstraint(
                condition=Q(reply_by__gte=F("issued_on")), name="order_leaves_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.REPLIED) | Q(replied_on__isnull=False),
                name="replied_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[OrderState.CLOSED, OrderState.VOID])
                | Q(closed_on__isnull=False),
                name="order_ended_on_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["jurisdiction", "state", "reply_by"], name="order_by_state"),
            models.Index(fields=["organisation", "state"], name="order_to_unit"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("supervision:order", args=[self.pk])

    @property
    def label(self) -> str:
        """柳溪镇督〔2026〕3号."""
        return f"{self.series}〔{self.year}〕{self.number}号"

    @property
    def shade(self) -> str:
        """The colour of the paper: blue is a first step here, not something done."""
        return self.colour

    @property
    def ended(self) -> bool:
        return self.state in (OrderState.CLOSED, OrderState.VOID)

    def scope(self) -> Scope:
        led = self.task.led_by.values_list("pk", flat=True)
        return Scope(self.jurisdiction_id, frozenset({self.organisation_id}), frozenset(led))


class OrderTurn(models.Model):
    """What happened to an order, with the words said; the first turn is its issue."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="turns")
    step = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    colour = models.CharField(max_length=6, choices=Colour)
    reply_by = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["order_id", "id"]

    def __str__(self) -> str:
        return f"{self.order} {self.step}"

    @property
    def paper(self) -> str:
        return Colour(self.colour).paper


class Act(models.TextChoices):
    """What a rule proposes; see duban.tracking.rulebook.ActKind."""

    ORDER = "order", _("督办单")
    BULLETIN = "bulletin", _("通报")
    TALK = "talk", _("约谈")
    DEDUCTION = "deduction", _("扣分")
    LEADER = "leader", _("报分管领导")
    REMINDER = "reminder", pgettext_lazy("noun", "催办")


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("待确认")
    CONFIRMED = "confirmed", _("已采纳")
    DISMISSED = "dismissed", _("未采纳")
    LAPSED = "lapsed", _("已失效")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, member: Member) -> ProposalQuerySet:
        """Those who watch over the jurisdiction: nobody is measured by what was only proposed."""
        return self.filter(member.where(Right.SEE))


class Proposal(models.Model):
    """An act that the rule-book asks for; the office confirms or dismisses it. `key` is the same
    whenever the same reason is found again, so that it is proposed once. Of one act on one task
    one proposal waits: a later reason takes its place, and one that no longer holds lapses.
    `limit` is the rule's limit for the reply, such as 5个工作日."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="proposals")
    task = models.ForeignKey(Task, models.CASCADE, related_name="proposals")
    key = models.CharField(max_length=250, unique=True)
    act = models.CharField(pgettext_lazy("proposal", "建议"), max_length=10, choices=Act)
    colour = models.CharField(max_length=6, choices=Colour, blank=True)
    marks = models.DecimalField(null=True, max_digits=8, decimal_places=3)
    because = models.TextField(_("理由"))
    day = models.DateField(_("提出日期"))
    reply_by = models.DateField(_("回复期限"), null=True)
    limit = models.CharField(max_length=12, blank=True)
    raises = models.ForeignKey(Order, models.PROTECT, null=True, related_name="proposals")
    state = models.CharField(
        _("状态"), max_length=10, choices=ProposalState, default=ProposalState.WAITING
    )
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("意见"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_on = models.DateField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("督办建议")
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING) | Q(decided_on__isnull=False),
                name="proposal_decided_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["task", "act"],
                condition=Q(state=ProposalState.WAITING, raises__isnull=True),
                name="one_proposal_of_an_act_waits",
            ),
            models.UniqueConstraint(
                fields=["raises"],
                condition=Q(state=ProposalState.WAITING),
                name="one_raise_of_an_order_waits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["jurisdiction", "state"], name="proposal_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.task}"

    @property
    def label(self) -> str:
        """黄色督办单, 约谈 …"""
        if self.act == Act.ORDER and self.colour:
            return gettext("%(colour)s督办单") % {"colour": Colour(self.colour).paper}
        return str(self.get_act_display())

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)


class TalkQuerySet(OfUnits["Talk"]):
    pass


class Talk(models.Model):
    """约谈: who was talked to about which task, what was said, what was promised. `proposal` is the
    confirmed one that it carries out."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="talks")
    task = models.ForeignKey(Task, models.PROTECT, related_name="talks")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="talks", verbose_name=_("约谈单位")
    )
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="talks")
    proposal = models.OneToOneField(Proposal, models.PROTECT, null=True, related_name="talk")
    held_on = models.DateField(_("约谈日期"))
    present = models.CharField(_("参加人"), max_length=300)
    words = models.TextField(_("约谈内容"))
    promised = models.TextField(_("整改承诺"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("约谈")
        ordering: ClassVar = ["-held_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(present=""), name="talk_is_whole")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}：{self.task}"

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id, frozenset({self.organisation_id}))


class InstructionState(models.TextChoices):
    OPEN = "open", _("待落实")
    ANSWERED = "answered", _("已反馈")


class InstructionQuerySet(OfTasks["Instruction"]):
    pass


class Instruction(models.Model):
    """批示: a leader's word on a task. `speaker` is whose word it is; where the office entered it,
    `evidence` names the paper."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="instructions")
    words = models.TextField(_("批示"))
    speaker = models.CharField(_("批示人"), max_length=60)
    evidence = models.CharField(_("批示件"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("批示日期"))
    answer_by = models.DateField(_("反馈期限"), null=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=InstructionState, default=InstructionState.OPEN
    )
    answer = models.TextField(_("落实情况"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_on = models.DateField(null=True)
    at = models.DateTimeField(default=clock.now)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        verbose_name = _("批示")
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="instruction_has_words"),
            models.CheckConstraint(
                condition=Q(state=InstructionState.OPEN)
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}：{self.words[:40]}"

    def scope(self) -> Scope:
        return self.task.scope()
