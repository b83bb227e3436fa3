"""Addresses of plans, imports and tasks."""

from __future__ import annotations

from django.urls import path

from duban.web.ledger import act_views, import_views, paper_views, rule_views, task_views

app_name = "ledger"
EDITION = "import/<int:pk>/"
urlpatterns = [
    path("", import_views.plans, name="plans"),
    path("import/", import_views.import_page, name="import"),
    path(EDITION, import_views.edition, name="edition"),
    path(EDITION + "review/", import_views.review, name="review"),
    path(EDITION + "source/", import_views.source, name="source"),
    path(EDITION + "progress/", import_views.progress, name="progress"),
    path(EDITION + "file/", import_views.original, name="original"),
    path(EDITION + "page-<int:number>.png", import_views.page_picture, name="picture"),
    path(EDITION + "findings.xlsx", import_views.findings_sheet, name="findings-sheet"),
    path(EDITION + "findings.docx", paper_views.findings_docx, name="findings-paper"),
    path(EDITION + "take/<slug:step>/", act_views.take, name="step"),
    path(EDITION + "restore/", act_views.restore, name="restore"),
    path(EDITION + "describe/", act_views.describe, name="describe"),
    path(EDITION + "add/", act_views.add, name="add"),
    path(EDITION + "undo/", act_views.undo, name="undo"),
    path(EDITION + "doubts/<int:position>/", act_views.accept, name="accept"),
    path(EDITION + "entries/<slug:key>/<slug:act>/", act_views.act_on_entry, name="act"),
    path(EDITION + "findings/<int:defect>/<slug:act>/", act_views.act_on_finding, name="finding"),
    path("rules/<slug:code>/", rule_views.rule, name="rule"),
    path("tasks/", task_views.tasks, name="tasks"),
    path("tasks/tasks.xlsx", task_views.tasks_sheet, name="tasks-sheet"),
    path("tasks/print/", task_views.tasks_print, name="tasks-print"),
    path("tasks/filters/", task_views.save_filter, name="save-filter"),
    path("tasks/filters/<int:pk>/drop/", task_views.drop_filter, name="drop-filter"),
    path("tasks/<int:pk>/", task_views.task, name="task"),
    path("tasks/<int:pk>/source/", task_views.task_source, name="task-source"),
]
