"""The light beside each task of a list that another app shows; named in settings.TASK_MARKS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from duban.web.accounts.prepared import prepared
from duban.web.ledger.marks import Among, Mark, rows_among
from duban.web.ledger.models import Task
from duban.web.supervision.models import Colour, LightNow
from duban.web.supervision.saying import told


class Lights:
    """The lights as the last day's work wrote them."""

    @property
    def choices(self) -> Sequence[tuple[str, Promise | str]]:
        return Colour.choices

    @property
    def gravity(self) -> Combinable:
        whens = (When(light_now__colour=one, then=Value(at)) for at, one in enumerate(Colour))
        return Case(*whens)

    def beside(self, tasks: Iterable[Task]) -> Mapping[int, Mark]:
        known = {one.value: (one.shade, str(one.label)) for one in Colour}
        asked = Among.of(task.pk for task in tasks)
        lit = _lit(asked.keys, asked.in_a_row)
        return {task: Mark(*known[colour], told(cause)) for task, colour, cause in lit}

    def having(self, word: str) -> Q:
        return Q(light_now__colour=word) if word else Q(light_now__isnull=True)


@prepared
def _lit(keys: Sequence[int], in_a_row: bool) -> QuerySet[Any, tuple[int, str, str]]:
    rows = LightNow.objects.filter(rows_among(keys, in_a_row)).order_by()
    return rows.values_list("task", "colour", "cause")


LIGHTS = Lights()
