from __future__ import annotations

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "duban.web.papers"
    label = "papers"
    verbose_name = "公文"
