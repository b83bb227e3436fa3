"""Working days of a jurisdiction: who changes them, what follows from them, how they are undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.reports.acting import period_of

from duban.tracking.day_list import read_text
from duban.tracking.holidays import mainland
from duban.tracking.working_days import DayKind, Span
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.reports.day_changes import Wanted, change, foreseen, foreseen_undone, undo
from duban.web.reports.models import DayChange, ReportingPeriod, Rhythm
from duban.web.reports.scheduling import Settings, set_calendar, set_clocks
from duban.web.reports.working_days import calendar_of

pytestmark = pytest.mark.django_db
#: a Tuesday in April: the period of March is due on 8 April and closes on 15 April
ON, APRIL = date(2026, 4, 1), "2026-M04"


def off(first: str, last: str = "", name: str = "三月三") -> Wanted:
    begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return Wanted([Span(begin, end, DayKind.OFF, name)], "地方节日", "省政府3号令")


def due(running: Plan, name: str = "2026-M03") -> tuple[date, date]:
    period = period_of(running, name)
    return period.due_on, period.closes_on


def test_the_country_s_days_hold_where_nothing_was_changed(cast: Any) -> None:
    assert calendar_of(cast.town.pk) == mainland()


def test_a_day_off_moves_the_clocks_that_have_not_struck(cast: Any, running: Plan) -> None:
    assert due(running) == (date(2026, 4, 8), date(2026, 4, 15))
    ahead = foreseen(cast.town, off("2026-04-07"), ON)
    assert [(one.period.period, one.after[1:]) for one in ahead] == [
        ("2026-M03", (date(2026, 4, 9), date(2026, 4, 16)))
    ]
    assert due(running) == (date(2026, 4, 8), date(2026, 4, 15)), "looking ahead writes nothing"
    assert not DayChange.objects.exists()
    made, moved = change(cast["office"], cast.town.pk, off("2026-04-07"), ON)
    assert [one.form() for one in moved] == [one.form() for one in ahead]
    assert due(running) == (date(2026, 4, 9), date(2026, 4, 16))
    line = Entry.objects.get(verb="days.change")
    assert line.after == ["2026-04-07..2026-04-07 放假 三月三"]
    assert line.facts["periods"][0]["before"] == ["2026-03-26", "2026-04-08", "2026-04-15"]
    assert line.jurisdiction_id == cast.town.pk
    assert calendar_of(cast.elsewhere.pk) == mainland(), "the neighbour works on"
    assert made.days.get().day == date(2026, 4, 7)


def test_what_has_passed_stays(cast: Any, running: Plan) -> None:
    """On 9 April the due day of March is over: only its closing moves."""
    on = date(2026, 4, 9)
    change(cast["office"], cast.town.pk, off("2026-04-10"), on)
    assert due(running) == (date(2026, 4, 8), date(2026, 4, 16))
    change(cast["office"], cast.town.pk, off("2026-04-02"), on)
    assert due(running) == (date(2026, 4, 8), date(2026, 4, 17)), "what is over stays where it was"


def test_nothing_becomes_due_before_today(cast: Any, running: Plan) -> None:
    """Saturdays and Sundays worked make the five working days end on 5 April."""
    spans = [
        Span(date(2026, 4, 4), date(2026, 4, 6), DayKind.WORK, "抗旱"),
    ]
    wanted = Wanted(spans, "抗旱期间正常上班", "镇5号通知")
    [shift] = foreseen(cast.town, wanted, date(2026, 4, 8))
    assert shift.before[1:] == (date(2026, 4, 8), date(2026, 4, 15))
    assert shift.after[1] == date(2026, 4, 8)
    assert foreseen(cast.town, wanted, date(2026, 3, 31))[0].after[1] == date(2026, 4, 5)


def test_days_that_a_person_set_do_not_follow(cast: Any, running: Plan) -> None:
    period = period_of(running)
    set_clocks(
        cast["office"],
        period.pk,
        opens=period.opens_on,
        due=date(2026, 4, 8),
        closes=date(2026, 4, 15),
        reason="开会定的",
    )
    assert [one.period.period for one in foreseen(cast.town, off("2026-04-07"), ON)] == []


def test_a_calendar_set_later_counts_by_them(cast: Any, running: Plan) -> None:
    change(cast["office"], cast.town.pk, off("2026-04-07"), ON)
    ReportingPeriod.objects.filter(calendar__plan=running).delete()
    set_calendar(cast["office"], running.pk, 2026, Settings(Rhythm.MONTHLY))
    assert due(running) == (date(2026, 4, 9), date(2026, 4, 16))


def test_a_change_is_undone_and_what_lay_under_it_shows_again(cast: Any, running: Plan) -> None:
    first, _moved = change(cast["office"], cast.town.pk, off("2026-04-07"), ON)
    change(cast["office"], cast.town.pk, off("2026-04-07", name="又一名"), ON)
    assert len(foreseen_undone(first, ON)) == 0, "the later change still holds the day"
    undo(cast["office"], first.pk, "记错", ON)
    assert due(running)[0] == date(2026, 4, 9)
    second = DayChange.objects.standing().get()
    _held, moved = undo(cast["office"], second.pk, "取消", ON)
    assert len(moved) == 1
    assert due(running)[0] == date(2026, 4, 8)
    assert calendar_of(cast.town.pk) == mainland()
    with pytest.raises(OutOfTurn, match="已经撤销"):
        undo(cast["office"], second.pk, "再撤", ON)
    with pytest.raises(ReasonMissing):
        undo(
            cast["office"],
            change(cast["office"], cast.town.pk, off("2026-04-09"), ON)[0].pk,
            "",
            ON,
        )


def test_a_whole_year_takes_the_place_of_the_provisional_one(cast: Any) -> None:
    assert "尚未公布" in calendar_of(cast.town.pk).caution(date(2027, 1, 1), date(2027, 12, 31))
    spans = read_text("春节：2月5日（周五）至11日（周四）放假。2月14日（周日）上班。", 2027)
    change(cast["office"], cast.town.pk, Wanted(spans, "通知已公布", "国办通知", 2027), ON)
    calendar = calendar_of(cast.town.pk)
    assert calendar.caution(date(2027, 1, 1), date(2027, 12, 31)) == ""
    assert not calendar.is_working_day(date(2027, 2, 11))
    assert calendar.is_working_day(date(2027, 2, 14))
    assert calendar.is_working_day(date(2027, 10, 1)), "the list is all that is known of the year"
    assert calendar.force_of(2026) == mainland().force_of(2026)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted([], "理由", "依据"), "放假或上班的日子"),
        (Wanted(off("2026-04-07").spans, " ", "依据"), "须填写理由"),
        (Wanted(off("2026-04-07").spans, "理由", " "), "依据"),
        (Wanted(off("2026-04-07", "2026-04-01").spans, "理由", "依据"), "末日不能早于首日"),
        (Wanted(off("2026-04-07", "2026-12-01").spans, "理由", "依据"), "60天"),
        (Wanted([*off("2026-04-07").spans] * 2, "理由", "依据"), "重复"),
        (Wanted(off("2026-04-07").spans, "理由", "依据", 2027), "只能有2027年"),
    ],
)
def test_half_a_change_is_refused_in_words(cast: Any, wanted: Wanted, said: str) -> None:
    with pytest.raises(ReasonMissing, match=said):
        change(cast["office"], cast.town.pk, wanted, ON)
    assert not DayChange.objects.exists()


@pytest.mark.parametrize(
    "part",
    ["unit_head", "leader", "principal", "auditor", "administrator", "stranger", "district_office"],
)
def test_only_the_office_of_the_place_changes_its_days(cast: Any, part: str) -> None:
    held, _moved = change(cast["office"], cast.town.pk, off("2026-04-07"), ON)
    with pytest.raises(NotAllowed):
        change(cast[part], cast.town.pk, off("2026-04-09"), ON)
    with pytest.raises(NotAllowed):
        undo(cast[part], held.pk, "不要", ON)


def test_lights_orders_and_reminders_count_by_them(cast: Any, task: Task) -> None:
    from duban.web.supervision import ordering  # noqa: PLC0415
    from duban.web.supervision.lighting import lamps_of  # noqa: PLC0415
    from duban.web.supervision.models import Colour  # noqa: PLC0415

    change(cast["office"], cast.town.pk, off("2026-05-12", "2026-05-13", "赛会"), date(2026, 5, 8))
    [lamp] = lamps_of([task])
    assert not lamp.calendar.is_working_day(date(2026, 5, 12))
    order = ordering.issue(
        cast["office"], task.pk, ordering.Wanted(Colour.BLUE, "滞后"), date(2026, 5, 11)
    )
    assert order.reply_by == date(2026, 5, 20), "five working days, two of them off"


def page_of(client: Client, cast: Any, body: dict[str, Any] | None = None, year: int = 2027) -> str:
    address = f"/reports/days/{cast.town.pk}/"
    if body is None:
        return client.get(f"{address}?year={year}").content.decode()
    return client.post(f"{address}change/?year={year}", body).content.decode()


def test_the_page_marks_the_provisional_year_and_looks_ahead(
    cast: Any, running: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    page = page_of(client, cast)
    assert "2027年放假安排尚未公布，只按法定节日暂定" in page
    assert '<span class="chip chip-off">暂定</span>' in page
    assert "尚未公布" not in page_of(client, cast, year=2026)
    body = {
        "list": "一、元旦：1月1日（周五）至3日（周日）放假，共3天。",
        "whole": "1",
        "basis": "国办发明电",
        "reason": "通知已公布",
        "act": "look",
    }
    look = page_of(client, cast, body)
    assert "改了以后会怎样" in look
    assert not DayChange.objects.exists()
    typed = client.post(f"/reports/days/{cast.town.pk}/change/?year=2027", body).context
    done = page_of(client, cast, body | {"list": typed["list"], "act": "apply"})
    assert done == "", "a redirect"
    assert "尚未公布" not in page_of(client, cast)
    assert "2027年全年安排" in page_of(client, cast)


def test_the_page_keeps_what_was_typed_wrong(cast: Any, client_of: Callable[[str], Client]) -> None:
    body = {"list": "元旦：1月1日（周四）放假。", "whole": "1", "basis": "1号", "reason": "公布"}
    page = page_of(client_of("office"), cast, body)
    assert "2027-01-01是周五，这里写的是周四，请核对年份" in page
    assert "元旦：1月1日（周四）放假。" in page


def test_a_workbook_is_taken_as_well(cast: Any, client_of: Callable[[str], Client]) -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    style = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["首日", "末日", "性质", "名称"])
    sheet.write_datetime(1, 0, date(2027, 2, 5), style)
    sheet.write_datetime(1, 1, date(2027, 2, 11), style)
    sheet.write_row(1, 2, ["放假", "春节"])
    book.close()
    body = {
        "file": SimpleUploadedFile("2027.xlsx", out.getvalue()),
        "whole": "1",
        "basis": "1号",
        "reason": "公布",
    }
    page = page_of(client_of("office"), cast, body)
    assert "2月5日 — 2月11日 放假 春节" in page.replace("2027年", "")


def test_who_only_works_by_them_reads_them(cast: Any, client_of: Callable[[str], Client]) -> None:
    page = page_of(client_of("liaison"), cast)
    assert "全年" in page
    assert "先看影响" not in page


def test_the_api_looks_ahead_before_it_does(
    cast: Any, running: Plan, client_of: Callable[[str], Client]
) -> None:
    client, address = client_of("office"), f"/api/jurisdictions/{cast.town.pk}/working-days"
    found = client.get(f"{address}?year=2027").json()
    assert found["provisional"] is True
    body = {
        "year": 2027,
        "whole_year": True,
        "text": "元旦：1月1日（周五）放假。",
        "basis": "1号",
        "reason": "公布",
    }
    assert client.post(address, body, "application/json").json() == {"change": None, "shifts": []}
    done = client.post(address, body | {"apply": True}, "application/json").json()
    assert client.get(f"{address}?year=2027").json()["provisional"] is False
    client.post(
        f"/api/day-changes/{done['change']}/undo",
        {"reason": "错", "apply": True},
        "application/json",
    )
    assert client.get(f"{address}?year=2027").json() == found
