"""Three real lists go through their whole year over HTTP: from the file to the archive.

Every task is imported, handed out, signed for, begun, reported every quarter, reviewed, reported
done, verified, closed, struck off and archived. Single acts (a return, a reminder, an order, an
instruction, an extension, an adjustment, a task sent back, a look on the spot) are done to one
task. Nothing that was read is corrected. Names the town does not know are entered as units of
their own; one liaison and one head stand for all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.web.walks.walking import Office, count_by, figure_for

from duban.plan import Period
from duban.web.accounts.models import Appointment, Organisation
from duban.web.accounts.rights import Role
from duban.web.journal.models import Entry

pytestmark = pytest.mark.django_db

LISTS = ("liantang-2026-targets", "qingpu-2023-rural", "qingpu-2026-construction")
DONE = "全年任务已完成，资料齐全。"


class Year:
    """One list's year, season by season; it counts every act it does, by the journal's verb."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.acts: Counter[str] = Counter()
        self.plan: dict[str, Any] = {}
        self.tasks: list[int] = []
        self.handling: dict[int, Any] = {}
        self.stones: dict[int, list[tuple[int, date]]] = {}

    # the paper comes in

    def bring_in(self, file: Path) -> None:
        """Read, confirmed as it was read; the site then knows how many tasks there are."""
        office = self.office
        edition = office.bring_in(file)
        assert edition["state_label"] == "待核对", edition
        read = office.get("office", f"/imports/{edition['id']}/plan")
        confirmed = office.post("office", f"/imports/{edition['id']}/confirm")
        self.plan = office.get("office", f"/plans/{confirmed['plan']}")
        assert self.plan["tasks"] == len(read["tasks"]) > 0
        self.acts += Counter({"edition.upload": 1, "edition.confirm": 1, "edition.settle": 1})
        page = 1
        while len(self.tasks) < self.plan["tasks"]:
            asked = f"/tasks?plan={self.plan['id']}&size=200&page={page}"
            self.tasks += [task["id"] for task in office.get("office", asked)["tasks"]]
            page += 1

    # the year begins

    def hand_out(self) -> None:
        office, plan = self.office, self.plan["id"]
        unknown = office.get("office", f"/plans/{plan}/unknown-names")
        for one in unknown:
            office.submit(
                "office", f"/handling/plans/{plan}/match/", name=one["name"], kind="department"
            )
        self.acts["organisation.add"] = len(unknown)
        assert office.get("office", f"/plans/{plan}/unknown-names") == []
        self._appoint(list(Organisation.objects.filter(jurisdiction=office.cast.town)))
        issued = office.post("office", f"/plans/{plan}/issue")
        for row in issued["left"]:
            # the paper names nobody: the office does
            office.post("office", f"/tasks/{row['task']}/issue", leads=[office.cast.unit.pk])
        self.acts["task.issue"] = len(self.tasks)

    def _appoint(self, units: list[Organisation]) -> None:
        people = self.office.cast.people
        for part, role in (("liaison", Role.LIAISON), ("unit_head", Role.UNIT_HEAD)):
            for unit in units:
                Appointment.objects.get_or_create(user=people[part], role=role, organisation=unit)

    def sign_and_begin(self) -> None:
        """All is signed for, a page at a time; each task is begun by itself."""
        office = self.office
        while tasks := self._waiting_to_be_signed_for():
            answers = office.post("unit_head", "/acts/sign", tasks=tasks)
            assert all(answer["done"] for answer in answers), answers
        for task in self.tasks:
            held = office.post("liaison", f"/tasks/{task}/steps/start")
            assert held["state"] == "under_way"
            assert {part["receipt"] for part in held["assignments"]} == {"received"}
            self.acts["task.sign"] += len(held["assignments"])
            self.acts["task.start"] += 1
            self.handling[task] = held
        self.acts["task.indicate"] = sum(bool(one["indicators"]) for one in self.handling.values())

    def _waiting_to_be_signed_for(self) -> list[int]:
        page = self.office.client("unit_head").get("/handling/sign/").content.decode()
        return sorted({int(key) for key in re.findall(r'name="task" value="(\d+)"', page)})

    # the year goes on

    def report(self, period: dict[str, Any], *, send_one_back: bool = False) -> None:
        """Every task's figures of a period: saved, sent, and accepted at the first or second
        look."""
        office, last_day = self.office, Period.parse(period["period"]).last_day
        office.clock.turn(last_day + timedelta(days=1))
        owed = office.get("liaison", "/reports/owed")
        mine = [row for row in owed if row["period"] == period["id"] and row["files"]]
        assert sorted(row["task"] for row in mine) == sorted(self.tasks)
        for row in mine:
            task = row["task"]
            values = {
                str(one["id"]): figure_for(one, last_day)
                for one in self.handling[task]["indicators"]
            }
            saved = office.ask(
                "liaison",
                "put",
                f"/reports/of/{row['assignment']}/{period['id']}",
                {"version": 0, "values": values, "progress": "按计划推进。"},
            )
            here = f"/reports/{saved['id']}"
            office.post("liaison", f"{here}/submit")
            if send_one_back:
                send_one_back = False
                office.ask("office", "post", f"{here}/return", {}, answered=422)
                office.post("office", f"{here}/return", reason="请补充说明")
                office.post("liaison", f"{here}/submit")
                self.acts += Counter({"report.return": 1, "report.submit": 1})
            verdicts = dict.fromkeys(self._stones(task, last_day), "reached")
            accepted = office.post("office", f"{here}/accept", verdicts=verdicts)
            assert accepted["state"] == "accepted"
            assert not accepted["late"]
            self.acts += Counter(("report.begin", "report.submit", "report.accept"))

    def _stones(self, task: int, last_day: date) -> list[int]:
        """The milestones of a task that end in the quarter that ends on a day."""
        quarter = Period.parse(f"{last_day.year}-Q{(last_day.month + 2) // 3}")
        if task not in self.stones:
            read = self.office.get("office", f"/tasks/{task}")["milestones"]
            ends = ((stone["id"], Period.parse(stone["period"]).last_day) for stone in read)
            self.stones[task] = list(ends)
        return [key for key, end in self.stones[task] if quarter.first_day <= end <= last_day]

    def look_at_lights(self) -> Counter[str]:
        """Today's lights, each with its cause."""
        colours: Counter[str] = Counter()
        for task in self.tasks:
            light = self.office.get("office", f"/tasks/{task}/light")
            assert light["cause"]
            colours[light["colour"]] += 1
        return colours

    def chase(self, task: int) -> None:
        office, here = self.office, f"/tasks/{task}"
        assert office.post("office", f"{here}/remind", words="请抓紧")["told"] > 0
        order = office.post("office", f"{here}/orders", colour="blue", because="进度偏慢")
        office.post("unit_head", f"/orders/{order['id']}/reply", words="已加派人员")
        closed = office.post("office", f"/orders/{order['id']}/close", words="已落实")
        assert (closed["state"], closed["late"]) == ("closed", False)
        told = office.post("principal", f"{here}/instructions", words="请关注")
        office.post("unit_head", f"/instructions/{told['id']}/answer", words="已办")
        self.acts += Counter(
            ("task.remind", "order.issue", "order.reply", "order.close")
        ) + Counter(("instruction.write", "instruction.answer"))

    def extend(self) -> None:
        """One task with a time limit gets a later one; the first stays visible."""
        office = self.office
        today = office.clock.moment.date()
        timed = [one for one in self.handling.values() if one["due"] is not None]
        timed = [one for one in timed if date.fromisoformat(one["due"]) > today]
        if not timed:
            # a list without time limits has nothing to extend, and is told so
            paper = {"kind": "extension", "reason": "雨季", "day": "2027-06-30", "progress": "过半"}
            self._refused(self.tasks[0], paper)
            return
        task, due = timed[0]["task"], date.fromisoformat(timed[0]["due"])
        later = (due + timedelta(days=30)).isoformat()
        paper = office.post(
            "unit_head",
            f"/tasks/{task}/changes",
            kind="extension",
            reason="雨季",
            day=later,
            progress="过半",
        )
        decided = office.post("office", f"/changes/{paper['id']}/decide", verdict="approve")
        assert (decided["outcome"], decided["granted"]) == ("approved", later)
        held = office.get("office", f"/tasks/{task}/handling")
        assert (held["due"], held["first_due"]) == (later, due.isoformat())
        self.acts += Counter(("change.ask", "change.approve"))

    def _refused(self, task: int, paper: dict[str, Any]) -> None:
        self.office.ask("unit_head", "post", f"/tasks/{task}/changes", paper, answered=409)

    def adjust(self) -> None:
        """One figure of the year's end is lowered by a tenth, agreed to by the leader above."""
        office = self.office
        task, indicator, target = next(
            (one["task"], indicator, target)
            for one in (self.handling[key] for key in self.tasks)
            for indicator in one["indicators"]
            for target in indicator["targets"]
            if target["value"] is not None
            and Decimal(target["value"]) > 0
            and figure_for(indicator, date(self.plan["year"], 12, 31)) == target["value"]
        )
        value = f"{(Decimal(target['value']) * 9 / 10).quantize(Decimal('0.01')).normalize():f}"
        line = {"indicator": indicator["id"], "period": target["period"], "value": value}
        paper = office.post(
            "unit_head", f"/tasks/{task}/changes", kind="adjustment", reason="动迁", lines=[line]
        )
        here = f"/changes/{paper['id']}/decide"
        office.ask("office", "post", here, {"verdict": "approve"}, answered=409)
        office.post("office", here, verdict="pass_up", words="拟同意")
        office.post("principal", here, verdict="approve")
        self.handling[task] = office.get("office", f"/tasks/{task}/handling")
        [now] = [one for one in self.handling[task]["indicators"] if one["id"] == indicator["id"]]
        [held] = [one for one in now["targets"] if one["period"] == target["period"]]
        assert (Decimal(held["value"]), held["first"]) == (Decimal(value), target["value"])
        self.acts += Counter(("change.ask", "change.pass_up", "change.approve"))

    # the year ends

    def close(self) -> None:
        """Every task: done, verified by somebody who did not do it. The first comes back once."""
        office, verifier = self.office, self.office.cast.people["office"].pk
        for number, task in enumerate(self.tasks):
            here = f"/tasks/{task}"
            self._report_done(here, verifier)
            if number == 0:
                back = office.post("office", f"{here}/send-back", words="缺验收单")
                assert back["state"] == "under_way"
                self.acts["task.send_back"] += 1
                self._report_done(here, verifier)
            assert office.post("office", f"{here}/close", words="属实")["state"] == "closed"
            self.acts["task.close"] += 1

    def _report_done(self, here: str, verifier: int) -> None:
        self.office.post("unit_head", f"{here}/report-done", words=DONE)
        self.office.post("office", f"{here}/verifier", user=verifier)
        self.acts += Counter(("task.report_done", "task.name_verifier"))

    def archive(self) -> None:
        """One task is looked at on the spot; then all leave the ledger's work."""
        office = self.office
        drawn = office.post("office", "/draws", jurisdiction=office.cast.town.pk, size=1)
        assert sorted(drawn["pool"]) == sorted(self.tasks)
        [task], [check] = drawn["tasks"], drawn["checks"]
        office.ask("office", "post", f"/tasks/{task}/steps/strike_off", {}, answered=409)
        office.post("office", f"/spot-checks/{check}", true=True, words="现场属实")
        for one in self.tasks:
            office.post("office", f"/tasks/{one}/steps/strike_off")
            office.post("office", f"/tasks/{one}/steps/archive")
            self.acts += Counter(("task.strike_off", "task.archive"))
        self.acts += Counter(("draw.make", "task.draw", "task.look"))


@pytest.mark.long
@pytest.mark.parametrize("name", LISTS)
def test_a_real_list_goes_through_its_year(name: str, corpus: Path, office: Office) -> None:
    year = Year(office)
    first = 2023 if "2023" in name else 2026
    office.clock.turn(date(first, 1, 5))
    year.bring_in(corpus / name / "sheet.xlsx")
    assert year.plan["year"] == first
    year.hand_out()
    year.sign_and_begin()
    settings = {"rhythm": "quarterly", "year": first}
    periods = office.ask("office", "put", f"/plans/{year.plan['id']}/calendar", settings)
    assert len(periods) == 4

    year.report(periods[0], send_one_back=True)
    assert sum(year.look_at_lights().values()) == len(year.tasks)
    year.chase(year.tasks[0])
    year.extend()
    year.adjust()
    for period in periods[1:]:
        year.report(period)
    year.close()
    year.archive()

    listed = [office.get("office", f"/tasks/{task}") for task in year.tasks]
    assert count_by(listed, "state") == {"archived": len(year.tasks)}
    _figures_are_those_of_the_plan(year, periods[-1])
    lines = Counter(Entry.objects.values_list("verb", flat=True))
    assert {verb: lines[verb] for verb in year.acts} == dict(year.acts)


def _figures_are_those_of_the_plan(year: Year, last: dict[str, Any]) -> None:
    """What was accepted for the last quarter is what the plan, as adjusted, wanted by then."""
    end, found = Period.parse(last["period"]).last_day, 0
    for task in year.tasks:
        reports = year.office.get("office", f"/reports?task={task}")
        assert count_by(reports, "state") == {"accepted": 4}
        [report] = [one for one in reports if one["period"] == last["period"]]
        held = {one["indicator"]: Decimal(one["value"]) for one in report["values"]}
        after = year.office.get("office", f"/tasks/{task}/handling")
        wanted = {one["id"]: Decimal(figure_for(one, end)) for one in after["indicators"]}
        assert held == wanted
        found += len(wanted)
    assert found > 0
