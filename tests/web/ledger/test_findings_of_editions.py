"""Findings beside the plan: made at import and at each correction; applied, waived, kept."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.web.ledger.lists import ROWS, sheet

from duban.web.ledger import correcting, findings
from duban.web.ledger.models import Defect, Edition, Waiver
from duban.web.refusals import NotAllowed, ReasonMissing

pytestmark = pytest.mark.django_db

#: the cumulative count of the third quarter falls below that of the second
FALLING = (*ROWS[1][:7], "累计引进25家", *ROWS[1][8:])


@pytest.fixture
def faulty(bring_in: Callable[..., Edition]) -> Edition:
    return bring_in(sheet([ROWS[0], FALLING, ROWS[2]]))


def rules(edition: Edition) -> set[str]:
    return set(edition.defects.filter(severity="error").values_list("rule", flat=True))


def test_a_sound_list_is_left_in_peace(draft: Edition) -> None:
    assert not draft.defects.filter(severity="error").exists()


def test_a_fault_is_found_at_import_and_gone_after_its_correction(
    faulty: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    defect = faulty.defects.filter(severity="error").first()
    assert defect is not None
    assert defect.entry is not None
    assert defect.entry.key == "t1"
    page = client_of("office").get(f"{faulty.get_absolute_url()}?tab=findings")
    assert str(defect) in page.content.decode()
    client_of("office").post(
        f"{faulty.get_absolute_url()}entries/t1/correct/",
        {"field": "milestone:2026-Q3", "text": "累计引进45家"},
    )
    assert rules(faulty) == set()


def test_a_finding_leads_to_its_places(faulty: Edition, client_of: Callable[[str], Client]) -> None:
    defect = faulty.defects.filter(severity="error").first()
    assert defect is not None
    page = client_of("office").get(f"{faulty.get_absolute_url()}source/?finding={defect.pk}")
    assert 'id="hit"' in page.content.decode()


def test_a_suggestion_is_taken_as_a_correction(
    faulty: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    defect = faulty.defects.filter(severity="error").first()
    assert defect is not None
    defect.form = defect.form | {
        "suggestion": "累计引进45家",
        "fields": ["milestone:2026-Q3"],
    }
    defect.save(update_fields=["form"])
    client_of("office").post(f"{faulty.get_absolute_url()}findings/{defect.pk}/apply/")
    entry = faulty.entries.get(key="t1")
    assert entry.task.milestones[2].text == "累计引进45家"
    assert entry.corrections.get().by.name == "示例·office"


def test_a_waiver_needs_a_reason_and_a_right(faulty: Edition, cast: Any) -> None:
    defect = faulty.defects.first()
    assert defect is not None
    with pytest.raises(ReasonMissing):
        findings.waive(cast["office"], faulty.pk, defect.pk, "  ")
    with pytest.raises(NotAllowed):
        findings.waive(cast["principal"], faulty.pk, defect.pk, "可以")
    assert not Waiver.objects.exists()


def test_a_waiver_holds_in_the_next_edition_and_shows_in_the_workbook(
    faulty: Edition, cast: Any, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    office = cast["office"]
    defect = faulty.defects.filter(severity="error").first()
    assert defect is not None
    findings.waive(office, faulty.pk, defect.pk, "三季度有企业迁出")
    second = bring_in(sheet([ROWS[0], FALLING, ROWS[2], ROWS[4]]), "二稿.xlsx")
    held = findings.waivers_of(second)
    assert [waiver.reason for waiver in held.values()] == ["三季度有企业迁出"]
    content = client_of("office").get(f"{second.get_absolute_url()}findings.xlsx").content
    page = load_workbook(BytesIO(content)).active
    assert isinstance(page, Worksheet)
    cells = [cell for row in page.iter_rows(values_only=True) for cell in row]
    assert "三季度有企业迁出" in cells
    again = Defect.objects.get(edition=second, key=defect.key)
    findings.unwaive(office, second.pk, again.pk)
    assert findings.waivers_of(second) == {}
    findings.waive(office, second.pk, again.pk, "仍然成立")


def test_what_nobody_waived_goes_back_to_the_drafting_unit(
    faulty: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    address = f"{faulty.get_absolute_url()}findings.docx"
    defect = faulty.defects.filter(severity="error").first()
    assert defect is not None
    assert str(defect) in words_of(client_of("office").get(address).content)
    findings.waive(cast["office"], faulty.pk, defect.pk, "三季度有企业迁出")
    assert str(defect) not in words_of(client_of("office").get(address).content)


def words_of(paper_file: bytes) -> str:
    paper = docx.Document(BytesIO(paper_file))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_sums_of_the_paper_outlive_a_correction(
    bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    """A 合计 row is no task, yet the check after a correction must know it still."""
    edition = bring_in(sheet([*ROWS, ("合计", "", "共4项")]))
    assert edition.totals
    before = findings.plan_as_it_stands(edition, edition.entries.order_by("position")).totals
    client_of("office").post(
        f"{edition.get_absolute_url()}entries/t1/correct/", {"field": "title", "text": "改过的标题"}
    )
    edition.refresh_from_db()
    after = findings.plan_as_it_stands(edition, edition.entries.order_by("position")).totals
    assert after == before != ()


def test_findings_follow_split_and_undo(faulty: Edition, cast: Any) -> None:
    before = rules(faulty)
    correcting.drop(cast["office"], faulty.pk, "t1")
    findings.recheck(faulty.pk)
    assert rules(faulty) == set()
    correcting.undo(cast["office"], faulty.pk)
    findings.recheck(faulty.pk)
    assert rules(faulty) == before
