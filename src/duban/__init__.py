"""Plans that can be held to account: `duban.read(path)` gives a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duban.reading import measure, read

__all__ = ["measure", "read"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from duban import reading  # noqa: PLC0415 - importing duban loads nothing

        return getattr(reading, name)
    raise AttributeError(f"module 'duban' has no attribute {name!r}")
