"""Real lists and planted slips: what must be found, and what must not be accused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from duban.checking import check
from duban.linking import link
from duban.plan import Finding, Severity
from duban.reading import measure, read
from duban.samples import DISTRICT, TOWN, write
from duban.samples.planted import SLIPS

ROOT = Path(__file__).resolve().parents[2]
#: slips that only the district's list beside the town's shows
BETWEEN = {(TOWN, 17), (TOWN, 20)}


@pytest.fixture(scope="module")
def sample_findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Finding, ...]]:
    district, town, _ = write(tmp_path_factory.mktemp("samples"))
    return {path.name: check([measure(read(path))]) for path in (district, town)}


@pytest.mark.parametrize(
    "slip",
    [slip for slip in SLIPS if (slip.paper, slip.task) not in BETWEEN],
    ids=lambda slip: f"{slip.task}-{slip.evidence}",
)
def test_a_planted_slip_is_found(
    slip: object, sample_findings: dict[str, tuple[Finding, ...]]
) -> None:
    findings = sample_findings[slip.paper]  # type: ignore[attr-defined]
    assert any(slip.task in finding.tasks for finding in findings)  # type: ignore[attr-defined]


def test_slips_between_two_papers_are_found(tmp_path: Path) -> None:
    district, town, _ = write(tmp_path)
    plans = [measure(read(path)) for path in (district, town)]
    findings = check(plans, links=link(*plans))
    accused = [one for one in findings if one.severity is not Severity.INFO and one.plan == 1]
    assert {task for _, task in BETWEEN} <= {number for one in accused for number in one.tasks}


@pytest.mark.parametrize("paper", [DISTRICT, TOWN])
def test_nothing_else_is_accused(
    paper: str, sample_findings: dict[str, tuple[Finding, ...]]
) -> None:
    planted = {slip.task for slip in SLIPS if slip.paper == paper}
    accused = [one for one in sample_findings[paper] if one.severity is not Severity.INFO]
    assert [one for one in accused if not planted & set(one.tasks)] == []


@pytest.mark.parametrize("form", ["text.txt", "paper.docx"])
def test_real_lists(form: str, scorer: Path, corpus: Path, gold: Path) -> None:
    """The header off its data is a defect of the text alone; the other forms print it right."""
    run = subprocess.run(
        [
            sys.executable,
            scorer,
            "check",
            "--format",
            form,
            "--duban",
            f"{sys.executable} -m duban",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    figures = json.loads(run.stdout)
    assert figures["precision"] >= 0.9
    assert figures["recall"] >= (0.9 if form == "text.txt" else 0.8)
