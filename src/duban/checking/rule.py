"""What a rule is: a function over a subject that yields remarks, and the code it speaks under."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from duban.plan import Place, Quantity, Severity, Task

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has to say, before its code, its name and its places are stamped on it.

    `tasks` may stay empty in a rule over one task, and for what concerns the document itself.
    `figures` are highlighted where they stand, `fields` as whole cells. `severity` is named only
    where the remark is milder than its rule, `plan` only by a rule over several plans.
    """

    message: str
    tasks: tuple[Task, ...] = ()
    fields: tuple[str, ...] = ()
    figures: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    severity: Severity | None = None
    suggestion: str | None = None
    plan: int | None = None


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A rule of the catalogue; calling it with a subject gives what it has to say."""

    code: str
    name: str
    severity: Severity
    look: Callable[[Subject], Iterable[Remark]]

    def __call__(self, subject: Subject) -> Iterator[Remark]:
        return iter(self.look(subject))


def rule(
    code: str, name: str, severity: Severity
) -> Callable[[Callable[[Subject], Iterable[Remark]]], Rule[Subject]]:
    """Make a rule of a function that yields remarks."""

    def stamp(look: Callable[[Subject], Iterable[Remark]]) -> Rule[Subject]:
        return Rule(code, name, severity, look)

    return stamp
