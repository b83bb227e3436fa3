"""The whole chain on the sample papers: file, plan, figures, links, findings, and silence."""

from __future__ import annotations

import pytest

from duban.checking.check import check
from duban.linking import link
from duban.plan import Finding, Plan, Severity
from duban.reading import measure, read
from duban.samples import DISTRICT, write
from duban.samples.planted import SLIPS, Slip

GRAVE = {Severity.ERROR, Severity.WARNING}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, Plan, Plan]:
    district, town, report = write(tmp_path_factory.mktemp("samples"))
    return measure(read(district)), measure(read(town)), measure(read(report))


@pytest.fixture(scope="module")
def findings(plans: tuple[Plan, Plan, Plan]) -> tuple[Finding, ...]:
    district, town, _ = plans
    return check([district, town], links=link(district, town))


def test_the_papers_are_read_whole(plans: tuple[Plan, Plan, Plan]) -> None:
    district, town, report = plans
    assert (len(district.tasks), len(town.tasks)) == (40, 46)
    assert (len(report.tasks), len(report.achievements)) == (33, 20)
    assert [plan.coverage for plan in plans] == [1, 1, 1]


def test_every_share_of_the_town_is_read(plans: tuple[Plan, Plan, Plan]) -> None:
    district, _, _ = plans
    sharing = {task.number for task in district.tasks if task.allocations}
    assert len(sharing) == 35
    shares = [share for task in district.tasks for share in task.allocations]
    assert {share.org for share in shares if share.org.startswith("柳溪")} == {"柳溪镇"}
    assert all(share.value > 0 for share in shares)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.paper[:3]}{slip.task}")
def test_a_planted_slip_is_found(findings: tuple[Finding, ...], slip: Slip) -> None:
    plan = 0 if slip.paper == DISTRICT else 1
    assert [f.rule for f in findings if f.plan == plan and slip.task in f.tasks] != []


def test_no_other_task_is_accused(findings: tuple[Finding, ...]) -> None:
    planted = {(0 if slip.paper == DISTRICT else 1, slip.task) for slip in SLIPS}
    assert [
        (finding.plan, finding.tasks, finding.message)
        for finding in findings
        if finding.severity in GRAVE
        and not planted & {(finding.plan, task) for task in finding.tasks}
    ] == []


def test_the_report_alone_is_not_accused(plans: tuple[Plan, Plan, Plan]) -> None:
    assert [f.message for f in check([plans[2]]) if f.severity in GRAVE] == []
