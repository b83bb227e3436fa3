from __future__ import annotations

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "duban.web.supervision"
    label = "supervision"
    verbose_name = "督办"
