"""Rows that hang on a task are seen by whoever sees the task."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models

from duban.web.ledger.models import Task

if TYPE_CHECKING:
    from duban.web.accounts.member import Member

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OfTasks(models.QuerySet[Row_co]):
    """`way` is the lookup from a row to its task."""

    way: ClassVar[str] = "task"

    def visible_to(self, member: Member) -> Self:
        return self.filter(**{f"{self.way}__in": Task.objects.visible_to(member)})
