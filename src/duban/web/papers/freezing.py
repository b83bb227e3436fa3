"""Facts as JSON and back: what a paper was made of, kept beside its number.

    dataclass → object    Mapping → object    Sequence → array
    date → 2026-03-05     Decimal → its digits as a text     Enum → its value

The types are read from the dataclass, so that what comes back equals what was put in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Form = Any


def frozen(value: Any) -> Form:
    """The JSON form of facts. TypeError for what has none."""
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Mapping():
            return {str(frozen(key)): frozen(item) for key, item in value.items()}
        case Sequence():
            return [frozen(item) for item in value]
    if is_dataclass(value):
        return {one.name: frozen(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"no form for {type(value).__name__}")


def thawed(kind: Any, form: Form) -> Any:
    """The value of a type from its form; `kind` is what a dataclass says of its field."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _of_union(inner, form)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: thawed(hints[name], item) for name, item in form.items()})  # type: ignore[operator]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {thawed(inner[0], key): thawed(inner[1], item) for key, item in form.items()}
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(thawed(one, item) for one, item in zip(inner, form, strict=True))
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return tuple(thawed(inner[0], item) for item in form)
    return _plain(kind, form)


def _of_union(inner: Sequence[Any], form: Form) -> Any:
    """X | None; of other unions the first whose value the form can be."""
    if form is None and NoneType in inner:
        return None
    return thawed(next(one for one in inner if one is not NoneType), form)


def _plain(kind: Any, form: Form) -> Any:
    if kind is date:
        return date.fromisoformat(form)
    if kind is Decimal:
        return Decimal(form)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(form)
    return form


def retold(value: Any, change: Callable[[str], str]) -> Any:
    """The facts with every text in them changed; figures, days, choices and the names of members
    stay as they are."""
    match value:
        case Enum():
            return value
        case str():
            return change(value)
        case Mapping():
            return {key: retold(item, change) for key, item in value.items()}
        case Sequence():
            return tuple(retold(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: retold(getattr(value, one.name), change) for one in fields(value)}
        return replace(value, **told)
    return value


def texts_of(value: Any) -> list[str]:
    """Every text in the facts."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    retold(value, note)
    return found
