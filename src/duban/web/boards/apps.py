from __future__ import annotations

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "duban.web.boards"
    label = "boards"
    verbose_name = "看板"
