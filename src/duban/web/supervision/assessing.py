"""The office judges a task: can it still be done, is the work good. The light follows the word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duban.tracking.reporting import Round
from duban.web.accounts.member import Member
from duban.web.design.periods import period_words
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn, ReasonMissing
from duban.web.supervision.gathering import UNASKED, records_of
from duban.web.supervision.models import Assessment, Word
from duban.web.supervision.standing import light_anew
from duban.web.supervision.steps import taking


@dataclass(frozen=True, slots=True)
class Judged:
    """A word as it is given; `period` empty: on the whole task."""

    word: str
    reason: str
    period: str = ""


def assess(member: Member, task_id: int, judged: Judged, on: date) -> Assessment:
    """Give a word; it takes the place of the one that stood of the same family and period."""
    with taking("assessment.give", task_id, member, reason=judged.reason) as taken:
        task: Task = taken.row
        if task.state in UNASKED:
            raise OutOfTurn(_("任务尚未交办，不作研判。"))
        if judged.word not in Word.values:
            raise ReasonMissing(_("请选择研判结论。"))
        word = Word(judged.word)
        period = _period(task, judged.period, on)
        stood = Assessment.objects.standing().filter(task=task, family=word.family, period=period)
        taken.facts |= {
            "word": word.value,
            "period": period,
            "stood": list(stood.values_list("word", flat=True)),
        }
        stood.update(ended_on=on)
        made = Assessment.objects.create(
            task=task,
            family=word.family,
            word=word,
            period=period,
            reason=judged.reason.strip()[:300],
            by=member.user,
            on=on,
        )
        taken.subject = made
        light_anew(task, on)
    return made


def _period(task: Task, text: str, on: date) -> str:
    """A period of the task's own calendar that has begun; empty for none."""
    if not text:
        return ""
    if text not in dict(periods_of(records_of([task])[task.pk].rounds, on)):
        raise ReasonMissing(_("请从已经开始的填报期里选一个时期。"))
    return text


def take_back(member: Member, key: int, reason: str, on: date) -> Assessment:
    """The word was given by mistake or no longer holds, and no other takes its place."""
    with taking("assessment.take_back", key, member, reason=reason) as taken:
        held: Assessment = taken.row
        if held.ended_on is not None:
            raise OutOfTurn(_("这条研判已经结束。"))
        held.ended_on, held.taken_back = on, reason.strip()[:300]
        taken.saves += ["ended_on", "taken_back"]
        held.save(update_fields=taken.saves)
        light_anew(held.task, on)
    return held


def periods_of(rounds: Iterable[Round], on: date) -> list[tuple[str, str]]:
    """What a word can be given on beside the whole task: the periods begun, the last first."""
    begun = [one.period for one in rounds if one.period.first_day <= on]
    return [(str(one), period_words(one)) for one in reversed(begun)]
