"""A unit shares its part out: to its own people, to villages or towns; shares must add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from duban.plan import Comparator
from duban.web.accounts.member import Member
from duban.web.accounts.models import Appointment, Organisation, OrganisationKind, Succession, User
from duban.web.accounts.rights import RIGHTS, Right
from duban.web.handling.handing_down import tell_towns, withdraw
from duban.web.handling.holding import targets_of
from duban.web.handling.issuing import Duty, assign
from duban.web.handling.models import Assignment, Indicator, Part, Rollup, Share
from duban.web.handling.steps import taking
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn, ReasonMissing

FLOORS = frozenset({Comparator.AT_LEAST, Comparator.MORE})
CEILINGS = frozenset({Comparator.AT_MOST, Comparator.LESS})
FILING = [role for role, rights in RIGHTS.items() if Right.FILE in rights]
BELOW = (OrganisationKind.VILLAGE, OrganisationKind.TOWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One share asked for: an organisation's or a person's (keys; exactly one is set)."""

    value: Decimal
    organisation: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """What the shares have to come to."""

    value: Decimal
    unit: str
    comparator: Comparator = Comparator.EQUAL


def gap(whole: Whole, parts: Iterable[Decimal]) -> Decimal:
    """By how much the parts miss the whole, as a person would mend it: + too much, - too little.

    A floor may be overshot and a ceiling undershot; both then count as met.
    """
    rest = sum(parts, Decimal(0)) - whole.value
    if whole.comparator in FLOORS and rest > 0:
        return Decimal(0)
    if whole.comparator in CEILINGS and rest < 0:
        return Decimal(0)
    return rest


def whole_of(indicator: Indicator, own: Assignment, on: date) -> Whole | None:
    """The unit's own share, else the last target in force; None where figures do not add up
    (a rate, an average) or there is none."""
    if indicator.rollup != Rollup.SUM:
        return None
    share = indicator.shares.filter(organisation=own.organisation_id).exclude(given_by=own).first()
    if share is not None:
        return Whole(share.amount, indicator.unit)
    held = [one.now for one in targets_of([indicator], on)[indicator.pk].values() if one.now]
    if not held:
        return None
    if indicator.cumulative:
        last = max(held, key=lambda target: (target.last_day, -target.first_day.toordinal()))
        return Whole(last.amount, indicator.unit, Comparator(last.comparator))
    total = sum((target.amount for target in held), Decimal(0))
    return Whole(total, indicator.unit, Comparator(held[-1].comparator))


def organisations_below(own: Assignment) -> QuerySet[Organisation]:
    """Whom a unit may break its part down to: its own units, and the villages and towns here."""
    beneath = Q(parent=own.organisation_id) | Q(kind__in=BELOW)
    return Organisation.objects.filter(
        beneath, jurisdiction=own.task.jurisdiction_id, active=True
    ).exclude(pk=own.organisation_id)


def borne_otherwise(own: Assignment, indicator: Indicator) -> QuerySet[Share]:
    """What other units bear of the indicator by the plan's own words, or from another unit."""
    shares = indicator.shares.filter(organisation__isnull=False).exclude(given_by=own)
    others = shares.exclude(organisation=own.organisation_id)
    return others.select_related("organisation", "indicator", "task")


def own_people(own: Assignment) -> QuerySet[User]:
    """Those who answer for the unit's reports: what they bear stands among what they owe."""
    units = {own.organisation_id, *Succession.objects.heirs_of([own.organisation_id])}
    posts = Appointment.objects.filter(role__in=FILING, organisation__in=units)
    return User.objects.filter(is_active=True, pk__in=posts.values("user"))


def break_down(
    member: Member, assignment_id: int, indicator_id: int, lines: Sequence[Line], on: date
) -> list[Share]:
    """Put these shares in place of those the unit gave before; none at all takes them back."""
    own = Assignment.objects.select_related("task").get(pk=assignment_id)
    with taking("break_down", own.task_id, member, own=own) as taken:
        own = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment_id)
        indicator = _indicator(taken.task, own, indicator_id)
        _refuse_unfit(own, indicator, lines, on)
        before = [str(share) for share in _given(own, indicator)]
        _given(own, indicator).delete()
        rows = Share.objects.bulk_create(
            Share(
                task=taken.task,
                indicator=indicator,
                given_by=own,
                organisation_id=line.organisation,
                person_id=line.person,
                value=line.value,
                position=position,
            )
            for position, line in enumerate(lines)
        )
        _hand_out(member, taken.task, own, on)
        given = _given(own, indicator)
        taken.facts = {"unit": own.name, "shares": [str(share) for share in given]}
        if before:
            taken.facts["shares_before"] = before
    return rows


def _given(own: Assignment, indicator: Indicator) -> QuerySet[Share]:
    return Share.objects.filter(given_by=own, indicator=indicator).select_related(
        "organisation", "person", "indicator"
    )


def _indicator(task: Task, own: Assignment, indicator_id: int) -> Indicator:
    if own.ended_on is not None:
        raise OutOfTurn(_("“%(unit)s”已不在这项任务的责任单位里。") % {"unit": own.name})
    found = task.indicators.filter(pk=indicator_id, ended_on=None).first()
    if found is None:
        raise ReasonMissing(_("请选这项任务的一个指标来分解。"))
    return found


def _refuse_unfit(own: Assignment, indicator: Indicator, lines: Sequence[Line], on: date) -> None:
    units = [line.organisation for line in lines if line.organisation is not None]
    people = [line.person for line in lines if line.person is not None]
    if len({*units}) + len({*people}) != len(lines):
        raise ReasonMissing(_("每一行须是不同的单位或人员。"))
    if any(line.value < 0 for line in lines):
        raise ReasonMissing(_("任务量不能小于零。"))
    if organisations_below(own).filter(pk__in=units).count() != len(units):
        raise ReasonMissing(_("只能分解给本单位下属、村居或街镇。"))
    if own_people(own).filter(pk__in=people).count() != len(people):
        raise ReasonMissing(_("只能分解给本单位在任的联络员或负责人。"))
    twice = borne_otherwise(own, indicator).filter(organisation__in=units).first()
    if twice is not None:
        raise ReasonMissing(
            _("%(share)s已经分解过（计划写明或别的单位分解），不能再算一次。") % {"share": twice}
        )
    whole = whole_of(indicator, own, on)
    if whole is None or not lines:
        return
    rest = gap(whole, (line.value for line in lines))
    if rest != 0:
        raise ReasonMissing(
            _(
                "%(metric)s应分解%(whole)s%(unit)s，各行合计%(sum)s%(unit)s，%(word)s%(gap)s%(unit)s。"
            )
            % {
                "metric": indicator.metric,
                "whole": f"{whole.value:f}",
                "unit": indicator.unit,
                "sum": f"{sum((line.value for line in lines), Decimal(0)):f}",
                "word": _("多出") if rest > 0 else _("还差"),
                "gap": f"{abs(rest):f}",
            }
        )


def _hand_out(member: Member, task: Task, own: Assignment, on: date) -> None:
    """Assignments for the units with a share from here, none any more for those without."""
    wanted = set(
        Share.objects.filter(given_by=own, organisation__isnull=False).values_list(
            "organisation", flat=True
        )
    )
    held = Assignment.objects.held().filter(task=task)
    gone = held.filter(given_by=own).exclude(organisation__in=wanted)
    withdraw(gone)
    gone.update(ended_on=on)
    there = set(held.values_list("organisation", flat=True))
    names = dict(Organisation.objects.filter(pk__in=wanted - there).values_list("pk", "name"))
    duties = [Duty(key, Part.SHARE, name) for key, name in sorted(names.items())]
    assign(member, task, duties, given_by=own)
    tell_towns(member, task, on)
