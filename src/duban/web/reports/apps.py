from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "duban.web.reports"
    label = "reports"
    verbose_name = "填报"
