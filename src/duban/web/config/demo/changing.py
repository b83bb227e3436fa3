"""Papers of change in the sample year: extensions, adjustments, a suspension, a cancellation, a new
edition; agreed, refused, passed up, and some that still lie on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File

from duban import samples
from duban.plan import Period
from duban.samples.town import write_town
from duban.web.accounts.models import Jurisdiction
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.ledgers import DISTRICT_LEDGER, LIUXI, Ledger
from duban.web.config.demo.places import SAMPLE_TOWN
from duban.web.config.demo.scenes import head_of, indicator_of, task_of
from duban.web.config.demo.story import Act
from duban.web.handling.changing import Answer, NewTarget, Paper, ask, decide
from duban.web.handling.models import Change, ChangeKind, Outcome, Verdict
from duban.web.handling.renewing import ask_renewal
from duban.web.ledger.intake import read_edition
from duban.web.ledger.uploading import take_in


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: by the office, or the leader of the task where it was passed up."""

    day: date
    verdict: Verdict
    words: str
    by_leader: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One paper from the day it is asked for. `target`: metric, period and new value."""

    ledger: Ledger
    number: int
    kind: ChangeKind
    asked: date
    reason: str
    day: date | None = None
    progress: str = ""
    target: tuple[str, str, str] | None = None
    answers: tuple[Said, ...] = ()


def _d(month: int, day: int) -> date:
    return date(2026, month, day)


UP, YES, NO = Verdict.PASS_UP, Verdict.APPROVE, Verdict.REFUSE
STORIES = (
    Story(
        *(DISTRICT_LEDGER, 24, ChangeKind.ADJUSTMENT, _d(3, 5)),
        "第三季度目标误写为25米，应为25公里。",
        target=("河道综合整治", "2026-Q3", "25"),
        answers=(
            Said(_d(3, 6), UP, "经核对原始台账，属笔误，报请审定。"),
            Said(_d(3, 9), YES, "同意更正，请加强校核。", by_leader=True),
        ),
    ),
    Story(
        *(LIUXI, 11, ChangeKind.CANCELLATION, _d(4, 16)),
        "区里统一举办主题消费活动，镇级不再单独举办。",
        answers=(
            Said(_d(4, 17), UP, "与区级活动重复，建议撤销。"),
            Said(_d(4, 20), YES, "同意，做好参展企业组织工作。", by_leader=True),
        ),
    ),
    Story(
        *(LIUXI, 36, ChangeKind.ADJUSTMENT, _d(5, 12)),
        "第三季度累计目标低于第二季度，应为1380个。",
        target=("新增就业岗位", "2026-Q3", "1380"),
        answers=(
            Said(_d(5, 13), UP, "情况属实，报请审定。"),
            Said(_d(5, 15), YES, "同意调整。", by_leader=True),
        ),
    ),
    Story(
        *(LIUXI, 24, ChangeKind.SUSPENSION, _d(7, 3)),
        "居民方案征询未达法定比例，暂不具备开工条件。",
        day=_d(9, 23),
        answers=(Said(_d(7, 6), YES, "同意挂账，9月下旬复核征询结果。"),),
    ),
    Story(
        *(DISTRICT_LEDGER, 34, ChangeKind.EXTENSION, _d(7, 28)),
        "4所学校装修和设备安装须在主体验收后进行。",
        day=_d(12, 20),
        progress="4所学校主体结构均已封顶。",
        answers=(Said(_d(7, 30), YES, "同意延期，确保第四季度竣工交付。"),),
    ),
    Story(
        *(LIUXI, 22, ChangeKind.EXTENSION, _d(8, 18)),
        "汛期连续降雨，3户施工受阻。",
        day=_d(10, 31),
        progress="8户中5户已竣工。",
        answers=(Said(_d(8, 20), YES, "同意延期一个月，抓紧收尾。"),),
    ),
    Story(
        *(DISTRICT_LEDGER, 11, ChangeKind.EXTENSION, _d(8, 24)),
        "部分村庄希望结合秋季绿化一并实施。",
        day=_d(11, 30),
        progress="累计创建八百余户。",
        answers=(Said(_d(8, 27), NO, "时间尚有余量，请按原定时限推进。"),),
    ),
    Story(
        *(LIUXI, 20, ChangeKind.ADJUSTMENT, _d(9, 11)),
        "区级下达680户，镇级清单少列30户，补齐目标。",
        target=("农村生活污水治理", "2026-Q4", "680"),
        answers=(Said(_d(9, 15), UP, "与区级任务量核对一致，报请审定。"),),
    ),
    Story(
        *(DISTRICT_LEDGER, 17, ChangeKind.EXTENSION, _d(9, 15)),
        "7户因外墙保温材料供应延迟，预计10月底竣工。",
        day=_d(10, 31),
        progress="45户中已竣工38户，其余主体完成。",
    ),
    Story(
        *(DISTRICT_LEDGER, 12, ChangeKind.ADJUSTMENT, _d(9, 8)),
        "6公里路段与轨道交通工程交叉，建议年内目标调整为40公里。",
        target=("农村公路提档升级", "2026-Q4", "40"),
        answers=(Said(_d(9, 10), UP, "已会同区建设管理委踏勘，报请审定。"),),
    ),
)

#: words of 柳溪镇's list and what stands there in the edition that waits to be agreed to
REVISED = (
    ("12月底前累计创建美丽庭院320户", "10月底前累计创建美丽庭院320户"),
    ("完成农村生活污水治理650户", "完成农村生活污水治理680户"),
    ("北糖村通过验收", "北塘村通过验收"),
    ("累计完成规上服务业营业收入34050万元", "累计完成规上服务业营业收入3.45亿元"),
    ("三、城镇建设 和管理", "三、城镇建设和管理"),
    ("新建改建市民健身步道3条 |", "新建改建市民健身步道4条 |"),
)
REVISED_NAME = "柳溪镇2026年目标管理工作任务清单（修订稿）.xlsx"
BROUGHT_IN, LAID_BEFORE = _d(9, 15), _d(9, 16)


def acts() -> Iterator[Act]:
    for story in STORIES:
        yield Act(story.asked, partial(_ask, story))
        for said in story.answers:
            yield Act(said.day, partial(_answer, story, said))
    yield Act(BROUGHT_IN, _bring_in_revision)
    yield Act(LAID_BEFORE, _lay_before)


def _ask(story: Story, cast: Cast, on: date) -> None:
    task = task_of(story.ledger, story.number)
    lines = []
    if story.target is not None:
        metric, period, value = story.target
        key = indicator_of(task, metric).pk
        lines.append(NewTarget(key, Period.parse(period), Decimal(value)))
    paper = Paper(story.kind, story.reason, story.day, story.progress, lines)
    ask(head_of(cast, task), task.pk, paper, on)


def _answer(story: Story, said: Said, cast: Cast, on: date) -> None:
    task = task_of(story.ledger, story.number)
    change = Change.objects.get(task=task, kind=story.kind, outcome=Outcome.PENDING)
    member = cast.leader(task) if said.by_leader else cast.office(story.ledger.place)
    decide(member, change.pk, Answer(said.verdict, said.words), on)


def _bring_in_revision(cast: Cast, _on: date) -> None:
    """The list as it is to be from the autumn on, read and waiting to be checked."""
    text = samples.text("town.md")
    for before, after in REVISED:
        if before not in text:
            raise ValueError(before)
        text = text.replace(before, after)
    with TemporaryDirectory() as drawn:
        path = Path(drawn) / REVISED_NAME
        write_town(text, path)
        with path.open("rb") as file:
            town = Jurisdiction.objects.get(name=SAMPLE_TOWN)
            edition = take_in(cast.office(SAMPLE_TOWN), town, File(file, name=path.name))
    read_edition(edition.pk)


def _lay_before(cast: Cast, on: date) -> None:
    office = cast.office(SAMPLE_TOWN)
    town = Jurisdiction.objects.get(name=SAMPLE_TOWN)
    edition = town.editions.get(file_name=REVISED_NAME)
    ask_renewal(office, edition.pk, "更正清单笔误，并按区级下达任务量补齐目标。", on)
