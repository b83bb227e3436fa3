"""The ends of tasks in the sample year: reported done, verified, sent back, drawn, struck off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.ledgers import DISTRICT_LEDGER, LIUXI, Ledger
from duban.web.config.demo.scenes import head_of, task_of
from duban.web.config.demo.story import Act
from duban.web.handling.closing import close, draw, look, name_verifier, report_done, send_back
from duban.web.handling.models import Look, SpotCheck
from duban.web.handling.steps import take
from duban.web.ledger.models import TaskState

Scene = Callable[[Cast, date], None]
VISITED = "查阅台账并到现场看过，与报送一致。"


@dataclass(frozen=True, slots=True)
class End:
    """How far a task has come on its last way, and on which days (None: not yet).

    `led`: its leader verifies instead of the office.
    """

    ledger: Ledger
    number: int
    statement: str
    reported: date
    named: date | None = None
    closed: date | None = None
    returned: date | None = None
    struck: date | None = None
    archived: date | None = None
    led: bool = False


def _d(month: int, day: int) -> date:
    return date(2026, month, day)


ENDS = (
    End(
        *(LIUXI, 14, "7家家庭农场全部通过区级认定，名单已公示。"),
        *(_d(8, 17), _d(8, 18), _d(8, 21)),
        struck=_d(9, 3),
        archived=_d(9, 10),
    ),
    End(
        *(LIUXI, 41, "5个村卫生室改造提升全部完成并启用。"),
        *(_d(8, 18), _d(8, 19), _d(8, 24)),
        struck=_d(9, 8),
    ),
    End(
        *(LIUXI, 39, "2家社区长者食堂建成开业。"),
        *(_d(8, 19), _d(8, 20), _d(8, 25)),
    ),
    End(
        *(LIUXI, 27, "90个公共充电桩全部建成投运。"),
        *(_d(9, 3), _d(9, 4)),
        returned=_d(9, 9),
    ),
    End(*(LIUXI, 25, "8台电梯全部完成加装并通过验收。"), _d(9, 16)),
    End(
        *(DISTRICT_LEDGER, 16, "30家区级家庭农场完成认定。"),
        *(_d(8, 20), _d(8, 21), _d(8, 27)),
        struck=_d(9, 7),
    ),
    End(
        *(DISTRICT_LEDGER, 35, "24个村卫生室改造提升全部完成。"),
        *(_d(9, 9), _d(9, 10), _d(9, 16)),
    ),
    End(
        *(LIUXI, 34, "420亩造林绿化任务在春季全部完成，苗木成活率达标。"),
        *(_d(9, 15), _d(9, 16)),
        led=True,
    ),
    End(
        *(DISTRICT_LEDGER, 15, "18个村级集体经济项目全部投入运营。"),
        *(_d(9, 16), _d(9, 17)),
        led=True,
    ),
)
DRAWN, VISITS = _d(8, 27), _d(9, 1)
FOUND = "抽查的1处设备尚未安装到位，与报送不符，须重新办理。"
#: whoever doubts the draw draws again from this
SEED = "2026-08-27"


def acts() -> Iterator[Act]:
    for end in ENDS:
        yield Act(end.reported, partial(_report, end))
        steps: tuple[tuple[date | None, Scene], ...] = (
            (end.named, partial(_name, end)),
            (end.closed, partial(_close, end)),
            (end.returned, partial(_send_back, end)),
            (end.struck, partial(_take, "strike_off", end)),
            (end.archived, partial(_take, "archive", end)),
        )
        yield from (Act(day, scene) for day, scene in steps if day is not None)
    yield Act(DRAWN, _draw)
    yield Act(VISITS, _visit)


def _report(end: End, cast: Cast, on: date) -> None:
    task = task_of(end.ledger, end.number)
    report_done(head_of(cast, task), task.pk, end.statement, on)


def _verifier(end: End, cast: Cast) -> Member:
    if end.led:
        return cast.leader(task_of(end.ledger, end.number))
    return cast.office(end.ledger.place)


def _name(end: End, cast: Cast, _on: date) -> None:
    task = task_of(end.ledger, end.number)
    name_verifier(cast.office(end.ledger.place), task.pk, _verifier(end, cast).user.pk)


def _close(end: End, cast: Cast, on: date) -> None:
    close(_verifier(end, cast), task_of(end.ledger, end.number).pk, VISITED, on)


def _send_back(end: End, cast: Cast, on: date) -> None:
    words = "12个点位尚未通电，验收资料不齐，补齐后再报。"
    send_back(_verifier(end, cast), task_of(end.ledger, end.number).pk, words, on)


def _take(step: str, end: End, cast: Cast, _on: date) -> None:
    """Unless a look on the spot opened the task again."""
    task = task_of(end.ledger, end.number)
    if task.state != TaskState.UNDER_WAY:
        take(step, task.pk, cast.office(end.ledger.place))


def _draw(cast: Cast, _on: date) -> None:
    """Two of those that were closed by then; the seed tells which."""
    town = Jurisdiction.objects.get(name=LIUXI.place)
    draw(cast.office(LIUXI.place), town, 2, SEED)


def _visit(cast: Cast, _on: date) -> None:
    """The first is as it was reported, the other is not."""
    checks = SpotCheck.objects.filter(task__plan=LIUXI.plan, result=Look.PENDING)
    for place, check in enumerate(checks.order_by("pk")):
        words = VISITED if place == 0 else FOUND
        look(cast.office(LIUXI.place), check.pk, true=place == 0, words=words)
