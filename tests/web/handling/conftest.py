"""A town's list and a district's list in the ledger, before and after they are handed out."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.handling.acting import Draft
from tests.web.handling.papers import DISTRICT_LIST, TOWN_LIST, Sheet, drawn
from tests.web.told import told_once

from duban.web.accounts.models import (
    Appointment,
    Jurisdiction,
    Organisation,
    OrganisationKind,
    User,
)
from duban.web.accounts.rights import Role
from duban.web.handling.issuing import issue_plan
from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Edition, Plan, State
from duban.web.ledger.uploading import upload


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def draft_of(cast: Any, django_capture_on_commit_callbacks: Any) -> Draft:
    def bring(sheet: Sheet, place: Jurisdiction, part: str) -> Edition:
        file = SimpleUploadedFile("清单.xlsx", drawn(sheet))
        with django_capture_on_commit_callbacks(execute=True):
            edition = upload(cast[part], place, file)
        edition.refresh_from_db()
        assert edition.state == State.TO_CHECK, edition.error
        return edition

    return bring


@pytest.fixture
@told_once
def more_people(cast: Any) -> None:
    """The head of 规建办; 区农业农村委 with its head and liaison; the towns as units above."""

    def person(name: str, role: Role, unit: Organisation) -> None:
        cast.people[name] = User.objects.create_user(name, f"示例·{name}", "Sample-pass-2026")
        Appointment.objects.create(user=cast.people[name], role=role, organisation=unit)

    person("other_head", Role.UNIT_HEAD, cast.other_unit)
    farming = Organisation.objects.create(jurisdiction=cast.district, name="区农业农村委")
    person("district_head", Role.UNIT_HEAD, farming)
    person("district_liaison", Role.LIAISON, farming)
    person("district_principal", Role.PRINCIPAL, farming)
    towns = [
        Organisation.objects.create(
            jurisdiction=cast.district,
            name=place.name,
            kind=OrganisationKind.TOWN,
            governs=place,
        )
        for place in (cast.town, cast.elsewhere)
    ]
    group = Organisation.objects.create(
        jurisdiction=cast.district, name="2个街镇", kind=OrganisationKind.GROUP
    )
    group.members.set(towns)
    for name in ("北塘村", "南圩村"):
        Organisation.objects.create(
            jurisdiction=cast.town, name=name, kind=OrganisationKind.VILLAGE
        )


@pytest.fixture
@told_once
def plan(cast: Any, more_people: None, draft_of: Draft) -> Plan:
    """The town's list, confirmed and not handed out."""
    edition = confirm(cast["office"], draft_of(TOWN_LIST, cast.town, "office").pk)
    assert edition.plan is not None
    return edition.plan


@pytest.fixture
@told_once
def issued(cast: Any, plan: Plan) -> Plan:
    """The town's list, handed out; 招商办 is not known, so task 3 stays behind."""
    issue_plan(cast["office"], plan.pk)
    return plan


@pytest.fixture
@told_once
def district_plan(cast: Any, more_people: None, draft_of: Draft) -> Plan:
    edition = draft_of(DISTRICT_LIST, cast.district, "district_office")
    confirmed = confirm(cast["district_office"], edition.pk)
    assert confirmed.plan is not None
    issue_plan(cast["district_office"], confirmed.plan.pk)
    return confirmed.plan
