"""Addresses of the home page and of the four beats."""

from __future__ import annotations

from django.urls import path

from duban.web.boards import views

app_name = "boards"
urlpatterns = [
    path("", views.today, name="today"),
    path("rhythm/<slug:beat>/", views.rhythm, name="rhythm"),
]
