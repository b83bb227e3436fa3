"""Prints every row of every measure below; the exit status is 1 where a limit was missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from importlib import import_module

from tools.bench.row import Row

#: modules of this package, each with `rows() -> Iterable[Row]`, in the order of the table
MEASURES = (
    "startup",
    "formats",
    "large",
    "prose",
    "checking",
    "quantities",
    "papers",
    "district",
    "peer",
)


def _figure(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else f"{value:.{digits}g}"


def line(row: Row) -> str:
    met = {True: "yes", False: "NO", None: "not measured"}[row.met]
    cells = (
        f"{row.what:<58}",
        f"{_figure(row.ours):>9}",
        f"{_figure(row.reference):>9}",
        f"{row.unit:<5}",
        f"{_figure(row.ratio):>7}",
        f"{row.bound.value} {row.limit:<7g}",
        met,
    )
    return "  ".join(cells) + (f"  ({row.note})" if row.note else "")


def main(chosen: Iterable[str]) -> int:
    print(f"{'what':<58}  {'ours':>9}  {'reference':>9}  unit     ratio  limit      met")
    missed = 0
    for name in chosen:
        for row in import_module(f"tools.bench.{name}").rows():
            print(line(row), flush=True)
            missed += row.met is False
    return 1 if missed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("measure", nargs="*", help=f"some of: {', '.join(MEASURES)}")
    names = parser.parse_args().measure or MEASURES
    sys.exit(main(names))
