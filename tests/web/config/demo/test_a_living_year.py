"""The sample year in September: a believable spread, every kind of act, all done by the steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.config.demo.year import counted, everything, rows
from tests.web.demo import copy_of, duban

LIGHTS = """SELECT light.colour FROM supervision_lightnow AS light
    JOIN ledger_task AS task ON task.id = light.task_id
    JOIN accounts_jurisdiction AS place ON place.id = task.jurisdiction_id
    WHERE place.name = ?"""
#: what the site does by itself
BY_ITSELF = {"tick.run", "edition.begin", "edition.finish", "edition.settle"}


@pytest.mark.parametrize("place", ["云泽区", "柳溪镇"])
def test_most_lights_are_green_and_every_colour_is_there(demo_year: Path, place: str) -> None:
    lights = counted(demo_year, LIGHTS, place)
    total = sum(lights.values())
    assert total >= 40
    assert total // 2 < lights["green"] < total * 4 // 5
    assert 6 <= lights["yellow"] <= total // 4
    assert 2 <= lights["red"] <= 5
    assert 2 <= lights["blue"] <= 5


def test_something_is_grey(demo_year: Path) -> None:
    assert counted(demo_year, "SELECT colour FROM supervision_lightnow")["grey"] >= 1


def test_all_eleven_towns_take_part(demo_year: Path) -> None:
    reported = rows(
        demo_year,
        """SELECT place.name, count(*) FROM reports_report AS report
        JOIN ledger_task AS task ON task.id = report.task_id
        JOIN accounts_jurisdiction AS place ON place.id = task.jurisdiction_id
        WHERE report.state = 'accepted' GROUP BY place.name""",
    )
    assert len(reported) == 12
    assert all(count >= 20 for _place, count in reported)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("SELECT state FROM reports_report", {"accepted", "submitted", "returned", "draft"}),
        ("SELECT late FROM reports_report", {0, 1}),
        ("SELECT kind FROM reports_evidence", {"image", "pdf", "word"}),
        ("SELECT verdict FROM reports_judgement", {"reached", "partly", "not"}),
        ("SELECT state FROM handling_handeddown", {"taken", "declined", "offered"}),
        ("SELECT outcome FROM handling_change", {"approved", "refused", "pending"}),
        ("SELECT level FROM handling_change", {"office", "leader", "principal"}),
        (
            "SELECT kind FROM handling_change",
            {"extension", "adjustment", "suspension", "cancellation", "edition"},
        ),
        ("SELECT state FROM handling_completion", {"reported", "passed", "sent_back"}),
        ("SELECT result FROM handling_spotcheck", {"passed", "failed"}),
        ("SELECT state FROM supervision_order", {"issued", "replied", "closed"}),
        ("SELECT colour FROM supervision_order", {"blue", "yellow", "red"}),
        ("SELECT state FROM supervision_proposal", {"waiting", "confirmed", "dismissed"}),
        ("SELECT state FROM supervision_instruction", {"open", "answered"}),
        (
            "SELECT state FROM ledger_task",
            {
                *("under_way", "reported", "closed", "struck_off", "archived"),
                *("suspended", "cancelled"),
            },
        ),
    ],
)
def test_every_kind_is_there(demo_year: Path, question: str, wanted: set[object]) -> None:
    assert wanted <= set(counted(demo_year, question))


def test_every_line_of_the_journal_has_a_person(demo_year: Path) -> None:
    nobody = counted(demo_year, "SELECT verb FROM journal_entry WHERE actor = ''")
    assert set(nobody) <= BY_ITSELF
    named = counted(demo_year, "SELECT verb FROM journal_entry WHERE actor <> ''")
    assert sum(named.values()) > 5000


def test_no_state_was_reached_past_the_steps(demo_year: Path) -> None:
    """The last line of the journal that moved a thing says the state it is in."""
    for table, subject, verbs in (
        ("ledger_task", "ledger.task", "task.%"),
        ("reports_report", "reports.report", "report.%"),
    ):
        wrong = rows(
            demo_year,
            f"""SELECT thing.id, thing.state, line.after FROM {table} AS thing
            LEFT JOIN journal_entry AS line ON line.id = (
                SELECT max(id) FROM journal_entry WHERE subject_type = ? AND subject_id = thing.id
                AND verb LIKE ? AND after IS NOT NULL)
            WHERE thing.state NOT IN ('draft', 'registered')
            AND (line.after IS NULL OR json_extract(line.after, '$') <> thing.state)""",  # noqa: S608
            subject,
            verbs,
        )
        assert wrong == [], table


def test_what_the_district_reports_is_what_its_towns_reported(demo_year: Path) -> None:
    """农村公路提档升级 at the end of July, accepted in every town that has a share in it."""
    figures = dict(
        rows(
            demo_year,
            """SELECT place.name, value.value FROM reports_value AS value
            JOIN handling_indicator AS one ON one.id = value.indicator_id
            JOIN reports_report AS report ON report.id = value.report_id
            JOIN reports_reportingperiod AS period ON period.id = report.period_id
            JOIN ledger_task AS task ON task.id = report.task_id
            JOIN accounts_jurisdiction AS place ON place.id = task.jurisdiction_id
            WHERE one.metric = '农村公路提档升级' AND period.period = '2026-M07'
            AND report.state = 'accepted'""",
        )
    )
    above = figures.pop("云泽区")
    assert len(figures) == 9
    assert above == pytest.approx(sum(figures.values()), abs=0.05)


def test_the_same_day_again_changes_nothing(demo_year: Path, tmp_path: Path) -> None:
    data = copy_of(demo_year, tmp_path / "again")
    before = everything(data)
    made = duban("demo", "--data", str(data), "--no-serve", "--json", "--date", "2026-09-18")
    assert made.returncode == 0, made.stderr
    assert everything(data) == before


def test_a_later_day_goes_on(demo_year: Path, tmp_path: Path) -> None:
    data = copy_of(demo_year, tmp_path / "later")
    made = duban("demo", "--data", str(data), "--no-serve", "--json", "--date", "2026-10-14")
    assert made.returncode == 0, made.stderr
    assert (data / "demo-day").read_text(encoding="ascii").strip() == "2026-10-14"
    september = """SELECT report.state FROM reports_report AS report
        JOIN reports_reportingperiod AS period ON period.id = report.period_id
        WHERE period.period = '2026-M09'"""
    assert counted(demo_year, september)["accepted"] == 0
    assert counted(data, september)["accepted"] > 80
    ticks = [day for (day,) in rows(data, "SELECT day FROM supervision_tick ORDER BY day")]
    assert ticks[-1] == "2026-10-14"
    # what stood before still stands, word for word
    kept = rows(data, "SELECT * FROM journal_entry WHERE at < '2026-09-18 16:00:00' ORDER BY id")
    assert kept == rows(demo_year, "SELECT * FROM journal_entry ORDER BY id")
