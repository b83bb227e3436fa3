"""What the ledger page shows, kept whole in its address.

?q=停车场&leader=…&lead=…&co=…&heading=…&plan=3&period=2026-Q1&due=2026-10&sort=-due&cols=…
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields
from typing import Any, Self
from urllib.parse import urlencode

from duban.web.ledger.fields import line_of

#: column name, what it is called, whether it is shown unless said otherwise
COLUMNS: tuple[tuple[str, str, bool], ...] = (
    ("number", "序号", True),
    ("light", "亮灯", True),
    ("title", "任务", True),
    ("state", "状态", True),
    ("path", "目标类别", False),
    ("leader", "牵头领导", True),
    ("lead", "牵头单位", True),
    ("co", "配合单位", True),
    ("quarters", "进度要求", True),
    ("fields", "原件其他栏目", False),
    ("period", "时期", False),
    ("due", "完成时限", True),
    ("investment", "投资额", False),
    ("note", "备注", False),
    ("plan", "计划", False),
)
#: what may be sorted by: the word in the address, what it is called
SORTS: tuple[tuple[str, str], ...] = (
    ("order", "原件次序"),
    ("number", "序号"),
    ("title", "任务"),
    ("lead", "牵头单位"),
    ("due", "完成时限"),
    ("light", "亮灯"),
    ("state", "状态"),
)
SIZES = (50, 100, 200)


#: the words of an address, each with all its values
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """`heading` is a path, outermost first, its parts between slashes as in the tree's links."""

    q: str = ""
    plan: int | None = None
    year: int | None = None
    heading: str = ""
    leader: str = ""
    lead: str = ""
    co: str = ""
    unit: str = ""
    period: str = ""
    due: str = ""
    state: str = ""
    light: str = ""
    sort: str = "order"
    cols: tuple[str, ...] = ()
    size: int = SIZES[0]
    page: int = 1

    @classmethod
    def of(cls, query: Query) -> Self:
        """The filter an address asks for; what cannot be meant is passed over."""
        last = {name: values[-1] for name, values in query.items() if values}
        words = {name: line_of(last.get(name, ""), 200) for name in WORDS}
        sort = last.get("sort", "")
        known = {name for name, _ in SORTS}
        size = _number(last.get("size"))
        return cls(
            plan=_number(last.get("plan")),
            year=_number(last.get("year")),
            sort=sort if sort.removeprefix("-") in known else "order",
            cols=tuple(name for name, *_ in COLUMNS if name in query.get("cols", ())),
            size=size if size in SIZES else SIZES[0],
            page=max(1, _number(last.get("page")) or 1),
            **words,
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns chosen, or the usual ones."""
        return self.cols or tuple(name for name, _, shown in COLUMNS if shown)

    def columns_for(self, empty: Set[str]) -> tuple[str, ...]:
        """The columns to show where those of `empty` hold nothing.

        What a person chose is shown; of the usual ones none stands empty, and where a paper has
        no quarters its own columns and periods stand in for them.
        """
        if self.cols:
            return self.cols
        usual = {name for name, _, shown in COLUMNS if shown} - empty
        if "quarters" in empty:
            usual |= {"fields", "period"} - empty
        return tuple(name for name, *_ in COLUMNS if name in usual)

    @property
    def active(self) -> Mapping[str, str]:
        """What narrows the list, by name: empty where everything is shown."""
        narrowing = (*WORDS, "plan", "year")
        held = ((name, getattr(self, name)) for name in narrowing)
        return {name: str(value) for name, value in held if value not in ("", None)}

    def address(self, **changes: object) -> str:
        """The query string of this filter with some of it changed; any change goes to page 1."""
        wanted: Mapping[str, object] = {"page": 1} | changes
        pairs: list[tuple[str, object]] = []
        for name, usual in USUAL.items():
            value: Any = wanted[name] if name in wanted else getattr(self, name)
            if value != usual:
                pairs.extend((name, item) for item in (value if name == "cols" else (value,)))
        return urlencode(pairs)

    def turned(self, column: str) -> str:
        """The sort word that a press on the column's head asks for."""
        return f"-{column}" if self.sort == column else column


#: what each word of an address is where the address says nothing of it
USUAL: Mapping[str, object] = {one.name: one.default for one in fields(Filter)}
WORDS = ("q", "heading", "leader", "lead", "co", "unit", "period", "due", "state", "light")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
