"""Addresses of papers."""

from __future__ import annotations

from django.urls import path, re_path

from duban.web.papers import list_pages, paper_pages, series_pages, template_pages, writing_pages

app_name = "papers"
urlpatterns = [
    path("", list_pages.papers, name="list"),
    path("register.xlsx", list_pages.register, name="register"),
    path("new/", writing_pages.kinds, name="kinds"),
    path("new/<slug:kind>/", writing_pages.write, name="write"),
    re_path(
        r"^new/(?P<kind>\w+)/draft\.(?P<ending>docx|pdf)$",
        writing_pages.draft_file,
        name="draft-file",
    ),
    path("of-order/<int:pk>/", writing_pages.of_order, name="of-order"),
    path("<int:pk>/", paper_pages.paper, name="paper"),
    path("<int:pk>/change/", writing_pages.change, name="change"),
    re_path(r"^(?P<pk>\d+)/paper\.(?P<ending>docx|pdf)$", paper_pages.file, name="file"),
    path("<int:pk>/<slug:name>/", paper_pages.act, name="act"),
    path("templates/", template_pages.templates, name="templates"),
    path("templates/<int:place>/<slug:kind>/", template_pages.template, name="template"),
    path("templates/sample-<slug:kind>.docx", template_pages.sample, name="sample"),
    path("templates/<int:pk>/preview/", template_pages.template_preview, name="template-preview"),
    path("templates/<int:pk>/template.docx", template_pages.template_file, name="template-file"),
    path(
        "templates/<int:pk>/filled.docx",
        template_pages.template_file,
        {"filled": "yes"},
        name="template-filled",
    ),
    re_path(
        r"^templates/(?P<pk>\d+)/(?P<name>adopt|retire)/now/$",
        template_pages.template_act,
        name="template-act",
    ),
    path("series/", series_pages.series, name="series"),
    path("series/<int:place>/<slug:kind>/", series_pages.name_series, name="name-series"),
]
