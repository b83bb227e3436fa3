"""Short lists of the other towns: what the district's list shares out to each, as tasks of its own.

The shares are those of `district.md`. A town's steps are the district's in proportion to its share,
in whole units of the share; where that gives nothing, or all at once, the step is told in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from duban.samples import text
from duban.samples.drawing import parse
from duban.samples.town import write_town


@dataclass(frozen=True, slots=True)
class Headline:
    """A task of the district's list that every town with a share in it makes a task of its own.

    `number` is its serial number there; `goal` and `step` take a figure; `half` and `third` are
    what the district wants by the middle of the year and by the third quarter, of `whole`.
    """

    number: int
    office: str
    goal: str
    step: str
    half: Decimal
    third: Decimal
    whole: Decimal
    begin: str
    midway: str = "主体工程完工"


def _line(number: int, office: str, words: tuple[str, str], figures: str, begin: str) -> Headline:
    half, third, whole = map(Decimal, figures.split())
    return Headline(number, office, *words, half, third, whole, begin)


ECONOMY, FARMING, BUILDING = "经济发展办", "农业农村办", "规划建设办"
SOCIAL, SAFETY, GENERAL = "社会事业办", "平安办", "党政办"
HEADLINES = (
    _line(
        *(1, ECONOMY, ("完成全社会固定资产投资{}亿元", "累计完成全社会固定资产投资{}亿元")),
        *("58 92 126", "梳理在建和拟开工项目清单"),
    ),
    _line(
        *(8, FARMING, ("新建和改造提升高标准农田{}亩", "累计建成高标准农田{}亩")),
        *("2400 5600 8600", "完成项目招标"),
    ),
    _line(
        *(10, FARMING, ("新建乡村公共停车场{}个", "累计建成乡村公共停车场{}个")),
        *("20 40 60", "完成选址"),
    ),
    _line(
        *(11, FARMING, ("创建美丽庭院{}户", "累计创建美丽庭院{}户")),
        *("500 1100 1500", "确定创建名单"),
    ),
    _line(
        *(12, BUILDING, ("完成农村公路提档升级{}公里", "累计完成农村公路提档升级{}公里")),
        *("12 28 46", "完成设计和招标"),
    ),
    _line(
        *(13, BUILDING, ("完成农村生活污水治理{}户", "累计完成农村生活污水治理{}户")),
        *("1000 2200 3200", "完成入户调查"),
    ),
    _line(
        *(24, BUILDING, ("完成河道综合整治{}公里", "累计完成河道综合整治{}公里")),
        *("12 25 36", "完成设计和招标"),
    ),
    _line(
        *(29, SOCIAL, ("新增就业岗位{}个", "累计新增就业岗位{}个")),
        *("6500 9500 12000", "举办春季招聘会"),
    ),
    _line(
        *(38, SAFETY, ("完成沿街商铺消防安全改造{}家", "累计完成沿街商铺消防安全改造{}家")),
        *("200 380 480", "完成排查建档"),
    ),
)
#: the offices of a town, and who helps each
HELPERS = {
    ECONOMY: BUILDING,
    FARMING: BUILDING,
    BUILDING: FARMING,
    SOCIAL: GENERAL,
    SAFETY: BUILDING,
    GENERAL: f"{ECONOMY}、{SOCIAL}",
}
#: the task under which a town takes up whatever else it was handed
REST = "完成区下达的其他重点任务"
_REST_STEPS = ("分解落实到办公室", "对照区级清单开展自查", "补齐进度短板", "完成区级验收")
_COLUMNS = ("一级目标", "二级目标", "序号", "三级目标", "牵头领导", "牵头单位", "配合单位")
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_SHARE = re.compile(r"(\D+?)(\d+(?:\.\d+)?)")


def file_name(town: str) -> str:
    return f"{town}2026年承接区级重点任务清单.xlsx"


def write_town_list(town: str, folder: Path) -> Path:
    path = folder / file_name(town)
    write_town(town_list(town), path)
    return path


def town_list(town: str) -> str:
    """The drawing of one town's list, in the columns of `town.md`."""
    rows = [
        _row(number, line, share)
        for number, (line, share) in enumerate(shares_of(town).items(), start=1)
    ]
    rows.append(("", "", f"{len(rows) + 1}", REST, "", GENERAL, HELPERS[GENERAL], *_REST_STEPS, ""))
    rows[0] = ("一、区下达的重点任务", "完成分解任务", *rows[0][2:])
    header = (*_COLUMNS, *_QUARTERS, "备注")
    drawn = [header, ("---",) * len(header), *rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in drawn).replace("| --- ", "|---")
    return f"# {town}2026年承接区级重点任务清单\n\n{table.replace('|--- |', '|---|')}\n"


def shares_of(town: str) -> dict[Headline, Decimal]:
    """The headlines in which the district's list gives the town a share, in their order."""
    shared = _shared()
    return {line: shared[line.number][town] for line in HEADLINES if town in shared[line.number]}


@cache
def _shared() -> dict[int, dict[str, Decimal]]:
    """Serial number in the district's list → town → share of the task's first figure."""
    rows = [row for row in parse(text("district.md")).rows if row[0].isdecimal()]
    return {int(row[0]): dict(_shares(row[5])) for row in rows}


def _shares(cell: str) -> Iterator[tuple[str, Decimal]]:
    for part in cell.partition("；")[0].rstrip("。").split("：")[-1].split("、"):
        found = _SHARE.match(part)
        if found is not None:
            yield found[1], Decimal(found[2])


def _row(number: int, line: Headline, share: Decimal) -> tuple[str, ...]:
    half, third = (_part(line, share, wanted) for wanted in (line.half, line.third))
    steps = (
        line.begin,
        line.step.format(f"{half:f}") if 0 < half < share else f"{line.begin}，开工建设",
        line.step.format(f"{third:f}") if half < third < share else line.midway,
        line.step.format(f"{share:f}"),
    )
    goal = line.goal.format(f"{share:f}")
    return ("", "", f"{number}", goal, "", line.office, HELPERS[line.office], *steps, "")


def _part(line: Headline, share: Decimal, wanted: Decimal) -> Decimal:
    """The town's part of a step, in whole units where its share is whole."""
    grain = Decimal(1) if share == share.to_integral_value() else Decimal("0.1")
    return (wanted * share / line.whole).quantize(grain, ROUND_HALF_UP)
