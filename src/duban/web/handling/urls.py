"""Addresses of handing out, signing for, changes and closing."""

from __future__ import annotations

from django.urls import path

from duban.web.handling import (
    breakdown_pages,
    bulk_pages,
    change_pages,
    closing_pages,
    desk,
    draw_pages,
    file_pages,
    issue_pages,
    name_pages,
    task_acts,
    town_pages,
)

app_name = "handling"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("plans/", issue_pages.plans_to_issue, name="plans"),
    path("plans/<int:pk>/", issue_pages.issue_page, name="issue"),
    path("plans/<int:pk>/match/", issue_pages.match, name="match"),
    path("plans/<int:pk>/issue/", issue_pages.issue_whole, name="issue-whole"),
    path("names/", name_pages.names, name="names"),
    path("names/follow/", name_pages.follow, name="names-follow"),
    path("names/<int:pk>/undo/", name_pages.undo_naming, name="undo-naming"),
    path("sign/", issue_pages.to_sign, name="to-sign"),
    path("bulk/<slug:name>/", bulk_pages.bulk_act, name="bulk"),
    path("tasks/<int:pk>/indicators/", issue_pages.indicators, name="indicators"),
    path("tasks/<int:pk>/changes/<slug:kind>/", change_pages.new_change, name="new-change"),
    path("tasks/<int:pk>/<slug:name>/", task_acts.act, name="act"),
    path("parts/<int:pk>/breakdown/", breakdown_pages.breakdown, name="breakdown"),
    path("changes/", change_pages.changes, name="changes"),
    path("changes/<int:pk>/", change_pages.change, name="change"),
    path("changes/<int:pk>/decide/", change_pages.decide, name="decide"),
    path("changes/<int:pk>/withdraw/", change_pages.withdraw, name="withdraw"),
    path("renewals/<int:pk>/", change_pages.renewal, name="renewal"),
    path("closing/", closing_pages.closing_queue, name="closing"),
    path("closing/draw/", closing_pages.make_draw, name="draw"),
    path("draws/", draw_pages.draws, name="draws"),
    path("draws/<int:pk>/", draw_pages.one_draw, name="one-draw"),
    path("files/<int:pk>/file/", file_pages.download, name="download"),
    path("files/<int:pk>/preview/", file_pages.preview, name="preview"),
    path("files/<int:pk>/<slug:act>/", file_pages.file_act, name="file"),
    path("files/<slug:shows>/<int:pk>/", file_pages.attach, name="attach"),
    path("handed-down/", town_pages.handed_down, name="handed-down"),
    path("handed-down/draft/", town_pages.draft_list, name="draft-list"),
    path("handed-down/<int:pk>/<slug:act>/", town_pages.answer, name="answer"),
]
