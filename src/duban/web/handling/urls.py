"""Addresses of handing out, signing for, changes and closing."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "handling"
urlpatterns: list[URLPattern] = []
