from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "duban.web.ledger"
    label = "ledger"
    verbose_name = "清单与台账"
