"""The acts on a public page: one table of steps, and the functions that take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.boards.models import Openness, Publication, PublicTask
from duban.web.boards.models.public import fresh_stamp
from duban.web.evidence.personal import kinds
from duban.web.ledger.models import Task, TaskState
from duban.web.ledger.models.tasks import TaskQuerySet
from duban.web.refusals import ReasonMissing
from duban.web.supervision.gathering import UNASKED
from duban.web.supervision.steps import Step, Taken, stepping

#: what was never handed out, or no longer counts, is no promise to anybody
UNFIT = (*UNASKED, TaskState.CANCELLED)
BOTH = (Openness.OFF, Openness.OPEN)
STEPS = {
    step.name: step
    for step in (
        Step("public.choose", gettext_lazy("选入公开任务"), Publication, (), None, Right.PUBLISH),
        Step("public.drop", gettext_lazy("移出公开任务"), Publication, (), None, Right.PUBLISH),
        Step(
            "public.release",
            gettext_lazy("公开"),
            Publication,
            BOTH,
            Openness.OPEN,
            Right.PUBLISH,
            reasoned=True,
        ),
        Step(
            "public.withdraw",
            gettext_lazy("撤下公开页"),
            Publication,
            (Openness.OPEN,),
            Openness.OFF,
            Right.PUBLISH,
            reasoned=True,
        ),
        Step("public.index", gettext_lazy("设置搜索收录"), Publication, (), None, Right.PUBLISH),
    )
}
#: of the tasks of an act so many are named in the journal
NAMED = 20


def choosable(member: Member, jurisdiction: int) -> TaskQuerySet:
    """The tasks of this ledger that may be chosen: handed out, and not chosen yet."""
    seen = Task.objects.visible_to(member).filter(jurisdiction=jurisdiction)
    return seen.exclude(state__in=UNFIT).filter(public=None)


def choose(member: Member, jurisdiction: Jurisdiction, tasks: Iterable[int]) -> int:
    """Put tasks on the list; the public sees them after the next release. How many are new."""
    with transaction.atomic():
        page, _made = Publication.objects.get_or_create(jurisdiction=jurisdiction)
        with stepping(STEPS["public.choose"], page.pk, member) as taken:
            wanted = list(choosable(member, jurisdiction.pk).filter(pk__in=list(tasks)))
            if not wanted:
                raise ReasonMissing(_("请选择要公开的任务。已交办、尚未选入的任务才能选。"))
            PublicTask.objects.bulk_create(
                PublicTask(publication=page, task=task, chosen_by=member.user) for task in wanted
            )
            _restamp(taken, [task.title for task in wanted])
    return len(wanted)


def drop(member: Member, page: Publication, tasks: Iterable[int]) -> int:
    """Take tasks off; from the page they are gone at once. How many there were."""
    with stepping(STEPS["public.drop"], page.pk, member) as taken:
        held = page.chosen.filter(task__in=list(tasks)).select_related("task")
        titles = [str(one) for one in held]
        if not titles:
            raise ReasonMissing(_("请选择要移出的任务。"))
        held.delete()
        _restamp(taken, titles)
    return len(titles)


def release(member: Member, page: Publication, reason: str) -> int:
    """Show all that is chosen, under the titles of today. How many tasks there are."""
    with stepping(STEPS["public.release"], page.pk, member, reason=reason) as taken:
        chosen = list(page.chosen.select_related("task"))
        if not chosen:
            raise ReasonMissing(_("还没有选入任务，请先选择要公开的任务。"))
        faults = list(personal_data(chosen))
        if faults:
            raise ReasonMissing(
                _("以下任务的名称像有个人信息，请先更正或移出：%(tasks)s")
                % {"tasks": "；".join(faults)}
            )
        for one in chosen:
            one.title = one.task.title
        PublicTask.objects.bulk_update(chosen, ["title"], batch_size=200)
        row = taken.row
        row.released_at, row.released_by = clock.now(), member.user
        taken.saves += ["released_at", "released_by"]
        _restamp(taken, [str(one) for one in chosen])
    return len(chosen)


def withdraw(member: Member, page: Publication, reason: str) -> None:
    """The page is gone at once; what was chosen stays chosen, to be released anew."""
    with stepping(STEPS["public.withdraw"], page.pk, member, reason=reason) as taken:
        page.chosen.update(title=None)
        _restamp(taken, [])


def let_index(member: Member, page: Publication, indexed: bool) -> None:
    with stepping(STEPS["public.index"], page.pk, member) as taken:
        taken.row.indexed = indexed
        taken.saves.append("indexed")
        taken.facts["indexed"] = indexed
        _restamp(taken, [])


def personal_data(chosen: Iterable[PublicTask]) -> Iterator[str]:
    """What of the texts that would be shown looks like personal data, a task to a phrase."""
    for one in chosen:
        texts = [one.task.title]
        texts += [f"{held.metric} {held.unit}" for held in one.task.indicators.all()]
        found = [kind for text in texts for kind in kinds(text)]
        if found:
            yield f"{one.task.title[:30]}（{'、'.join(found)}）"


def _restamp(taken: Taken, titles: list[str]) -> None:
    taken.row.stamp = fresh_stamp()
    taken.saves.append("stamp")
    if titles:
        taken.facts |= {"count": len(titles), "tasks": titles[:NAMED]}
