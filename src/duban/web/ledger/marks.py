"""What another app says of each task beside its row: the light. The ledger asks for it through
`settings.TASK_MARKS`, since whoever lights tasks stands above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, Self, cast

from django.conf import settings
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from duban.web.ledger.models import Task


@dataclass(frozen=True, slots=True)
class Mark:
    """`shade` is the light's name in the style sheets, `word` what it is called, `cause` why."""

    shade: str
    word: str
    cause: str


@dataclass(frozen=True, slots=True)
class Among:
    """Tasks by key. Those of one paper have keys in a row: `in_a_row`, `keys` are the two ends,
    which take less to ask for than a parameter a task."""

    keys: tuple[int, ...]
    in_a_row: bool

    @classmethod
    def of(cls, tasks: Iterable[int]) -> Self:
        keys = sorted(tasks)
        in_a_row = bool(keys) and keys[-1] - keys[0] + 1 == len(keys)
        return cls((keys[0], keys[-1]) if in_a_row else tuple(keys), in_a_row)


def rows_among(keys: Sequence[int], in_a_row: bool, field: str = "task") -> Q:
    """The rows of these tasks, `keys` and `in_a_row` as in `Among`."""
    if in_a_row:
        first, last = keys
        return Q(**{f"{field}__gte": first, f"{field}__lte": last})
    return Q(**{f"{field}__in": keys})


class Marking(Protocol):
    """Asked about many tasks at once: no call takes more than one query."""

    @property
    def choices(self) -> Sequence[tuple[str, Promise | str]]:
        """The words a list can be narrowed by, with what they are called."""

    @property
    def gravity(self) -> Combinable:
        """What tasks are ordered by, the gravest lowest, null where there is none."""

    def beside(self, tasks: Iterable[Task]) -> Mapping[int, Mark]:
        """By key of the task; a task without a mark has no entry."""

    def having(self, word: str) -> Q:
        """The tasks with this one of `choices`; those without a mark where `word` is empty."""


@cache
def marking() -> Marking:
    return cast(Marking, import_string(settings.TASK_MARKS))
