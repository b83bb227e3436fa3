"""Addresses of the home page, of the four beats, and of the boards."""

from __future__ import annotations

from django.urls import path

from duban.web.boards import board_pages, task_panel, views

app_name = "boards"
urlpatterns = [
    path("", views.today, name="today"),
    path("rhythm/<slug:beat>/", views.rhythm, name="rhythm"),
    path("boards/", board_pages.glance, name="glance"),
    path("boards/tasks/<int:pk>/", task_panel.course, name="course"),
    path("boards/tasks/<int:pk>/<slug:name>.csv", task_panel.course_csv, name="course-csv"),
    path("boards/<slug:name>/", board_pages.board, name="board"),
    path("boards/<slug:name>/list/", board_pages.board_list, name="list"),
    path("boards/<slug:name>/figures.csv", board_pages.board_csv, name="board-csv"),
]
