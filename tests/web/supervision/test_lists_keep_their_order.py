"""Every list of reporting and supervision has one order: its sort keys tell any two rows apart."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from duban.web.supervision import asking
from duban.web.supervision.models import LightNow

MODELS = [
    model
    for app in ("reports", "supervision")
    for model in apps.get_app_config(app).get_models()
    if model._meta.ordering
]


def tells_apart(model: type[Model], names: list[str]) -> bool:
    """Whether the fields of `names` are enough to tell any two rows apart."""
    # a row is told by the key of what it belongs to as well as by that itself
    columns = {field.attname: field.name for field in model._meta.concrete_fields}
    plain = {columns.get(name.lstrip("-"), name.lstrip("-")) for name in names}
    if plain & {"pk", "id"}:
        return True
    fields = {field.name: field for field in model._meta.get_fields()}
    if any(getattr(fields.get(name), "unique", False) for name in plain):
        return True
    return any(
        constraint.condition is None and set(constraint.fields) <= plain
        for constraint in model._meta.total_unique_constraints
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_order_of_a_model_is_one(model: type[Model]) -> None:
    assert tells_apart(model, [str(name) for name in model._meta.ordering or ()])


def test_what_does_not_tell_rows_apart_is_seen() -> None:
    assert not tells_apart(LightNow, ["colour"])
    assert tells_apart(LightNow, ["colour", "-task"])
    assert tells_apart(LightNow, ["colour", "task_id"])


@pytest.mark.django_db
def test_lights_of_one_colour_and_day_stand_in_one_order() -> None:
    found = asking.gravest_first(
        asking.narrowed(LightNow.objects.all(), asking.Wanted(), timezone.localdate())
    )
    assert found.query.order_by[-1] == "task_id"
