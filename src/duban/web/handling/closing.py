"""The end of a task: reported done, verified by a named person of another unit, drawn."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import Appointment, Jurisdiction, Succession, User
from duban.web.accounts.posts import member_of
from duban.web.accounts.rights import RIGHTS, Right
from duban.web.accounts.wording import tidy
from duban.web.evidence.keeping import refuse_doubtful
from duban.web.handling.indicating import leads_of
from duban.web.handling.models import Completion, Draw, Finish, Look, SpotCheck
from duban.web.handling.steps import Taken, taking
from duban.web.journal.record import record
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

VERIFYING = [role for role, rights in RIGHTS.items() if Right.VERIFY in rights]
LARGEST_DRAW = 500


def report_done(member: Member, task_id: int, statement: str, on: date) -> Completion:
    """Say for a lead unit that the task is done; `statement` tells what was reached."""
    with taking("report_done", task_id, member, reason=statement) as taken:
        task = taken.task
        pending = task.changes.filter(outcome="pending").first()
        if pending is not None:
            raise OutOfTurn(
                _("还有一份%(kind)s申请没有审定，审定或撤回后再报办结。")
                % {"kind": pending.get_kind_display()}
            )
        units = leads_of(task)
        unit = next(
            key for post in member.posts_with(Right.FINISH) for key in sorted(post.units & units)
        )
        completion = Completion.objects.create(
            task=task,
            organisation_id=unit,
            statement=tidy(statement),
            reported_by=member.user,
            reported_on=on,
        )
        taken.facts["unit"] = completion.organisation.name
    return completion


def recall(member: Member, task_id: int) -> Completion:
    """A lead unit takes its report of the end back while nobody has verified it; the task goes
    on."""
    with taking("recall_done", task_id, member) as taken:
        completion = _reported(taken.task)
        completion.state = Finish.RECALLED
        completion.save(update_fields=["state"])
        taken.facts["unit"] = completion.organisation.name
    return completion


def verifiers_for(task: Task, completion: Completion) -> QuerySet[User]:
    """People who may verify: they hold the right here, and work in no unit that leads the task or
    reported it done."""
    involved = leads_of(task) | {completion.organisation_id}
    involved |= Succession.objects.heirs_of(involved)
    posts = Appointment.objects.filter(
        role__in=VERIFYING, organisation__jurisdiction=task.jurisdiction_id
    )
    return (
        User.objects.filter(is_active=True, pk__in=posts.values("user"))
        .exclude(appointments__organisation__in=involved)
        .exclude(pk=completion.reported_by_id)
    )


def name_verifier(member: Member, task_id: int, user_id: int) -> Completion:
    """Say who verifies. Leaders verify only what they lead."""
    with taking("name_verifier", task_id, member) as taken:
        completion = _reported(taken.task)
        verifier = verifiers_for(taken.task, completion).filter(pk=user_id).first()
        if verifier is None or not member_of(verifier).may(Right.VERIFY, taken.task):
            raise ReasonMissing(_("请另选核查人：须有核查权，且不是报送单位和牵头单位的人。"))
        completion.verifier = verifier
        completion.save(update_fields=["verifier"])
        taken.facts["verifier"] = verifier.name
    return completion


def close(member: Member, task_id: int, words: str, on: date) -> Completion:
    """The named verifier finds the task done."""
    with taking("close", task_id, member, reason=words) as taken:
        return _verified(member, taken, Finish.PASSED, words, on)


def send_back(member: Member, task_id: int, words: str, on: date) -> Completion:
    """The named verifier finds it not done; the task goes on."""
    with taking("send_back", task_id, member, reason=words) as taken:
        return _verified(member, taken, Finish.SENT_BACK, words, on)


def _verified(member: Member, taken: Taken, finish: Finish, words: str, on: date) -> Completion:
    completion = _reported(taken.task)
    if completion.verifier_id is None:
        raise OutOfTurn(_("还没有指定核查人。"))
    if completion.verifier_id != member.user.pk:
        raise NotAllowed.to(_("代替指定核查人核查"))
    if finish is Finish.PASSED:
        refuse_doubtful(completion.files.all())
    completion.state, completion.words = finish, tidy(words)
    completion.verified_at, completion.verified_on = clock.now(), on
    completion.save(update_fields=["state", "words", "verified_at", "verified_on"])
    taken.facts["unit"] = completion.organisation.name
    return completion


def _reported(task: Task) -> Completion:
    found = task.completions.select_for_update(of=("self",)).filter(state=Finish.REPORTED).first()
    if found is None:
        raise OutOfTurn(_("这项任务没有待核查的报办结。"))
    return found


def digest_of(seed: str, key: int) -> str:
    """By what a task stands in the order of a draw."""
    return sha256(f"{seed}:{key}".encode()).hexdigest()


def drawn(seed: str, pool: Iterable[int], size: int) -> list[int]:
    """`size` of the keys in `pool`, by chance that anybody can follow: the lowest digests of seed
    and key."""
    return sorted(sorted(pool, key=lambda key: digest_of(seed, key))[:size])


@transaction.atomic
def draw(member: Member, jurisdiction: Jurisdiction, size: int, seed: str = "") -> Draw:
    """Draw `size` of the closed tasks that nobody drew before, for a look on the spot."""
    member.must(Right.CLOSE, jurisdiction)
    pool = list(drawable(jurisdiction).values_list("pk", flat=True))
    if not pool:
        raise OutOfTurn(_("没有可以抽查的办结任务。"))
    if not 1 <= size <= LARGEST_DRAW:
        raise ReasonMissing(_("请写明抽查几项（1至500）。"))
    seed = seed or secrets.token_hex(16)
    made = Draw.objects.create(
        jurisdiction=jurisdiction, seed=seed, pool=sorted(pool), by=member.user
    )
    for key in drawn(seed, pool, size):
        with taking("draw", key, member) as taken:
            SpotCheck.objects.create(draw=made, task=taken.task)
            taken.facts["draw"] = made.pk
    record(member.user, "draw.make", made, after={"pool": len(pool), "size": size, "seed": seed})
    return made


def drawable(jurisdiction: Jurisdiction) -> QuerySet[Task]:
    """Tasks found done that nobody has looked at on the spot since."""
    open_or_passed = SpotCheck.objects.filter(result__in=[Look.PENDING, Look.PASSED])
    done = (TaskState.CLOSED, TaskState.STRUCK_OFF)
    return Task.objects.filter(jurisdiction=jurisdiction, state__in=done).exclude(
        pk__in=open_or_passed.values("task")
    )


def look(member: Member, check_id: int, *, true: bool, words: str) -> SpotCheck:
    """Enter what was found on the spot; what is not true opens the task again."""
    check = SpotCheck.objects.get(pk=check_id)
    with transaction.atomic():
        with taking("look", check.task_id, member, reason=words) as taken:
            check = SpotCheck.objects.select_for_update().get(pk=check_id)
            if check.result != Look.PENDING:
                raise OutOfTurn(_("现场核查结果已登记，不能更改。"))
            if own_work(member, taken.task):
                raise NotAllowed.to(_("核查本单位牵头的任务"))
            refuse_doubtful(check.files.all())
            check.result = Look.PASSED if true else Look.FAILED
            check.words, check.checked_by = tidy(words), member.user
            check.checked_at = clock.now()
            check.save(update_fields=["result", "words", "checked_by", "checked_at"])
            taken.facts["result"] = check.result
        if not true:
            with taking("reopen", check.task_id, member, reason=words) as taken:
                taken.facts["check"] = check.pk
    return check


def own_work(member: Member, task: Task) -> bool:
    """Whether the person works in a unit that leads the task."""
    units = {key for post in member.posts for key in post.units}
    return bool(leads_of(task) & units)
