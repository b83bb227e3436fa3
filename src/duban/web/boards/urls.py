"""Addresses of the home page."""

from __future__ import annotations

from django.urls import path

from duban.web.boards import views

app_name = "boards"
urlpatterns = [path("", views.today, name="today")]
