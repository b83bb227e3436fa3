"""The tables that a plan was read from, kept so that it can be written out again as it was."""

from __future__ import annotations

from typing import NamedTuple


class FrameColumn(NamedTuple):
    """One column of a task table.

    `part` is what its cells hold, by the keys of `Task.places`; empty for what is held nowhere.
    `heads` are its headers from the top row down, as printed; a text that stands over several
    columns is repeated in each of them. `field` is the key in `Task.fields` of what could not be
    read as a number or a date. `merged` where cells that say the same as the one above were drawn
    as one. `wording` shows how a column of due dates writes them: `{year}.{month}`, `{month}月底`;
    empty where it has no one way.
    """

    part: str
    heads: tuple[str, ...]
    field: str = ""
    merged: bool = False
    wording: str = ""


class Frame(NamedTuple):
    """One task table over all its pages; `tables` are their numbers, as in the places of tasks."""

    columns: tuple[FrameColumn, ...]
    tables: tuple[int, ...]


def worded(wording: str, year: int, month: int) -> str:
    """A month as a column writes months. `wording` comes from a document, so that nothing but the
    two names in it is looked at."""
    return wording.replace("{year}", str(year)).replace("{month}", str(month))
