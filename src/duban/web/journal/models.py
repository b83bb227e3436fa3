"""One line of the journal. Names stand as they were that day, so nothing here is a foreign key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.web import clock


class Result(models.TextChoices):
    DONE = "done", _("完成")
    REFUSED = "refused", _("拒绝")


class Entry(models.Model):
    """Who (`actor`) did what (`verb`) to which thing (`subject`), from which address.

    The database itself refuses to change or delete a line (see `seal.py`).
    """

    at = models.DateTimeField(_("时间"), default=clock.now, db_index=True)
    actor_id = models.BigIntegerField(_("人员编号"), null=True, db_index=True)
    actor = models.CharField(pgettext_lazy("journal", "人员"), max_length=120, blank=True)
    verb = models.CharField(pgettext_lazy("journal", "事项"), max_length=80, db_index=True)
    subject_type = models.CharField(_("对象类别"), max_length=80, blank=True)
    subject_id = models.BigIntegerField(_("对象编号"), null=True)
    subject = models.CharField(_("对象"), max_length=300, blank=True)
    jurisdiction_id = models.BigIntegerField(_("辖区编号"), null=True, db_index=True)
    before = models.JSONField(_("之前"), null=True)
    after = models.JSONField(_("之后"), null=True)
    facts = models.JSONField(_("其他"), default=dict)
    address = models.GenericIPAddressField(_("来源地址"), null=True)
    result = models.CharField(_("结果"), max_length=10, choices=Result, default=Result.DONE)

    class Meta:
        verbose_name = _("日志")
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="journal_of_subject"),
            models.Index(fields=["jurisdiction_id", "-at"], name="journal_of_jurisdiction"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.subject}"
