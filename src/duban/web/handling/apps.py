from __future__ import annotations

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    name = "duban.web.handling"
    label = "handling"
    verbose_name = "办理"
