"""What the database itself refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from duban.web.ledger.models import Correction, Edition, Plan, SourceDoubt, State, Waiver

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", [2026, None])
def test_a_plan_stands_once_in_a_ledger(cast: Any, year: int | None) -> None:
    Plan.objects.create(jurisdiction=cast.town, title="清单", kind="list", year=year)
    Plan.objects.create(jurisdiction=cast.elsewhere, title="清单", kind="list", year=year)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(jurisdiction=cast.town, title="清单", kind="report", year=year)


def test_confirmed_means_by_someone_into_some_plan(draft: Edition) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(state=State.CONFIRMED)


def test_failed_means_for_a_reason(draft: Edition) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(state=State.FAILED)


def test_what_is_undone_or_accepted_was_so_by_someone(draft: Edition, cast: Any) -> None:
    entry, user = draft.entries.get(key="t1"), cast.people["office"]
    act = Correction.objects.create(entry=entry, field="title", by=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=act.pk).update(undone_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(entry=entry, by=user)
    doubt = SourceDoubt.objects.create(edition=draft, position=90, code="x", message="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceDoubt.objects.filter(pk=doubt.pk).update(accepted_by=user)


def test_a_finding_is_waived_once_and_for_a_reason(cast: Any) -> None:
    facts = {"jurisdiction": cast.town, "key": "k", "rule": "C101", "by": cast.people["office"]}
    Waiver.objects.create(**facts, reason="成立")
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.create(**facts, reason="又成立")
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.create(**facts | {"key": "另一条"}, reason="")
