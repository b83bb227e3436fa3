from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "duban.web.accounts"
    label = "accounts"
    verbose_name = "机构与人员"

    def ready(self) -> None:
        from duban.web.accounts import sign_in_journal  # noqa: PLC0415

        sign_in_journal.listen()
