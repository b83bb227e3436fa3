"""What units write in their reports, and offices in their answers; varied, and always the same."""

from __future__ import annotations

from duban.web.config.demo.courses import Pace, draw

PROGRESS = {
    1: (
        "已召开动员会，任务分解到岗。",
        "印发实施方案，明确时间表和责任人。",
        "完成摸底，建立项目清单。",
    ),
    2: ("节前完成方案审定，节后组织复工。", "前期手续正在办理。", "完成点位踏勘。"),
    3: ("完成本季度要求，资料已归集。", "前期工作完成，转入实施。", "按方案有序推进。"),
    4: ("新一批点位进场施工。", "招标完成，施工单位进场。", "逐项对照清单推进。"),
    5: ("汛前抢抓进度，部分点位完成验收。", "现场推进会后进度加快。", "各点位同步实施。"),
    6: ("上半年要求基本完成，正在查漏补缺。", "完成半年自查，问题逐项销账。", "半年节点如期完成。"),
    7: (
        "高温期间调整作业时间，进度平稳。",
        "受连续降雨影响，已增加班组。",
        "按计划推进下半年任务。",
    ),
    8: ("天气转好后抢抓工期，质量抽查合格。", "新增点位陆续完工。", "对照第三季度要求倒排工期。"),
    9: ("第三季度要求完成，组织了现场查验。", "收尾点位集中攻坚。", "完成三季度自查。"),
    10: ("节后复工及时，收尾工作展开。", "完工点位组织验收。", "对照全年目标补短板。"),
    11: ("主要工程量完成，准备验收。", "验收资料整理完毕。", "扫尾工作有序推进。"),
    12: ("全年要求完成，资料归档。", "完成年终自评。", "全部点位通过验收。"),
}
BEHIND = (
    "个别点位用地手续办理较慢。",
    "施工力量不足，交叉作业影响进度。",
    "部分住户意见不统一，协调用时较长。",
    "设计变更后重新报审，工期受到影响。",
)
HELP = (
    "请规划资源部门支持加快办理用地手续。",
    "请建设部门协调增加施工力量。",
    "请相关村（居）协助做好住户工作。",
)
NEXT = ("按序时进度继续推进。", "逐点位倒排工期，每周调度。", "加强现场管理，确保质量安全。")
RETURNS = ("请写明涉及哪几个村（居），并附验收材料。", "进展写得太笼统，请写明完成了哪些点位。")
MENDED = "已补充点位明细和验收材料。"


def report_words(pace: Pace, month: int, *seed: object) -> dict[str, str]:
    """The words of one report; who is behind says why and asks for help."""
    chosen = draw(*seed, month, "words")
    words = {
        "progress": PROGRESS[month][chosen % 3],
        "next_steps": NEXT[chosen % len(NEXT)],
    }
    if pace.value.share(month) < 1 and month > 3:
        words["problems"] = BEHIND[chosen % len(BEHIND)]
        if month % 3 == 2:
            words["help_needed"] = HELP[chosen % len(HELP)]
    return words


def return_words(*seed: object) -> str:
    return RETURNS[draw(*seed) % len(RETURNS)]
