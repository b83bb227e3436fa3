"""Addresses of reporting and review."""

from __future__ import annotations

from django.urls import path

from duban.web.reports import (
    bulk_pages,
    calendar_pages,
    day_pages,
    form_pages,
    grid_pages,
    owed_pages,
    reading_pages,
    review_pages,
)

app_name = "reports"
FORM = "fill/<int:assignment>/<int:period>/"
urlpatterns = [
    path("", owed_pages.owed_page, name="owed"),
    path(FORM, form_pages.form, name="form"),
    path(FORM + "check/", form_pages.check, name="check"),
    path(FORM + "save/", form_pages.save_form, name="save"),
    path("bulk/<slug:name>/", bulk_pages.bulk, name="bulk"),
    path("grid/", grid_pages.grid, name="grid"),
    path("sheet.xlsx", grid_pages.sheet, name="sheet"),
    path("sheet/upload/", grid_pages.upload, name="upload"),
    path("review/", review_pages.queue, name="review"),
    path("review/<int:pk>/<slug:name>/", review_pages.decide, name="decide"),
    path("calendars/", calendar_pages.calendars, name="calendars"),
    path("calendars/<int:pk>/", calendar_pages.calendar, name="calendar"),
    path("calendars/<int:pk>/figures/", calendar_pages.tie_figures, name="figures"),
    path("days/", day_pages.days, name="own-days"),
    path("days/<int:place>/", day_pages.days, name="days"),
    path("days/<int:place>/change/", day_pages.lay_over, name="change-days"),
    path("day-changes/<int:pk>/undo/", day_pages.take_off, name="undo-days"),
    path("periods/<int:pk>/move/", calendar_pages.move, name="move"),
    path("periods/<int:pk>/unlock/", calendar_pages.grant, name="unlock"),
    path("evidence/<int:pk>/file/", reading_pages.download, name="download"),
    path("evidence/<int:pk>/preview/", reading_pages.preview, name="preview"),
    path("<int:pk>/", reading_pages.report_page, name="report"),
    path("<int:pk>/write/", form_pages.write, name="write"),
    path("<int:pk>/step/<slug:name>/", reading_pages.step, name="step"),
    path("<int:pk>/evidence/", reading_pages.attach_files, name="attach"),
    path(
        "<int:pk>/evidence/<int:evidence>/<slug:act>/",
        reading_pages.act_on_evidence,
        name="evidence",
    ),
]
