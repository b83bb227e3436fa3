"""What the numbers of papers begin with, and where a series goes on from."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from tests.web.handling.acting import task_of
from tests.web.supervision.acting import ON

from duban.web.ledger.models import Plan
from duban.web.refusals import OutOfTurn
from duban.web.supervision.models import Colour, PaperKind, SeriesName
from duban.web.supervision.numbering import begin_after, label_of, names_of, next_number
from duban.web.supervision.ordering import Wanted, issue

pytestmark = pytest.mark.django_db


def test_every_kind_has_a_name_of_its_own_until_the_office_sets_one(cast: Any) -> None:
    names = names_of(cast.town)
    assert set(names) == set(PaperKind)
    assert len(set(names.values())) == len(names)
    assert names[PaperKind.ORDER] == "柳溪镇督"
    SeriesName.objects.create(jurisdiction=cast.town, kind=PaperKind.BULLETIN, name="柳督通")
    assert names_of(cast.town)[PaperKind.BULLETIN] == "柳督通"
    assert names_of(cast.elsewhere)[PaperKind.BULLETIN] == "芦荡镇督通"


def test_orders_are_numbered_under_the_name_that_the_office_set(cast: Any, running: Plan) -> None:
    SeriesName.objects.create(jurisdiction=cast.town, kind=PaperKind.ORDER, name="柳督字")
    order = issue(cast["office"], task_of(running, 1).pk, Wanted(Colour.BLUE, "滞后"), ON)
    assert order.label == "柳督字〔2026〕1号"


def test_kinds_under_one_name_count_in_one_series(cast: Any) -> None:
    with transaction.atomic():
        numbers = [next_number(cast.town, "柳督", 2026) for _kind in range(3)]
        assert next_number(cast.town, "柳督", 2027) == 1
        assert next_number(cast.elsewhere, "柳督", 2026) == 1
    assert numbers == [1, 2, 3]
    assert label_of("柳督", 2026, numbers[-1]) == "柳督〔2026〕3号"


def test_a_series_goes_on_from_what_was_numbered_by_hand(cast: Any) -> None:
    with transaction.atomic():
        begin_after(cast.town, "柳督通", 2026, 12)
        assert next_number(cast.town, "柳督通", 2026) == 13
        with pytest.raises(OutOfTurn, match="“柳督通”今年已编到13号"):
            begin_after(cast.town, "柳督通", 2026, 20)
