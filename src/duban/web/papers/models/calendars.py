"""The key by which a program fetches one person's due dates."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.web import clock


class CalendarKey(models.Model):
    """Only its digest is kept: the address is shown once, when it is made."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("生成时间"), default=clock.now)

    class Meta:
        verbose_name = _("日历订阅")
        ordering: ClassVar = ["user"]

    def __str__(self) -> str:
        return str(self.user)
