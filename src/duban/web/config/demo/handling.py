"""The sample plans handed out, signed for by the sample units, some taken up, moved and closed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from duban import samples
from duban.web.accounts.member import Member, member_of
from duban.web.accounts.models import Jurisdiction, Organisation, User
from duban.web.config.demo.places import DISTRICT, SAMPLE_TOWN
from duban.web.handling.changing import Answer, Paper, ask, decide
from duban.web.handling.closing import close, name_verifier, report_done
from duban.web.handling.handing_down import take_up
from duban.web.handling.holding import due_of
from duban.web.handling.issuing import issue_plan, sign
from duban.web.handling.models import Assignment, ChangeKind, HandedDown, Part, Receipt, Verdict
from duban.web.handling.resolving import match_name, suggest, unknown_names
from duban.web.handling.steps import take
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Edition, Plan, Task, TaskState

#: paper, whose ledger, the office that hands out, the unit head and liaison who go on with it
HANDED_OUT = (
    (samples.DISTRICT, DISTRICT[1], "yunze"),
    (samples.TOWN, SAMPLE_TOWN, "liuxi"),
)


def hand_out(_folder: Path) -> None:
    """Hand the two lists out; nothing where that was done already."""
    fresh = False
    for name, place, who in HANDED_OUT:
        edition = Edition.objects.filter(jurisdiction__name=place, file_name=name).first()
        if edition is None or edition.plan is None:
            continue
        if edition.plan.tasks.exclude(state=TaskState.REGISTERED).exists():
            continue
        _match_likely(_person(f"{who}-office"), edition.plan)
        issue_plan(_person(f"{who}-office"), edition.plan.pk)
        _begin(_person(f"{who}-head"), _person(f"{who}-liaison"), edition.plan)
        fresh = True
    if fresh:
        _take_up(_person("liuxi-office"))
        _move_and_close()


def _person(login: str) -> Member:
    return member_of(User.objects.get(username=login))


def _match_likely(office: Member, plan: Plan) -> None:
    """Names that are all but those of an organisation; the others stay for whoever looks."""
    units = list(Organisation.objects.filter(jurisdiction=plan.jurisdiction, active=True))
    unknown = unknown_names(plan, Directory(plan.jurisdiction_id))
    suggest(unknown, units)
    for one in unknown:
        near = [unit for unit in units if unit.pk in one.likely and one.name in unit.name]
        if len(near) == 1:
            match_name(office, plan.jurisdiction, one.name, near[0].pk)


def _begin(head: Member, liaison: Member, plan: Plan) -> None:
    """The sample unit signs for its tasks and starts those it leads alone."""
    unit = head.posts[0].organisation_id
    own = Assignment.objects.held().filter(task__plan=plan, organisation=unit)
    for part in own.filter(receipt=Receipt.WAITING):
        sign(head, part.pk)
    led = own.filter(role=Part.LEAD, task__state=TaskState.RECEIVED)
    for part in led.select_related("task"):
        take("start", part.task_id, liaison)


def _take_up(office: Member) -> None:
    """The town takes up what has a task of the same words in its own ledger."""
    town = Jurisdiction.objects.get(name=SAMPLE_TOWN)
    own = {task.title: task for task in Task.objects.filter(jurisdiction=town)}
    for handed in HandedDown.objects.filter(jurisdiction=town, state="offered"):
        core = handed.title[-4:]
        near = [task for title, task in own.items() if core in title]
        if len(near) == 1:
            take_up(office, handed.pk, near[0].pk)


def _move_and_close() -> None:
    """One extension agreed to and one task closed, both of the town's sample unit."""
    head, office = _person("liuxi-head"), _person("liuxi-office")
    under_way = Task.objects.filter(
        jurisdiction__name=SAMPLE_TOWN, state=TaskState.UNDER_WAY, assignments__role=Part.LEAD
    ).filter(assignments__organisation=head.posts[0].organisation_id)
    tasks = list(under_way.distinct().order_by("position"))
    dated = next((task for task in tasks if task.due_day is not None), None)
    if dated is not None:
        _extend(head, office, dated)
        tasks.remove(dated)
    if tasks:
        done, on = tasks[-1], date(2026, 9, 10)
        report_done(head, done.pk, "各项要求均已完成，资料已归集。", on)
        name_verifier(office, done.pk, office.user.pk)
        close(office, done.pk, "查阅资料并到现场看过，属实。", on + timedelta(days=3))


def _extend(head: Member, office: Member, task: Task) -> None:
    on = date(2026, 8, 20)
    now = due_of(task, on).now
    if now is None:
        return
    day = max(now, on) + timedelta(days=30)
    paper = Paper(ChangeKind.EXTENSION, "汛期连续降雨，施工受阻。", day, "主体已完成。")
    asked = ask(head, task.pk, paper, on)
    decide(office, asked.pk, Answer(Verdict.APPROVE, "同意延期，抓紧收尾。"), on)
