"""The round of supervision in every month: the day's work, proposals decided, orders answered in
time, late or not at all, and closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from duban.web.config.demo.cast import Cast
from duban.web.config.demo.courses import draw
from duban.web.config.demo.ledgers import DISTRICT_LEDGER, LEDGERS, LIUXI, Ledger, after
from duban.web.config.demo.scenes import head_of, task_of
from duban.web.config.demo.story import Act
from duban.web.refusals import OutOfTurn
from duban.web.supervision import ordering, proposing
from duban.web.supervision.models import Colour, Order, OrderState, Proposal, ProposalState
from duban.web.supervision.ticking import tick

#: from this month's reports on the day's work is told of twice a month
CLOSELY = 7
#: so many proposals an office decides in one sitting; the rest wait
AT_ONE_SITTING = 3
#: of a hundred units so many answer in time, and so many soon after; all do in the end
IN_TIME, SOON, ALL = 55, 75, 100
CONFIRMED, DISMISSED = "按规则办理。", "正在等上级批复，下月再看。"
REPLIES = (
    "已增加班组，逐点位倒排工期，月底前补齐进度。",
    "已与相关单位会商，手续本周办结，下周恢复施工。",
    "已调整施工组织，滞后部分将在下期报送前完成。",
)


@dataclass(frozen=True, slots=True)
class Grave:
    """A paper that no rule waited for: issued in a colour, or raised to it where one is open.

    `month` is that of the reports it follows, `answered` the day of the reply (None: none yet).
    """

    ledger: Ledger
    number: int
    month: int
    colour: Colour
    on: date
    because: str
    demand: str
    answered: date | None = None


GRAVE = (
    Grave(
        *(LIUXI, 19, 8, Colour.YELLOW, date(2026, 9, 8)),
        *("累计完成量连续三期落后于序时进度。", "逐路段列出完工时间，每周报送一次。"),
        date(2026, 9, 11),
    ),
    Grave(
        *(LIUXI, 33, 8, Colour.YELLOW, date(2026, 9, 9)),
        *("河道综合整治连续两期落后于序时进度。", "汛后逐条河道倒排工期，每周报送一次。"),
        date(2026, 9, 14),
    ),
    Grave(
        *(LIUXI, 35, 8, Colour.RED, date(2026, 9, 14)),
        *("光伏装机进度严重滞后，上次督办措施未落实。", "两日内书面说明原因和补救措施。"),
    ),
    Grave(
        *(LIUXI, 38, 8, Colour.YELLOW, date(2026, 9, 16)),
        *("8月未报送进展。", "补报进展，说明开工手续办理情况。"),
    ),
    Grave(
        *(DISTRICT_LEDGER, 12, 8, Colour.RED, date(2026, 9, 10)),
        *("农村公路提档升级严重滞后，影响全区年度目标。", "会同各镇逐路段明确完工时间。"),
        date(2026, 9, 15),
    ),
    Grave(
        *(DISTRICT_LEDGER, 39, 8, Colour.YELLOW, date(2026, 9, 16)),
        *("8月未报送进展。", "立即补报，并说明原因。"),
    ),
)
CLOSED, NOT_ENOUGH = "现场核实，措施已落实。", "措施不具体，请逐点位写明完成时间。"


def acts(month: int) -> Iterator[Act]:
    """What follows the reports of a month; the district's clocks are the later ones."""
    for grave in GRAVE:
        if grave.month == month:
            yield Act(grave.on, partial(_press, grave))
            if grave.answered is not None:
                yield Act(grave.answered, partial(_answer, grave))
    known = DISTRICT_LEDGER.rounds[month]
    days = [after(known.closes, 1)]
    if month >= CLOSELY:
        days.insert(0, after(known.due, 2))
    for day in days:
        yield Act(day, lambda _cast, on: _work(on))
        sitting = after(day, 1)
        for ledger in LEDGERS:
            yield Act(sitting, partial(_decide, ledger))
            yield Act(after(sitting, 3), partial(_reply, ledger, IN_TIME))
            yield Act(after(sitting, 5), partial(_look_at_replies, ledger))
            yield Act(after(sitting, 7), partial(_reply, ledger, SOON))
            yield Act(after(sitting, 18), partial(_reply, ledger, ALL))


def _press(grave: Grave, cast: Cast, on: date) -> None:
    office, task = cast.office(grave.ledger.place), task_of(grave.ledger, grave.number)
    held = task.orders.filter(closed_on=None).order_by("pk").first()
    if held is None:
        wanted = ordering.Wanted(grave.colour, grave.because, grave.demand)
        ordering.issue(office, task.pk, wanted, on)
    else:
        ordering.raise_colour(office, held.pk, grave.because, on, colour=grave.colour)


def _answer(grave: Grave, cast: Cast, on: date) -> None:
    task = task_of(grave.ledger, grave.number)
    held = task.orders.filter(state=OrderState.ISSUED).order_by("pk").get()
    words = "已逐项列出完成时间，专人盯办，附计划表。"
    ordering.reply(head_of(cast, task), held.pk, words, on)


def _work(on: date) -> None:
    tick(on)


def _decide(ledger: Ledger, cast: Cast, on: date) -> None:
    office = cast.office(ledger.place)
    waiting = Proposal.objects.filter(
        jurisdiction__name=ledger.place, state=ProposalState.WAITING
    ).select_related("task")
    for held in waiting.order_by("day", "pk")[:AT_ONE_SITTING]:
        mark = draw(ledger.key, held.task.number, held.act, on)
        try:
            if mark < 75:
                proposing.confirm(office, held.pk, on, CONFIRMED)
            elif mark < 90:
                proposing.dismiss(office, held.pk, on, DISMISSED)
        except OutOfTurn as turned:
            # the order was answered and closed meanwhile: there is nothing left to raise
            proposing.dismiss(office, held.pk, on, str(turned))


def _reply(ledger: Ledger, share: int, cast: Cast, on: date) -> None:
    """Those units answer whose habit it is; what is grave is answered on days of its own."""
    open_ones = Order.objects.filter(
        jurisdiction__name=ledger.place, state=OrderState.ISSUED, issued_on__lt=on
    )
    for order in open_ones.select_related("task").order_by("pk"):
        number = order.task.number
        grave = any((one.ledger, one.number) == (ledger, number) and one.on <= on for one in GRAVE)
        mark = draw(ledger.key, number, "replies")
        if mark < share and not grave:
            words = REPLIES[mark % len(REPLIES)]
            ordering.reply(cast.head(order.organisation_id), order.pk, words, on)


def _look_at_replies(ledger: Ledger, cast: Cast, on: date) -> None:
    """Most answers do; one in five does not, once."""
    office = cast.office(ledger.place)
    replied = Order.objects.filter(
        jurisdiction__name=ledger.place, state=OrderState.REPLIED, replied_on__lt=on
    )
    for order in replied.select_related("task").order_by("pk"):
        again = order.turns.filter(step="send_back").exists()
        if draw(ledger.key, order.task.number, "does") < 20 and not again:
            ordering.send_back(office, order.pk, NOT_ENOUGH, on, None)
        else:
            ordering.close(office, order.pk, CLOSED, on)
