"""Tasks that have not followed their names: the register knows a unit by now, the task does not.

A name may come to be known in the register itself (another alias, an import), or be matched by an
administrator, who hands out nothing. The office lets the tasks follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, Succession
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment
from duban.web.handling.naming import hand_on
from duban.web.handling.resolving import NOBODY, follow
from duban.web.handling.steps import HANDED_OUT
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import TaskUnit


def behind(jurisdiction: Jurisdiction) -> Mapping[str, frozenset[int]]:
    """By known name: the keys of tasks that bear it and have not followed; four queries."""
    directory = Directory(jurisdiction.pk)
    handed = Assignment.objects.filter(task=OuterRef("task"), organisation=OuterRef("organisation"))
    rows = list(
        TaskUnit.objects.filter(task__jurisdiction=jurisdiction)
        .exclude(name__in=NOBODY)
        .filter(Q(organisation__isnull=True) | Q(Q(task__state__in=HANDED_OUT), ~Exists(handed)))
        .values_list("task", "name", "organisation", "task__state")
    )
    meant = {name: directory.organisation(name) for _task, name, _unit, _state in rows}
    had: dict[int, set[int]] = defaultdict(set)
    tasks = {task for task, *_rest in rows}
    for task, unit in Assignment.objects.filter(task__in=tasks).values_list("task", "organisation"):
        had[task].add(unit)
    wanted = {key for unit in meant.values() for key in directory.reached(unit)}
    inherited = Succession.objects.inherited_by(wanted)
    found: dict[str, set[int]] = defaultdict(set)
    for task, name, unit, state in rows:
        key = meant[name]
        if key is None:
            continue
        members = directory.reached(key) - {key} or {key}
        unserved = state in HANDED_OUT and any(
            not had[task] & (inherited[one] | {one}) for one in members
        )
        if unit is None or unserved:
            found[name].add(task)
    return {name: frozenset(keys) for name, keys in found.items()}


@transaction.atomic
def catch_up(member: Member, jurisdiction: Jurisdiction) -> int:
    """Let them follow; how many tasks did."""
    member.must(Right.ISSUE, jurisdiction)
    directory, tasks = Directory(jurisdiction.pk), set[int]()
    for name, keys in sorted(behind(jurisdiction).items()):
        unit = Organisation.objects.get(pk=directory.organisation(name) or 0)
        follow(jurisdiction, name, unit)
        hand_on(member, unit, name)
        tasks |= keys
    return len(tasks)
