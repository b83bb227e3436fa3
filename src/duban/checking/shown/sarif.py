"""Findings in SARIF 2.1.0 (OASIS, 27 March 2020), which editors and build servers read."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from duban.checking.catalogue import RULES
from duban.plan import Finding, Place, Plan, Severity
from duban.plan.wording import field_label, subject

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(plans: Sequence[Plan], findings: Sequence[Finding]) -> dict[str, Any]:
    """One run over all plans, as plain values."""
    rules = [
        {
            "id": rule.code,
            "name": rule.look.__name__,
            "shortDescription": {"text": rule.name},
            "defaultConfiguration": {"level": LEVEL[rule.severity]},
        }
        for rule in RULES
    ]
    index = {rule.code: number for number, rule in enumerate(RULES)}
    driver = {"name": "duban", "version": version("duban"), "rules": rules}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(plans[one.plan], one, index) for one in findings],
            }
        ],
    }


def _result(plan: Plan, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    uri = quote(plan.document.source.name)
    logical = [
        {"fullyQualifiedName": f"{subject(finding)}/{field_label(name)}"} for name in finding.fields
    ]
    places = finding.places or (Place(),)
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVEL[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": uri}} | _region(place),
                "logicalLocations": logical,
            }
            for place in places
        ],
    }


def _region(place: Place) -> dict[str, Any]:
    """The line, where the format has lines; offsets within a cell are none within a line."""
    if place.line is None:
        return {}
    region = {"startLine": place.line}
    if place.row is None and place.start is not None and place.end is not None:
        region |= {"startColumn": place.start + 1, "endColumn": place.end + 1}
    return {"region": region}
