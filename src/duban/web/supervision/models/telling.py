"""Notices in the site, the digest a person gets a day, how it went out, and the day's work done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.web import clock
from duban.web.ledger.models import Task
from duban.web.supervision.models.chasing import Order

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class NoticeKind(models.TextChoices):
    REMINDER = "reminder", pgettext_lazy("noun", "催办")
    ORDER = "order", _("督办单")
    REPLY = "reply", _("回复")
    TALK = "talk", _("约谈")
    LEADER = "leader", _("报领导")
    INSTRUCTION = "instruction", _("批示")
    LIGHT = "light", _("转红灯")
    PAPER = "paper", pgettext_lazy("paper", "公文")
    BULLETIN = "bulletin", _("通报")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, member: Member) -> NoticeQuerySet:
        return self.filter(user=member.user)


class Digest(models.Model):
    """All that was new for one person, in one message a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_person_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"


class Notice(models.Model):
    """One line for one person. `key` keeps the same matter from being told twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(_("事项"), max_length=12, choices=NoticeKind)
    text = models.TextField()
    key = models.CharField(max_length=250)
    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="+")
    order = models.ForeignKey(Order, models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("通知")
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="told_once")]
        indexes: ClassVar = [
            models.Index(fields=["user", "read_at"], name="notice_unread"),
            models.Index(
                fields=["day"], condition=Q(digest__isnull=True), name="notice_not_yet_sent"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def address(self) -> str:
        """Where the matter stands in the site."""
        if self.order is not None:
            return self.order.get_absolute_url()
        return "" if self.task is None else self.task.get_absolute_url()


class Contact(models.Model):
    """How one person wishes to be told beside the site itself."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="contact"
    )
    email = models.EmailField(_("电子邮箱"), blank=True)
    robots = models.BooleanField(_("在工作群里提醒"), default=True)

    class Meta:
        verbose_name = _("提醒方式")

    def __str__(self) -> str:
        return f"{self.user}"


class Channel(models.TextChoices):
    MAIL = "mail", _("邮件")
    WECOM = "wecom", _("企业微信群机器人")
    DINGTALK = "dingtalk", _("钉钉群机器人")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("待发")
    SENDING = "sending", _("发送中")
    SENT = "sent", _("已发")
    FAILED = "failed", _("未发成")


class Delivery(models.Model):
    """One digest over one channel. `began_at` lets one process alone send it."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "channel"], name="delivered_once_a_channel")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state"], condition=~Q(state=DeliveryState.SENT), name="delivery_not_sent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.digest} {self.get_channel_display()}"


class Tick(models.Model):
    """A day whose work was done, last at `at`; `counts` of what that made new."""

    day = models.DateField(unique=True)
    at = models.DateTimeField(default=clock.now)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}"
