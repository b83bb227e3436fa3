"""Addresses of papers."""

from __future__ import annotations

from django.urls import path

from duban.web.papers import (
    calendar_pages,
    list_pages,
    paper_pages,
    plan_pages,
    series_pages,
    template_pages,
    writing_pages,
)

app_name = "papers"
NEW, TEMPLATE = "new/<slug:kind>/", "templates/<int:pk>/"
DOCX, XLSX, PDF = {"ending": "docx"}, {"ending": "xlsx"}, {"ending": "pdf"}
urlpatterns = [
    path("", list_pages.papers, name="list"),
    path("register.xlsx", list_pages.register, name="register"),
    path("new/", writing_pages.kinds, name="kinds"),
    path(NEW, writing_pages.write, name="write"),
    path(NEW + "draft.docx", writing_pages.draft_file, DOCX, name="draft-docx"),
    path(NEW + "draft.xlsx", writing_pages.draft_file, XLSX, name="draft-xlsx"),
    path(NEW + "draft.pdf", writing_pages.draft_file, PDF, name="draft-pdf"),
    path("plans/<int:pk>/list.docx", plan_pages.plan_file, DOCX, name="plan-docx"),
    path("plans/<int:pk>/list.xlsx", plan_pages.plan_file, XLSX, name="plan-xlsx"),
    path("of-order/<int:pk>/", writing_pages.of_order, name="of-order"),
    path("<int:pk>/", paper_pages.paper, name="paper"),
    path("<int:pk>/change/", writing_pages.change, name="change"),
    path("<int:pk>/paper.docx", paper_pages.file, DOCX, name="docx"),
    path("<int:pk>/paper.xlsx", paper_pages.file, XLSX, name="xlsx"),
    path("<int:pk>/paper.pdf", paper_pages.file, PDF, name="pdf"),
    path("<int:pk>/do/<slug:name>/", paper_pages.act, name="act"),
    path("templates/", template_pages.templates, name="templates"),
    path("templates/of/<int:place>/<slug:kind>/", template_pages.template, name="template"),
    path("templates/sample/<slug:kind>.docx", template_pages.sample, name="sample"),
    path(TEMPLATE + "preview/", template_pages.template_preview, name="template-preview"),
    path(TEMPLATE + "template.docx", template_pages.template_file, name="template-file"),
    path(TEMPLATE + "filled.docx", template_pages.filled_file, name="template-filled"),
    path(TEMPLATE + "do/<slug:name>/", template_pages.template_act, name="template-act"),
    path("calendar/", calendar_pages.calendar, name="calendar"),
    path("calendar/mine.ics", calendar_pages.mine, name="mine"),
    path("calendar/renew/", calendar_pages.renew, name="renew"),
    path("calendar/end/", calendar_pages.end, name="end"),
    path("calendar/of/<slug:key>.ics", calendar_pages.subscription, name="subscription"),
    path("series/", series_pages.series, name="series"),
    path("series/<int:place>/<slug:kind>/", series_pages.name_series, name="name-series"),
]
