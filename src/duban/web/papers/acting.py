"""What is done with papers: drafted, changed, thrown away, numbered, issued, taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Appointment, Jurisdiction, Organisation, User
from duban.web.accounts.rights import Role
from duban.web.handling.models import Assignment
from duban.web.ledger.filestore import keep
from duban.web.papers.choosing import Chosen, chosen_again
from duban.web.papers.freezing import frozen
from duban.web.papers.kinds.bulletins import listed_items
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.kinds.sheet import Audience, Facts, Sheet
from duban.web.papers.models import Paper, State
from duban.web.papers.rendering import covered, docx, personal_in, template_of
from duban.web.papers.steps import taking
from duban.web.refusals import OutOfTurn, ReasonMissing
from duban.web.supervision.bulletins import send_out as send_items_out
from duban.web.supervision.models import (
    BulletinItem,
    BulletinState,
    NoticeKind,
    PaperKind,
    SeriesName,
)
from duban.web.supervision.numbering import LONGEST, begin_after, next_number, prefix_of
from duban.web.supervision.people import people_of
from duban.web.supervision.telling import Matter, tell
from duban.writing.wording import clean

CHOSEN = ("title", "day", "plan", "edition", "order", "organisation", "period", "choices")


def facts_of(member: Member, chosen: Chosen) -> Facts:
    """The facts as they stand now, personal data covered unless the office keeps it."""
    facts = chosen.sheet.gather(chosen.subject(member))
    return covered(facts) if chosen.mask else facts


def draft(member: Member, chosen: Chosen, on: date) -> Paper:
    """Keep the choices as a draft; its facts stay open until it is numbered."""
    place = chosen.subject(member).place
    with taking("paper.draft", place.pk, member) as taken:
        _refuse_second(chosen)
        paper = Paper(jurisdiction=place, kind=chosen.sheet.kind, made_by=member.user)
        _fill(member, paper, chosen)
        paper.save()
        taken.subject = paper
        taken.facts |= {"kind": paper.kind, "on": str(on)}
    return paper


def change(member: Member, key: int, chosen: Chosen) -> Paper:
    with taking("paper.change", key, member) as taken:
        _fill(member, taken.row, chosen)
        taken.saves += CHOSEN
    paper: Paper = taken.row
    return paper


def _fill(member: Member, paper: Paper, chosen: Chosen) -> None:
    facts = facts_of(member, chosen)
    paper.title = chosen.sheet.paper(facts).title[:300]
    paper.day = chosen.day
    paper.plan, paper.edition, paper.order = chosen.plan, chosen.edition, chosen.order
    paper.organisation = chosen.unit
    paper.period = "" if chosen.period is None else str(chosen.period)
    paper.choices = {"words": chosen.words, "mask": chosen.mask}


def _refuse_second(chosen: Chosen) -> None:
    """An order has one paper at a time."""
    if chosen.order is None:
        return
    there = Paper.objects.filter(order=chosen.order).exclude(state=State.WITHDRAWN).first()
    if there is not None:
        raise OutOfTurn(
            _("%(number)s已有一份公文（%(state)s），请在那份上办理。")
            % {"number": chosen.order.label, "state": there.get_state_display()}
        )


@transaction.atomic
def discard(member: Member, key: int) -> None:
    with taking("paper.discard", key, member) as taken:
        paper: Paper = taken.row
    paper.delete()


def number(member: Member, key: int, on: date) -> Paper:
    """Take the next number of the series, gather the facts for the last time, keep the file.

    The paper of an order bears the order's own number.
    """
    with taking("paper.number", key, member) as taken:
        paper: Paper = taken.row
        sheet = SHEETS[PaperKind(paper.kind)]
        facts = facts_of(member, chosen_again(sheet, paper))
        _take_number(paper)
        if paper.kind == PaperKind.BULLETIN and paper.plan is not None:
            items = listed_items(paper.plan).values_list("pk", flat=True)
            paper.choices = paper.choices | {"items": list(items)}
            taken.saves.append("choices")
        facts = _numbered(facts, paper.label)
        paper.template = template_of(paper.jurisdiction_id, paper.kind)
        paper.facts = frozen(facts)
        paper.title = sheet.paper(facts).title[:300]
        paper.sha256, _size = keep([docx(sheet, facts, paper.template)], "paper.docx")
        paper.numbered_by, paper.numbered_on = member.user, on
        taken.saves += ["series", "year", "number", "facts", "template", "sha256", "title"]
        taken.saves += ["numbered_by", "numbered_on"]
        taken.facts |= {"number": paper.label, "sha256": paper.sha256}
        if found := personal_in(facts):
            # the office was told, and let it stand
            taken.facts["personal"] = found
        _address(paper, sheet)
    return paper


def _take_number(paper: Paper) -> None:
    if paper.order is not None:
        held = paper.order
        if Paper.objects.filter(order=held, state__in=[State.NUMBERED, State.ISSUED]).exists():
            raise OutOfTurn(_("%(number)s已有一份公文。") % {"number": held.label})
        paper.series, paper.year, paper.number = held.series, held.year, held.number
        return
    place, year = paper.jurisdiction, paper.day.year
    paper.series = prefix_of(place, PaperKind(paper.kind))
    paper.year, paper.number = year, next_number(place, paper.series, year)


def _numbered(facts: Facts, label: str) -> Facts:
    if any(one.name == "number" for one in fields(facts)):
        return replace(facts, number=label)
    return facts


def _address(paper: Paper, sheet: Sheet) -> None:
    """To whom it goes: those who will see it once it is issued."""
    units: Iterable[int] = ()
    people: Iterable[int] = ()
    place = paper.jurisdiction_id
    match sheet.audience:
        case Audience.UNIT:
            unit = paper.organisation if paper.order is None else paper.order.organisation
            units = () if unit is None else (unit.pk,)
            people = _leaders_of_unit(paper)
        case Audience.ALL:
            units = Organisation.objects.filter(jurisdiction=place, active=True).values_list(
                "pk", flat=True
            )
            people = _leaders_in(paper.jurisdiction)
        case Audience.LEADERS:
            people = _leaders_in(paper.jurisdiction)
        case Audience.NOBODY:
            pass
    paper.units.set(list(units))
    paper.people.set(list(people))


def _leaders_in(place: Jurisdiction) -> Iterable[int]:
    held = Appointment.objects.filter(role=Role.LEADER, organisation__jurisdiction=place)
    return held.values_list("user", flat=True).distinct()


def _leaders_of_unit(paper: Paper) -> Iterable[int]:
    if paper.order is not None:
        return paper.order.task.led_by.values_list("pk", flat=True)
    held = Assignment.objects.held().filter(organisation=paper.organisation, task__plan=paper.plan)
    led = User.objects.filter(pk__in=held.values("task__led_by"))
    return led.values_list("pk", flat=True)


def issue(member: Member, key: int, on: date) -> Paper:
    """It went out: those to whom it is addressed see it now, and are told."""
    with taking("paper.issue", key, member) as taken:
        paper: Paper = taken.row
        paper.issued_by, paper.issued_on = member.user, on
        taken.saves += ["issued_by", "issued_on"]
        _tell(paper, on, _("收到%(kind)s%(number)s：%(title)s"))
        _note_items(member, paper, on)
    return paper


def _note_items(member: Member, paper: Paper, on: date) -> None:
    """What was listed for the bulletin has gone out with it, unless it was dropped meanwhile."""
    keys = paper.choices.get("items", [])
    listed = BulletinItem.objects.filter(pk__in=keys, state=BulletinState.LISTED)
    waiting = list(listed.order_by("pk").values_list("pk", flat=True))
    if waiting:
        send_items_out(member, waiting, paper.label, on, paper.title)


def _tell(paper: Paper, on: date, sentence: str) -> None:
    """An order's unit was told when the order was issued."""
    if paper.order_id is not None:
        return
    people = people_of([paper.jurisdiction_id])
    users = [
        user for unit in paper.units.values_list("pk", flat=True) for user in people.of_unit(unit)
    ]
    users += paper.people.values_list("pk", flat=True)
    said = {"kind": paper.get_kind_display(), "number": paper.label, "title": paper.title}
    key = f"公文|{paper.pk}|{paper.state}"
    tell(Matter(NoticeKind.PAPER, key, sentence % said, on), users)


def withdraw(member: Member, key: int, reason: str, on: date) -> Paper:
    """The number stays with it; whoever saw it sees that it is taken back."""
    with taking("paper.withdraw", key, member, reason=reason) as taken:
        paper: Paper = taken.row
        paper.withdrawn_by, paper.withdrawn_on = member.user, on
        paper.reason = clean(reason).strip()[:300]
        taken.saves += ["withdrawn_by", "withdrawn_on", "reason"]
        if paper.issued_on is not None:
            _tell(paper, on, _("%(kind)s%(number)s已撤回：%(title)s"))
    return paper


def send_out(member: Member, key: int, on: date) -> Paper:
    """Number and issue in one press."""
    with transaction.atomic():
        number(member, key, on)
        return issue(member, key, on)


@dataclass(frozen=True, slots=True)
class Naming:
    """`used`: the last number given out by hand this year; None: numbers begin here."""

    kind: PaperKind
    name: str
    used: int | None = None


def name_series(member: Member, place_id: int, wanted: Naming, on: date) -> None:
    """Set what the numbers of a kind begin with, and where this year's serial goes on from."""
    name = wanted.name.strip()
    with taking("series.name", place_id, member) as taken:
        place: Jurisdiction = taken.row
        if not name or len(name) > LONGEST or any(sign in name for sign in "〔〕 \t\n"):
            raise ReasonMissing(
                _("代字不能为空，不超过%(most)s个字，不含空格和〔〕。") % {"most": LONGEST}
            )
        before = prefix_of(place, wanted.kind)
        SeriesName.objects.update_or_create(
            jurisdiction=place, kind=wanted.kind, defaults={"name": name}
        )
        if wanted.used is not None:
            begin_after(place, name, on.year, wanted.used)
        taken.facts |= {
            "kind": wanted.kind.value,
            "from": before,
            "to": name,
            "used": wanted.used,
        }
