"""Indicators on their way from the plan's words to what is tracked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext as _

from duban.plan import Comparator
from duban.plan.measures import convert
from duban.web.accounts.member import Member
from duban.web.accounts.models import User
from duban.web.accounts.wording import tidy
from duban.web.handling.models import Assignment, Indicator, Part, Share, Target
from duban.web.handling.models.indicators import PLACES
from duban.web.handling.proposing import Proposal, Wanted, propose
from duban.web.handling.steps import taking
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn, ReasonMissing


def proposals(task: Task) -> tuple[Proposal, ...]:
    """What the words of the task propose; `task.edition` tells the year."""
    return propose(task.wording, task.edition.document())


def as_tracked(task: Task) -> tuple[Proposal, ...]:
    """`proposals`, each in the unit in which its metric is tracked already where that holds the
    same: 8000米 of words that said 8公里 before."""
    units = dict(task.indicators.filter(ended_on=None).values_list("metric", "unit"))
    return tuple(_in_unit(one, units.get(one.metric, one.unit)) for one in proposals(task))


def _in_unit(one: Proposal, unit: str) -> Proposal:
    if one.unit == unit:
        return one
    try:
        targets = tuple(
            replace(
                row,
                value=_exact(row.value, one.unit, unit),
                high=None if row.high is None else _exact(row.high, one.unit, unit),
            )
            for row in one.targets
        )
        shares = tuple((name, _exact(value, one.unit, unit)) for name, value in one.shares)
    except ValueError:
        return one
    return replace(one, unit=unit, targets=targets, shares=shares)


def _exact(value: Decimal, unit: str, other: str) -> Decimal:
    """ValueError where it cannot be said in the other unit, or not without rounding."""
    found = convert(value, unit, other)
    if found is None or found != round(found, PLACES):
        raise ValueError
    return found


def confirm_indicators(
    member: Member,
    task_id: int,
    wanted: Sequence[Proposal],
    directory: Directory | None = None,
) -> list[Indicator]:
    """Let `wanted` be the indicators of a task that has none yet.

    Where it has some already, their targets change by a paper (see `changing.py`), not here.
    """
    with taking("indicate", task_id, member) as taken:
        task = taken.task
        if task.indicators.filter(ended_on=None).exists():
            raise OutOfTurn(_("指标已确认；要改目标请提出调整申请。"))
        refuse_unfit(wanted)
        made = [_write(member, task, position, one) for position, one in enumerate(wanted)]
        taken.facts = {"indicators": [f"{one.metric}（{one.unit}）" for one in made]}
        known = directory or Directory(task.jurisdiction_id)
        for indicator, proposal in zip(made, wanted, strict=True):
            write_shares(indicator, proposal.shares, known)
    return made


def refuse_unfit(wanted: Iterable[Proposal]) -> None:
    """What a person must mend before indicators can be confirmed."""
    seen: set[tuple[str, str]] = set()
    for one in wanted:
        if not tidy(one.metric):
            raise ReasonMissing(_("请写明指标名称。"))
        if not one.targets:
            raise ReasonMissing(_("指标“%(metric)s”还没有目标。") % {"metric": one.metric})
        if (one.metric, one.unit) in seen:
            raise OutOfTurn(_("指标“%(metric)s”重复。") % {"metric": one.metric})
        seen.add((one.metric, one.unit))
        periods = [target.period for target in one.targets]
        if len(set(periods)) < len(periods):
            raise OutOfTurn(_("指标“%(metric)s”的同一时期有两个目标。") % {"metric": one.metric})


def _write(member: Member, task: Task, position: int, wanted: Proposal) -> Indicator:
    indicator = _indicator(member.user, task, position, wanted)
    Target.objects.bulk_create(target_row(indicator, one) for one in wanted.targets)
    return indicator


def add_indicator(user: User, task: Task, wanted: Proposal) -> Indicator:
    """One more indicator, without its targets: these come by the paper that brought it."""
    last = task.indicators.aggregate(last=Max("position"))["last"]
    return _indicator(user, task, 0 if last is None else last + 1, wanted)


def _indicator(user: User, task: Task, position: int, wanted: Proposal) -> Indicator:
    return Indicator.objects.create(
        task=task,
        position=position,
        metric=tidy(wanted.metric, 120),
        unit=tidy(wanted.unit, 20),
        direction=wanted.direction,
        cumulative=wanted.cumulative,
        rollup=wanted.rollup,
        confirmed_by=user,
    )


def target_row(indicator: Indicator, wanted: Wanted, since: date | None = None) -> Target:
    return Target(
        indicator=indicator,
        period=str(wanted.period),
        first_day=wanted.period.first_day,
        last_day=wanted.period.last_day,
        comparator=Comparator(wanted.comparator).value,
        value=wanted.value,
        high=wanted.high,
        since=since,
    )


def borne_by(
    shares: Iterable[tuple[str, Decimal]], directory: Directory
) -> tuple[dict[int, Decimal], list[str]]:
    """What each known organisation (key) is to bear, several names of one added up; the names
    that are not known."""
    found: dict[int, Decimal] = {}
    unknown: list[str] = []
    for name, value in shares:
        key = directory.organisation(name)
        if key is None:
            unknown.append(name)
        else:
            found[key] = found.get(key, Decimal(0)) + value
    return found, unknown


def write_shares(
    indicator: Indicator, shares: Iterable[tuple[str, Decimal]], directory: Directory
) -> list[str]:
    """The plan's own shares of organisations that are known; the names that are not, back."""
    wanted, unknown = borne_by(shares, directory)
    there = set(indicator.shares.filter(given_by=None).values_list("organisation", flat=True))
    Share.objects.bulk_create(
        Share(
            task_id=indicator.task_id,
            indicator=indicator,
            organisation_id=key,
            value=value,
            position=position,
        )
        for position, (key, value) in enumerate(wanted.items())
        if key not in there
    )
    return unknown


def share_bearers(task: Task) -> set[int]:
    """Organisations to which the plan itself gives a share of the task."""
    found = task.shares.filter(given_by=None, organisation__isnull=False)
    return set(found.values_list("organisation", flat=True))


def leads_of(task: Task) -> set[int]:
    held = Assignment.objects.held().filter(task=task, role=Part.LEAD)
    return set(held.values_list("organisation", flat=True))
