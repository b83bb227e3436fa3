"""Figures of the real documents, scored against their answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NEEDS = ("core_f1=0.99", "full_f1=0.97", "metric=0.92", "cumulative=0.97", "allocations_f1=0.98")


@pytest.mark.parametrize("form", ["text.txt", "sheet.xlsx"])
def test_the_figures_of_the_corpus_are_read(scorer: Path, form: str) -> None:
    words = ["quantities", "--format", form, "--duban", f"{sys.executable} -m duban", "--need"]
    run = subprocess.run(
        [sys.executable, str(scorer), *words, *NEEDS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-400:] + run.stderr[-400:]
