"""January: offices and people entered, the lists brought in, handed out and signed for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File

from duban import samples
from duban.plan import Period
from duban.samples.below import write_town_list
from duban.tracking.books import text_of
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Role
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.ledgers import (
    DISTRICT_LEDGER,
    LIUXI,
    OTHERS,
    YEAR,
    Ledger,
    in_town,
    rest_of,
)
from duban.web.config.demo.people import make_administrator, make_people
from duban.web.config.demo.places import DISTRICT, SAMPLE_TOWN, make_jurisdictions, make_places
from duban.web.config.demo.story import Act
from duban.web.handling import naming
from duban.web.handling.handing_down import decline, take_up
from duban.web.handling.indicating import confirm_indicators, proposals
from duban.web.handling.issuing import issue_plan, sign
from duban.web.handling.models import Assignment, HandedDown, Part, Receipt, Rollup
from duban.web.handling.proposing import Proposal, Wanted
from duban.web.handling.resolving import suggest, unknown_names
from duban.web.handling.steps import take
from duban.web.ledger.confirming import confirm
from duban.web.ledger.correcting import correct
from duban.web.ledger.directory import Directory
from duban.web.ledger.findings import waive
from duban.web.ledger.intake import read_edition
from duban.web.ledger.models import Edition, Plan, Task, TaskState
from duban.web.ledger.uploading import take_in
from duban.web.reports.scheduling import set_calendar
from duban.web.supervision import rulebooks

SET_UP, ISSUED_ABOVE = date(2026, 1, 12), date(2026, 1, 15)
BROUGHT_IN, HANDED_OUT, BEGUN = date(2026, 1, 19), date(2026, 1, 20), date(2026, 1, 22)

#: what an office writes into its draft before it confirms it: number in the list → field → words
LEADERS_ABOVE = {
    "示例·区分管经济领导": (*range(1, 8), 21, 28),
    "示例·区分管领导": (*range(8, 18), *range(22, 28)),
    "示例·区分管民生领导": (*range(18, 21), *range(29, 41)),
}
DUE_IN_LIUXI = {17: "2026.12", 22: "2026.9", 28: "2026.10", 44: "2026.10"}
#: tasks whose first proposal alone is an indicator: the other counts what no period asks for
FIRST_ALONE = {("district", 16), ("liuxi", 21)}
#: tasks whose first indicator starts anew each quarter
ANEW_EACH_QUARTER = {("liuxi", 23)}
#: tasks of the district whose money is followed beside what it buys
MONEY_FOLLOWED = frozenset({8, 10, 12, 13, 14, 18, 22, 23, 25, 28, 31, 34, 36})
#: parts that units have not signed for: (number, unit)
UNSIGNED = {(7, "区税务局"), (28, "区机管局"), (37, "区文联")}
#: shares nobody answered yet, and one that was declined: (town, the district's number)
OPEN_OFFERS = {("柳溪镇", 26), ("西渡镇", 26), ("南浦街道", 40)}
DECLINED = {
    ("柳溪镇", 34): "新建学校由区教育局统一实施，镇级只配合征地。",
    ("云泽街道", 15): "街道没有村级集体经济组织，请另行安排。",
}


def acts(folder: Path) -> Iterator[Act]:
    yield Act(SET_UP, partial(_set_up, folder))
    yield Act(ISSUED_ABOVE, _bring_in_above)
    yield Act(ISSUED_ABOVE, _adopt_rules)
    yield Act(date(2026, 1, 16), partial(_hand_out, DISTRICT_LEDGER))
    yield Act(BROUGHT_IN, _bring_in_below)
    for ledger in (LIUXI, *OTHERS):
        yield Act(HANDED_OUT, partial(_hand_out, ledger))
    for ledger in (DISTRICT_LEDGER, LIUXI, *OTHERS):
        yield Act(date(2026, 1, 21), partial(_sign, ledger))
        yield Act(BEGUN, partial(_start, ledger))
    for ledger in (LIUXI, *OTHERS):
        yield Act(date(2026, 1, 21), partial(_answer_the_district, ledger))


def _set_up(folder: Path, cast: Cast, _on: date) -> None:
    admin = make_administrator(make_jurisdictions())
    make_places(admin)
    make_people(admin, folder, cast)


def _brought_in(cast: Cast, place: str, path: Path) -> Edition:
    office = cast.office(place)
    with path.open("rb") as file:
        edition = take_in(office, Jurisdiction.objects.get(name=place), File(file, name=path.name))
    read_edition(edition.pk)
    return edition


def _bring_in_above(cast: Cast, _on: date) -> None:
    with TemporaryDirectory() as drawn:
        above, *_rest = samples.write(Path(drawn))
        edition = _brought_in(cast, DISTRICT[1], above)
    leaders = {number: name for name, numbers in LEADERS_ABOVE.items() for number in numbers}
    _complete(cast.office(DISTRICT[1]), edition, "leaders", leaders)
    _let_stand(cast.office(DISTRICT[1]), edition)
    confirm(cast.office(DISTRICT[1]), edition.pk)


def _bring_in_below(cast: Cast, _on: date) -> None:
    """The towns' lists into their ledgers; 柳溪镇's work report is still to be checked."""
    with TemporaryDirectory() as drawn:
        _above, own, report = samples.write(Path(drawn))
        edition = _brought_in(cast, SAMPLE_TOWN, own)
        _complete(cast.office(SAMPLE_TOWN), edition, "due", DUE_IN_LIUXI)
        confirm(cast.office(SAMPLE_TOWN), edition.pk)
        _brought_in(cast, SAMPLE_TOWN, report)
        for ledger in OTHERS:
            path = write_town_list(ledger.place, Path(drawn))
            confirm(cast.office(ledger.place), _brought_in(cast, ledger.place, path).pk)


def _complete(office: Member, edition: Edition, field: str, words: dict[int, str]) -> None:
    keys = dict(edition.entries.filter(number__in=words).values_list("number", "key"))
    for number, text in words.items():
        correct(office, edition.pk, keys[number], field, text)


def _let_stand(office: Member, edition: Edition) -> None:
    """One finding is no mistake, and a waiver says why."""
    defect = edition.defects.filter(severity="info").order_by("position").first()
    if defect is not None:
        waive(office, edition.pk, defect.pk, "项目主要在下半年集中实施，进度安排属实。")


def _adopt_rules(cast: Cast, on: date) -> None:
    """柳溪镇's own edition of the plain rules; everybody else goes by them as they are shipped."""
    town = Jurisdiction.objects.get(name=SAMPLE_TOWN)
    text = text_of("ratio").replace("名称: 完成比亮灯规则", f"名称: {SAMPLE_TOWN}亮灯规则")
    text = text.replace("版本: 通用", f'版本: "{YEAR}"').replace("2000-01-01", f"{YEAR}-01-01")
    rulebooks.adopt(cast.office(SAMPLE_TOWN), town.pk, text, on)


def _hand_out(ledger: Ledger, cast: Cast, _on: date) -> None:
    office, plan = cast.office(ledger.place), ledger.plan
    _match_likely(office, plan)
    directory = Directory(plan.jurisdiction_id)
    for task in plan.tasks.select_related("edition"):
        mended = _mended(ledger, task)
        if mended is not None:
            confirm_indicators(office, task.pk, mended, directory)
    issue_plan(office, plan.pk)
    set_calendar(office, plan.pk, YEAR, ledger.settings)


def _match_likely(office: Member, plan: Plan) -> None:
    """Names that are all but those of an organisation; the others stay for whoever looks."""
    units = list(Organisation.objects.filter(jurisdiction=plan.jurisdiction, active=True))
    unknown = unknown_names(plan, Directory(plan.jurisdiction_id))
    suggest(unknown, units)
    for one in unknown:
        near = [unit for unit in units if unit.pk in one.likely and one.name in unit.name]
        if len(near) == 1:
            naming.match(office, plan.jurisdiction, one.name, near[0].pk)


def _mended(ledger: Ledger, task: Task) -> list[Proposal] | None:
    """The indicators an office confirms where the plan's words alone would not do."""
    place = (ledger.key, task.number)
    if place in FIRST_ALONE:
        return list(proposals(task)[:1])
    if place in ANEW_EACH_QUARTER:
        first, *rest = proposals(task)
        return [replace(first, cumulative=False), *rest]
    if ledger is DISTRICT_LEDGER and task.number in MONEY_FOLLOWED and task.investment is not None:
        whole = Wanted(Period.year(YEAR), task.investment.quantize(Decimal(1)))
        return [*proposals(task), Proposal("完成投资", "元", (whole,), rollup=Rollup.SUM)]
    return None


def _sign(ledger: Ledger, cast: Cast, _on: date) -> None:
    """Every unit signs that has a head of its own; what is a town's is answered by the town."""
    waiting = Assignment.objects.held().filter(task__plan=ledger.plan, receipt=Receipt.WAITING)
    for part in waiting.select_related("task", "organisation").order_by("pk"):
        late = ledger is DISTRICT_LEDGER and (part.task.number, part.name) in UNSIGNED
        if not late and cast.has(Role.UNIT_HEAD, part.organisation_id):
            sign(cast.head(part.organisation_id), part.pk)


def _start(ledger: Ledger, cast: Cast, _on: date) -> None:
    led = Assignment.objects.held().filter(
        task__plan=ledger.plan, role=Part.LEAD, task__state=TaskState.RECEIVED
    )
    begun: set[int] = set()
    for part in led.order_by("pk"):
        if part.task_id not in begun:
            begun.add(part.task_id)
            take("start", part.task_id, cast.liaison(part.organisation_id))


def _answer_the_district(ledger: Ledger, cast: Cast, _on: date) -> None:
    """The town takes up what it was handed by tasks of its own, and says so where it cannot."""
    office, own = cast.office(ledger.place), in_town(ledger.place)
    tasks = dict(ledger.plan.tasks.values_list("number", "pk"))
    offered = HandedDown.objects.filter(jurisdiction__name=ledger.place, state="offered")
    for handed in offered.select_related("assignment__task").order_by("pk"):
        above = handed.assignment.task.number or 0
        if (ledger.place, above) in OPEN_OFFERS:
            continue
        reason = DECLINED.get((ledger.place, above))
        number = own.get(above, rest_of(ledger.place))
        if reason is not None:
            decline(office, handed.pk, reason)
        elif number in tasks:
            take_up(office, handed.pk, tasks[number])
