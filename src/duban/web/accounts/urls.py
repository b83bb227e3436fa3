"""Addresses of signing in, the own page, people, organisations and the journal."""

from __future__ import annotations

from django.urls import path

from duban.web.accounts import (
    import_pages,
    journal_page,
    organisation_pages,
    people_pages,
    profile,
    sign_in,
    turning_pages,
)

app_name = "accounts"
urlpatterns = [
    path("login/", sign_in.sign_in, name="sign-in"),
    path("login/second/", sign_in.second_factor, name="second-factor"),
    path("logout/", sign_in.sign_out, name="sign-out"),
    path("language/", sign_in.language, name="language"),
    path("me/", profile.profile, name="profile"),
    path("me/password/", sign_in.password, name="password"),
    path("me/second-factor/", profile.enrol, name="enrol"),
    path("me/second-factor/drop/", profile.drop_second_factor, name="drop-second-factor"),
    path("me/tokens/", profile.add_token, name="add-token"),
    path("me/tokens/<int:pk>/end/", profile.end_token, name="end-token"),
    path("people/", people_pages.people_list, name="people"),
    path("people/add/", people_pages.person_add, name="person-add"),
    path("people/import/", import_pages.people, name="people-import"),
    path("people/import/passwords/", import_pages.passwords, name="people-passwords"),
    path("people/import/template/<int:pk>/", import_pages.people_template, name="people-template"),
    path("people/<int:pk>/", people_pages.person, name="person"),
    path("people/<int:pk>/active/", people_pages.person_active, name="person-active"),
    path("people/<int:pk>/appoint/", people_pages.person_appoint, name="person-appoint"),
    path(
        "people/<int:pk>/dismiss/<int:appointment>/",
        people_pages.person_dismiss,
        name="person-dismiss",
    ),
    path("people/<int:pk>/password/", people_pages.person_password, name="person-password"),
    path("people/<int:pk>/unlock/", people_pages.person_unlock, name="person-unlock"),
    path("organisations/", organisation_pages.organisation_list, name="organisations"),
    path("organisations/add/", organisation_pages.organisation, name="organisation-add"),
    path("organisations/tree/", turning_pages.tree, name="organisation-tree"),
    path("organisations/import/", import_pages.organisations, name="organisation-import"),
    path(
        "organisations/import/template/<int:pk>/",
        import_pages.organisation_template,
        name="organisation-template",
    ),
    path("organisations/<int:pk>/turn/<slug:kind>/", turning_pages.turn, name="organisation-turn"),
    path("organisations/<int:pk>/", organisation_pages.organisation, name="organisation"),
    path(
        "organisations/<int:pk>/active/",
        organisation_pages.organisation_active,
        name="organisation-active",
    ),
    path("journal/", journal_page.journal, name="journal"),
]
