"""What a monthly meeting has before it: who lags, what stays red, what help was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web.boards.beats.dues import AT_REST
from duban.web.boards.beats.line import Found, Line, Sort, with_leads
from duban.web.boards.beats.turning import answers_for, moved_since
from duban.web.boards.panel import Cell
from duban.web.boards.rhythm import Look
from duban.web.design.periods import period_words
from duban.web.handling.models import Part
from duban.web.reports.models import Report, State
from duban.web.supervision import asking
from duban.web.supervision.gathering import FINISHED
from duban.web.supervision.lighting import Lamp
from duban.web.supervision.models import Colour, LightHistory
from duban.web.supervision.saying import told

#: lights that have to be spoken of, the graver first
LAGGING = (Colour.RED.value, Colour.YELLOW.value)
TWICE, LONGER = "twice", "longer"
#: how far back a run of red is followed
FOLLOWED = timedelta(days=500)


def agenda(look: Look) -> Found:
    """Tasks that lag when the span ends, red before yellow."""
    moved = moved_since(look, look.until)
    lines = [*with_leads(_stayed(look)), *_moved(look, moved.after(look.until))]
    lines.sort(key=lambda line: (LAGGING.index(line.kind), line.day or date.max))
    return Found(tuple(lines), moved.note(look.until))


def _stayed(look: Look) -> Iterator[Line]:
    """Of the tasks whose light has stood since then."""
    seen = asking.lights(look.member).filter(
        task__jurisdiction=look.place.key, colour__in=LAGGING, since__lte=look.until
    )
    rows = seen.order_by("task__plan", "task__position", "pk")
    for task, colour, due, cause in rows.values_list("task", "colour", "due", "cause"):
        yield Line(task, colour, day=due, now=colour, words=told(cause))


def _moved(look: Look, lamps: Iterable[Lamp]) -> Iterator[Line]:
    for lamp in lamps:
        light = lamp.light(look.until)
        colour = Colour.of(light.light).value
        if colour in LAGGING:
            yield Line(
                lamp.task.pk,
                colour,
                answers_for(lamp),
                day=lamp.record.due_on(look.until),
                now=colour,
                words=told(light.cause),
            )


def stays_red(look: Look) -> Found:
    """Tasks still worked on whose last two periods or more were red, the longest run first."""
    rows = LightHistory.objects.visible_to(look.member).filter(
        task__jurisdiction=look.place.key,
        due_on__gt=look.until - FOLLOWED,
        due_on__lte=look.until,
    )
    red = rows.filter(colour=Colour.RED).order_by().values("task")
    worked_on = rows.filter(task__in=red).exclude(task__state__in=(*AT_REST, *FINISHED))
    runs: dict[int, list[str]] = defaultdict(list)
    ordered = worked_on.order_by("task__plan", "task__position", "task", "last_day", "pk")
    for task, colour, period in ordered.values_list("task", "colour", "period"):
        if colour == Colour.RED:
            runs[task].append(period)
        else:
            runs.pop(task, None)
    held = sorted(
        ((task, run) for task, run in runs.items() if len(run) > 1), key=lambda pair: -len(pair[1])
    )
    return Found(with_leads(_run(task, run) for task, run in held))


def _run(task: int, run: list[str]) -> Line:
    first, last = (Period.parse(period) for period in (run[0], run[-1]))
    words = _("连续%(count)s期红灯：%(first)s至%(last)s")
    return Line(
        task,
        TWICE if len(run) == 2 else LONGER,
        now=Colour.RED.value,
        words=words % {"count": len(run), "first": period_words(first), "last": period_words(last)},
    )


def help_needed(look: Look) -> Found:
    """What accepted reports that came in within the span ask help for, the latest first."""
    rows = (
        Report.objects.visible_to(look.member)
        .standing()
        .filter(
            task__jurisdiction=look.place.key,
            part=Part.LEAD,
            state=State.ACCEPTED,
            submitted_on__gte=look.span.first,
            submitted_on__lte=look.until,
        )
    )
    asked = rows.exclude(help_needed="").select_related("period").order_by("-submitted_on", "pk")
    return Found(
        tuple(
            Line(
                one.task_id,
                "help",
                one.organisation_id,
                Sort.REPORT,
                one.submitted_on,
                thing=Cell(period_words(one.period.when), one.get_absolute_url()),
                words=one.help_needed,
            )
            for one in asked
        )
    )
