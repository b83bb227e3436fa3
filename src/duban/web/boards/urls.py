"""Addresses of the home page, of the four beats, and of the boards."""

from __future__ import annotations

from django.urls import path

from duban.web.boards import (
    board_pages,
    map_pages,
    public_pages,
    publishing_pages,
    rhythm_pages,
    task_panel,
    views,
    wall_pages,
)

app_name = "boards"
urlpatterns = [
    path("", views.today, name="today"),
    path("rhythm/<slug:beat>/", rhythm_pages.rhythm, name="rhythm"),
    path("rhythm/lists/<slug:name>/", rhythm_pages.rhythm_list, name="rhythm-list"),
    path("rhythm/lists/<slug:name>/lines.csv", rhythm_pages.rhythm_csv, name="rhythm-csv"),
    path("boards/", board_pages.glance, name="glance"),
    path("boards/wall/", wall_pages.wall, name="wall"),
    path("boards/wall/now/", wall_pages.wall_now, name="wall-now"),
    path("boards/wall/open/", wall_pages.open_wall, name="open-wall"),
    path("boards/wall/keys/", wall_pages.wall_keys, name="wall-keys"),
    path("boards/wall/keys/<int:pk>/revoke/", wall_pages.revoke_key, name="revoke-wall-key"),
    path("boards/tasks/<int:pk>/", task_panel.course, name="course"),
    path("boards/tasks/<int:pk>/<slug:name>.csv", task_panel.course_csv, name="course-csv"),
    path("boards/map/", map_pages.desk, name="map"),
    path("boards/map/bring", map_pages.bring, name="map-bring"),
    path("boards/map/name", map_pages.name, name="map-name"),
    path("boards/map/match", map_pages.match, name="map-match"),
    path("boards/map/remove", map_pages.remove, name="map-remove"),
    path("boards/<slug:name>/", board_pages.board, name="board"),
    path("boards/<slug:name>/list/", board_pages.board_list, name="list"),
    path("boards/<slug:name>/figures.csv", board_pages.board_csv, name="board-csv"),
    path("public/<slug:code>/", public_pages.page, name="public"),
    path("public/<slug:code>.csv", public_pages.page_csv, name="public-csv"),
    path("public/<slug:code>.json", public_pages.page_json, name="public-json"),
    path("publishing/", publishing_pages.desk, name="publishing"),
    path("publishing/choose/", publishing_pages.choosing, name="choosing"),
    path("publishing/preview/", publishing_pages.preview, name="public-preview"),
    path("publishing/choose", publishing_pages.choose, name="public-choose"),
    path("publishing/drop", publishing_pages.drop, name="public-drop"),
    path("publishing/release", publishing_pages.release, name="public-release"),
    path("publishing/withdraw", publishing_pages.withdraw, name="public-withdraw"),
    path("publishing/index", publishing_pages.index, name="public-index"),
]
