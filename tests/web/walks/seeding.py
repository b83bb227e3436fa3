"""Run in an own process: a data directory with one unit that has much to report, and a look
into it afterwards.

python -m tests.web.walks.seeding make FOLDER    → the tasks to report on, as JSON
python -m tests.web.walks.seeding look FOLDER    → every report and journal line, as JSON
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

TASKS, QUARTERS = 50, 4
HEAD = ("序号", "目标任务", "牵头单位", "完成时限")


def listed(year: int) -> bytes:
    """A fictional list of as many tasks as shall be reported on, all led by one unit."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    page = book.active
    assert page is not None
    page.append((f"柳溪镇{year}年目标任务清单", None, None, None))
    page.merge_cells("A1:D1")
    page.append(HEAD)
    for number in range(1, TASKS + 1):
        page.append(
            (number, f"第{number}网格建设美丽庭院{100 + number}户", "新农办", f"{year}年12月")
        )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def people() -> dict[str, Any]:
    from duban.web.accounts.models import (  # noqa: PLC0415
        Appointment,
        Jurisdiction,
        Organisation,
        User,
    )

    town = Jurisdiction.objects.create(name="柳溪镇", code="990100101")
    found: dict[str, Any] = {"town": town}
    for part, role, unit in (
        ("office", "office", "镇督查室"),
        ("liaison", "liaison", "新农办"),
        ("head", "unit_head", "新农办"),
    ):
        place, _made = Organisation.objects.get_or_create(jurisdiction=town, name=unit)
        found[part] = User.objects.create_user(part, f"示例·{part}", "Sample-pass-2026")
        Appointment.objects.create(user=found[part], role=role, organisation=place)
    return found


def make() -> dict[str, Any]:
    """The list handed out, signed for and begun, with one period that is open today."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from duban.plan import Period  # noqa: PLC0415
    from duban.tracking.reporting import Round  # noqa: PLC0415
    from duban.web.accounts.posts import member_of  # noqa: PLC0415
    from duban.web.accounts.tokens import issue_token  # noqa: PLC0415
    from duban.web.handling.issuing import issue_plan, sign  # noqa: PLC0415
    from duban.web.handling.models import Assignment  # noqa: PLC0415
    from duban.web.handling.steps import take  # noqa: PLC0415
    from duban.web.ledger.confirming import confirm  # noqa: PLC0415
    from duban.web.ledger.intake import read_edition  # noqa: PLC0415
    from duban.web.ledger.uploading import take_in  # noqa: PLC0415
    from duban.web.reports.models import ReportingPeriod, Rhythm  # noqa: PLC0415
    from duban.web.reports.scheduling import Settings, set_calendar  # noqa: PLC0415

    cast, today = people(), timezone.localdate()
    office, liaison, head = (member_of(cast[part]) for part in ("office", "liaison", "head"))
    file = SimpleUploadedFile("清单.xlsx", listed(today.year))
    edition = take_in(office, cast["town"], file)
    read_edition(edition.pk)
    plan = confirm(office, edition.pk).plan
    assert plan is not None
    assert len(issue_plan(office, plan.pk).done) == TASKS
    for part in Assignment.objects.filter(task__plan=plan):
        sign(head, part.pk)
        take("start", part.task_id, liaison)
    week = timedelta(days=7)
    own = tuple(
        Round(Period.parse(f"{today.year}-Q{quarter}"), today - week, today + week, today + week)
        for quarter in range(1, QUARTERS + 1)
    )
    set_calendar(office, plan.pk, today.year, Settings(Rhythm.OWN, own=own))
    rows = Assignment.objects.filter(task__plan=plan).select_related("task")
    return {
        "token": issue_token(cast["liaison"], "填报"),
        "duties": [
            {"assignment": row.pk, "period": period, "indicator": row.task.indicators.get().pk}
            for row in rows.order_by("pk")
            for period in ReportingPeriod.objects.values_list("pk", flat=True)
        ],
    }


def look() -> dict[str, Any]:
    from duban.web.handling.models import Assignment  # noqa: PLC0415
    from duban.web.journal.models import Entry  # noqa: PLC0415
    from duban.web.reports.models import Report  # noqa: PLC0415

    part_of = dict(Assignment.objects.values_list("task", "pk"))
    return {
        "reports": [
            {
                "id": one.pk,
                "period": one.period_id,
                "assignment": part_of[one.task_id],
                "state": one.state,
                "version": one.version,
                "progress": one.progress,
                "sent_by": None if one.submitted_by is None else one.submitted_by.name,
                "values": {str(v.indicator_id): f"{v.amount:f}" for v in one.values.all()},
            }
            for one in Report.objects.prefetch_related("values")
        ],
        "lines": list(
            Entry.objects.filter(verb__startswith="report.").values_list("verb", "subject_id")
        ),
    }


def main(what: str, folder: str) -> None:
    from duban.web.config.start import start  # noqa: PLC0415

    start(Path(folder))
    json.dump(make() if what == "make" else look(), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
