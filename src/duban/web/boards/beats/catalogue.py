"""The sections of each beat, in the order of its page, and the figures that stand on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.web.boards.beats import (
    arrivals,
    changes,
    dues,
    meeting,
    orders,
    quarter,
    rounds,
    turning,
)
from duban.web.boards.beats.line import SORTS, By, Kind, Section, Sort, list_name
from duban.web.boards.panel import Label
from duban.web.boards.rhythm import Beat
from duban.web.handling.models import ChangeKind
from duban.web.supervision.models import Outcome
from duban.web.supervision.moving import Move

TURNED = Section(
    name="turned",
    title=pgettext_lazy("list", "转灯"),
    definition=_(
        "期末的灯与期初前一日的灯不同的任务，两日的灯都按事实重算；转黄、转红或由黄转红为变差，反向为"
        "好转，其余（如转为办结、开始办理）另列。按第一牵头单位数，期内才交办的任务不计。"
    ),
    empty=_("没有任务转灯。"),
    kinds=(
        Kind(Move.WORSE.value, _("变差")),
        Kind(Move.BETTER.value, _("好转")),
        Kind(turning.OTHER, _("其他转灯")),
    ),
    find=turning.turned,
    columns=("task", "light", "unit", "kind", "words"),
    shown=8,
)
#: so few that they are listed without being counted by unit
TURNED_A_DAY = replace(TURNED, tabled=False, shown=12)
AROUND_DAY = Section(
    name="due",
    title=_("到期与逾期"),
    definition=_(
        "任务时限、填报报送期限、督办单回复期限、批示反馈期限到期而没有按时办的："
        "新增逾期是上一工作日起、当日之前到期的，下一工作日含其前的休息日。到期前已办的不计。"
    ),
    empty=_("今明两天没有到期事项，也没有新增逾期。"),
    kinds=(
        Kind(dues.LATE, _("新增逾期"), "red"),
        Kind(dues.TODAY, _("当日到期")),
        Kind(dues.NEXT, _("下一工作日到期")),
    ),
    find=dues.around_day,
    marked=True,
    columns=("task", "sort", "kind", "day", "unit", "thing", "words"),
    by=By.SORT,
    dated=_("到期日"),
    shown=8,
)
CAME_IN = Section(
    name="came",
    title=_("报来"),
    definition=_(
        "自上一工作日起到当日止报来的填报、督办单回复、批示反馈、变更申请和报办结；"
        "过了期限才报来的为逾期。看得到的才计入，草稿不计。"
    ),
    empty=_("上一工作日以来没有报来的材料。"),
    kinds=(Kind(arrivals.LATE, _("逾期报来")), Kind(arrivals.IN_TIME, _("按时报来"))),
    find=arrivals.came_in,
    marked=True,
    columns=("task", "sort", "kind", "day", "unit", "thing", "words"),
    by=By.SORT,
    dated=_("报来日期"),
    shown=8,
)
REPORTS = Section(
    name="reports",
    title=_("填报报送"),
    definition=_(
        "报送期限落在期内的填报，一项任务一期算一份，按填报单位数：期限内首次报出为按时，之后报出为"
        "迟报，过了期限没报为未报，期限未到而没看到报出的为未到期。迟报、未报以今天所见为准。"
    ),
    empty=_("期内没有到报送期限的填报。"),
    kinds=(
        Kind(rounds.MISSING, _("未报"), "red"),
        Kind(rounds.LATE, pgettext_lazy("state", "迟报"), "yellow"),
        Kind(rounds.OPEN, _("未到期")),
        Kind(rounds.IN_TIME, _("按时")),
    ),
    find=rounds.rounds,
    columns=("task", "thing", "kind", "day", "unit"),
    dated=_("报送期限"),
    shown=0,
)
ORDERS = Section(
    name="orders",
    title=pgettext_lazy("list", "督办单"),
    definition=_(
        "期内签发、期内回复的督办单，和期末（未过完的算到今天）已过回复期限还没回复的；"
        "按承办单位数，同一件可以又签发又回复，所以不合计。作废的不算逾期。"
    ),
    empty=_("期内没有签发、回复的督办单，也没有逾期未复的。"),
    kinds=(
        Kind(orders.OVERDUE, _("逾期未复"), "red"),
        Kind(orders.ISSUED, pgettext_lazy("done", "签发")),
        Kind(orders.ANSWERED, pgettext_lazy("done", "回复")),
    ),
    find=orders.orders,
    marked=True,
    columns=("task", "thing", "kind", "day", "unit", "words"),
    apart=True,
    shown=6,
)
NEXT = Section(
    name="next",
    title=_("下周到期"),
    definition=_("下一周内到期、还没有办的任务、填报、督办单回复和批示反馈，按责任单位数。"),
    empty=_("下周没有到期事项。"),
    kinds=tuple(
        Kind(sort.value, SORTS[sort])
        for sort in (Sort.TASK, Sort.ORDER, Sort.INSTRUCTION, Sort.REPORT)
    ),
    find=dues.in_next_span,
    compared=False,
    columns=("task", "sort", "day", "unit", "thing", "words"),
    dated=_("到期日"),
    shown=8,
)
AGENDA = Section(
    name="agenda",
    title=_("调度会议程：请谁说"),
    definition=_(
        "月末（未过完的算到今天）亮红灯、黄灯的任务，按第一牵头单位列，红灯多的先说。"
        "此后转过灯的，月末的灯按事实重算。"
    ),
    empty=_("没有红灯、黄灯的任务。"),
    kinds=(Kind("red", _("红灯"), "red"), Kind("yellow", _("黄灯"), "yellow")),
    find=meeting.agenda,
    columns=("task", "light", "unit", "day", "words"),
    dated=_("时限"),
    shown=6,
)
STAYS_RED = Section(
    name="red",
    title=_("一直红着"),
    definition=_(
        "还在办理、到月末最近两期及以上连续亮红灯的任务，从最近一期往回数，期数按各自的填报周期。"
    ),
    empty=_("没有连续两期以上红灯的任务。"),
    kinds=(
        Kind(meeting.LONGER, _("三期以上")),
        Kind(meeting.TWICE, _("两期")),
    ),
    find=meeting.stays_red,
    columns=("task", "light", "unit", "kind", "words"),
    shown=6,
)
HELP = Section(
    name="help",
    title=_("需要协调的事项"),
    definition=_("本月报来、已审核通过的填报里写明需要协调的。"),
    empty=_("本月审核通过的填报没有写需要协调的事项。"),
    kinds=(Kind("help", _("需要协调")),),
    find=meeting.help_needed,
    columns=("task", "unit", "day", "thing", "words"),
    dated=_("报送日期"),
    tabled=False,
    shown=8,
)
CHANGES = Section(
    name="changes",
    title=_("同意的变更"),
    definition=_("本月同意的延期、调整目标、挂账、恢复办理和撤销，按第一牵头单位数。"),
    empty=_("本月没有同意的变更。"),
    kinds=tuple(
        Kind(kind.value, kind.label) for kind in ChangeKind if kind is not ChangeKind.EDITION
    ),
    find=changes.approved,
    columns=("task", "thing", "day", "unit", "words"),
    dated=_("审定日期"),
    shown=5,
)
STONES = Section(
    name="stones",
    title=_("季度节点"),
    definition=_(
        "期末落在本季的进度要求，一条算一个，按第一牵头单位数：审核时对文字要求作过判定的按判定，"
        "其余按同一期末的填报结果；还没到期或没评判的为待评判。"
    ),
    empty=_("本季没有进度要求。"),
    kinds=(
        Kind(quarter.MISSED, _("未达到"), "red"),
        Kind(quarter.PARTLY, _("部分达到"), "yellow"),
        Kind(quarter.MADE_GOOD, _("逾期补齐")),
        Kind(quarter.WAITING, _("待评判")),
        Kind(quarter.MET, _("达到"), "green"),
    ),
    find=quarter.stones,
    marked=True,
    columns=("task", "kind", "thing", "unit", "words"),
    shown=6,
)
SLIPPED = Section(
    name="slipped",
    title=_("往后拖的任务"),
    definition=_(
        "时限在本季、没有按时办结的任务，分至今未办结和逾期办结；以及本季同意延期的，按第一牵头单位数。"
    ),
    empty=_("本季没有往后拖的任务。"),
    kinds=(
        Kind(changes.OVERDUE, _("逾期未办结"), "red"),
        Kind(changes.MADE_GOOD, _("逾期办结")),
        Kind(changes.PUT_OFF, _("同意延期")),
    ),
    find=changes.slipped,
    marked=True,
    columns=("task", "kind", "day", "unit", "words"),
    apart=True,
    shown=6,
)
OUTCOMES = Section(
    name="outcomes",
    title=_("各单位逐期结果"),
    definition=_(
        "期末落在本季、已过报送期限的填报期，一项任务一期算一个，按第一牵头单位数："
        "按时完成、逾期补齐、至今未完成。按时率是按时完成占已有结果的份额，相同的名次相同。"
    ),
    empty=_("本季还没有到期的填报期。"),
    kinds=(
        Kind(Outcome.MISSED.value, _("未完成"), "red"),
        Kind(Outcome.MADE_GOOD.value, _("逾期补齐"), "yellow"),
        Kind(Outcome.IN_REVIEW.value, _("待审核")),
        Kind(Outcome.ON_TIME.value, _("按时完成"), "green"),
    ),
    find=quarter.outcomes,
    columns=("task", "thing", "kind", "light", "day", "unit", "words"),
    best=Outcome.ON_TIME.value,
    unsettled=(Outcome.IN_REVIEW.value,),
    dated=_("报送日期"),
    shown=0,
)

SECTIONS: Mapping[Beat, tuple[Section, ...]] = {
    Beat.DAY: (AROUND_DAY, TURNED_A_DAY, CAME_IN),
    Beat.WEEK: (TURNED, REPORTS, ORDERS, NEXT),
    Beat.MONTH: (AGENDA, STAYS_RED, REPORTS, HELP, CHANGES),
    Beat.QUARTER: (STONES, SLIPPED, OUTCOMES),
}
#: the list behind each section of each beat, by the word that an address has for it
LISTS: Mapping[str, tuple[Beat, Section]] = {
    list_name(beat, section): (beat, section) for beat, held in SECTIONS.items() for section in held
}
#: of which section, of which kind (empty: all), and what it is called there
Top = tuple[Section, str, Label]
FIGURES: Mapping[Beat, tuple[Top, ...]] = {
    Beat.DAY: (
        (AROUND_DAY, dues.LATE, _("新增逾期")),
        (AROUND_DAY, dues.TODAY, _("当日到期")),
        (AROUND_DAY, dues.NEXT, _("下一工作日到期")),
        (TURNED_A_DAY, Move.WORSE.value, _("灯变差")),
        (TURNED_A_DAY, Move.BETTER.value, _("灯好转")),
        (CAME_IN, "", _("报来")),
    ),
    Beat.WEEK: (
        (TURNED, Move.WORSE.value, _("灯变差")),
        (TURNED, Move.BETTER.value, _("灯好转")),
        (REPORTS, rounds.MISSING, _("未报")),
        (REPORTS, rounds.LATE, pgettext_lazy("state", "迟报")),
        (ORDERS, orders.ISSUED, pgettext_lazy("list", "签发督办单")),
        (ORDERS, orders.OVERDUE, _("逾期未复")),
        (NEXT, "", _("下周到期")),
    ),
    Beat.MONTH: (
        (REPORTS, rounds.IN_TIME, _("按时报")),
        (REPORTS, rounds.LATE, pgettext_lazy("state", "迟报")),
        (REPORTS, rounds.MISSING, _("未报")),
        (AGENDA, "red", _("红灯")),
        (STAYS_RED, "", _("一直红着")),
        (CHANGES, "", _("同意的变更")),
    ),
    Beat.QUARTER: (
        (STONES, quarter.MET, _("节点达到")),
        (STONES, quarter.MISSED, _("节点未达到")),
        (SLIPPED, changes.OVERDUE, _("逾期未办结")),
        (SLIPPED, changes.PUT_OFF, _("同意延期")),
        (OUTCOMES, Outcome.MADE_GOOD.value, _("逾期补齐")),
        (OUTCOMES, Outcome.MISSED.value, _("未完成")),
    ),
}
#: beats whose figures are told beside those of the span before
COMPARED = frozenset({Beat.WEEK, Beat.MONTH, Beat.QUARTER})
