"""Where one commitment ends and the next begins, drawn as the paragraph stands.

A stroke | marks each cut; what stands in <…> promises nothing and is no commitment.
"""

from __future__ import annotations

import re

import pytest

from duban.plan import Format, Place, SourceFile
from duban.reading.prose import grouping, read_prose
from duban.reading.source import Paragraph, Source

_EDGES = "，。；：、 "

CUTS = {
    # openings wait for their verb
    "rests-on": "依托滨江智谷园区，引进软件企业。",
    "centred-on": "围绕两大产业，聚焦数字贸易，动态调整产业政策。",
    "taking-as": "以轨道站点为核心，推进柳溪街区更新。",
    "taking-as-two": "以创新为主线，以项目为抓手，深度融入湾区发展。",
    "advantage": "发挥区位优势，主动对接北塘新城。",
    "by-way-of": "通过自主招商的方式，参与园区建设。",
    "according-to": "根据实际情况，优化公交线网。",
    "in-place": "在北塘入城口，打造绿色门户。",
    "field": "智能制造方面，推动云泽机床研究院落地。",
    "with-whom": "与柳溪大学紧密合作，加快建设实训基地。",
    "four-signs": "以商引商，推动链上企业设立分公司。",
    "as-the-key": "把招商作为头等大事来抓，持续发力链式招商。",
    "means": "用好专项资金，设立更新基金。",
    "means-safety": "加强农房安全管理，制定修缮细则。",
    "focus-with-its-own-verb": "依托龙头企业开展强链行动，|推动检测中心落地。",
    # purposes and effects stay
    "purpose": "推进泵闸改造，提升防汛能力。",
    "effect": "盘活闲置厂房，激发集体资金活力。",
    "for-what": "整合街面空间，为重点项目落户做储备。",
    "so-that": "举办企业家沙龙，让企业安心经营。",
    "two-tails": "深化楼组建设，提升参与率，促进邻里和睦。",
    "making-sure": "加快城中村改造进度，确保年内完成签约。",
    "making-sure-of-a-figure": "健全合作机制，|引导社会资本参与，确保占比达到40%以上。",
    "and-further": "开展制度检查，并跟踪整改情况。",
    "above-all": "开设培训班，重点提升居委会主任履职能力。",
    "praise-of-the-whole": "加强信息共享，为普惠金融创造条件。",
    # each verb is one thing to be asked about
    "verbs": "建设口袋公园，|改造背街小巷，|完善公交站点。",
    "list-of-nouns": "推进青石路、柳溪路、北塘路等美丽街区建设。",
    "sentences": "成立能源产业联盟。|引进检测机构。",
    "semicolons": "加强社工队伍建设；|开设专题课程。",
    "force-of-habit": "健全议事机制，|加强网格管理，|深化楼组自治。",
    "with-at-the-end": "加强区镇联动，|加强与高校合作。",
    # figures
    "own-figures": "走访商户58家，|开展沙龙9场，|帮助融资0.3亿元。",
    "growth": "完成税收17亿元，同比增长6%，连续3年增长。",
    "rank": "落地项目6个，投资额21亿元，完成率全区排名第五。",
    "part-with-result": "完成税收17亿元，|其中镇本级完成3亿元，同比增长5%。",
    "part-without-result": "三大产业规模达到90亿元，其中装备52亿元，医药11亿元。",
    "share": "专任教师达到大专学历，其中60%达到本科。",
    "listed-holdings": "拥有研发机构36家，高新企业85家，工程中心19家。",
    "number-first": "完成9家企业隐患排查，18处排口整治。",
    "announced": "组织开展消费专项行动，举办促销活动70余场。",
    "announced-state": "创新能力不断增强，引进成果40余项。",
    "announced-indicator": "深化机制改革，农民人均收入增加860元。",
    "rank-kept": "完成生产总值233亿元，继续保持全市第一。",
    "event-then-figure": "柳溪孵化器纳入市级名单，|转化合同金额超2亿元。",
    "indicators": "城镇新增就业2万人左右，|城镇调查失业率4.8%左右。",
    "state-rounds-off": "生产总值增长8%左右，经济结构进一步优化。",
    "standards": "低保标准从310元提高到330元，|补差水平不低于上年。",
    "covers": "开展安全培训26场，覆盖1900人次。",
    "fractions": "粮食产量增长百分之四十一，|棉布产量增长百分之二十二。",
    "first-general-only": "加强社区治理，|完善物业监管，|新建停车场3处。",
    "how-far": "加快老城改造，到2027年全面完成。",
    "accepted": "推进北塘村示范村建设，年底前通过区级验收。",
    # subjects of their own
    "new-subject": "引进软件企业，|云泽检测中心落地园区。",
    "prizes": "柳溪村获评市美丽乡村示范村，|北塘村获评全国文明村。",
    "opens-and-works": "综治中心投入使用，|公交枢纽开工建设。",
    # brackets, quotation marks, numbers
    "bracket-stays": "完成体质测试（20-60周岁，含辖区企业）工作。",
    "promise-in-brackets": "税收达到64亿元以上|（力争突破70亿元）。",
    "quotation": "实施“日清点，周通报”工作机制，|推行“线上＋线下”招商。",
    "document-name": "印发《柳溪镇修缮办法（试行），2026年版》，|建立台账。",
    "thousands": "发放补贴1,200万元，惠及困难群众。",
    "ratio": "三次产业结构进一步优化，调整为8:41:51。",
    # rules for whom it is meant
    "whom": "对首次入库的企业，给予一次性奖励。",
    "whom-with-its-own-verb": "对重点场所实施差异化监管，|建立巡查台账。",
    "if": "符合条件的，按规定给予补贴。",
    "whom-by-a-figure": "对研发投入增长20%以上的，按增量的10%给予补助，单个企业最高不超过200万元。",
    "in-force": "<本政策自2026年1月1日起施行，有效期3年。>|设立产业基金。",
    "at-most": "按投资额的10%给予补助，最高500万元。",
    "than-before": "一九五七年钢产量达到五百三十五万吨，比一九五二年增长近三倍。",
    "compared-with": "一九五七年比一九五二年，钢产量增加了四百万吨，|棉布增加了二千万匹。",
    # headlines and lists
    "months": "<3月至5月：>|举办读书月活动，|评选书香家庭。",
    "spoken": "一是|建设公园3座。二是|改造道路5条。",
    "enumeration": (
        "一是|深化产学联动，打造创新高地，|重点围绕|增强策源能力，|做强孵化载体，|"
        "完善服务体系|等三项任务，|打造全区创新核心。"
    ),
    "label": "<主要目标是：>|生产总值增长6%左右；|新增就业1万人。",
    "colon-that-says-something": "各项指标实现正增长：|工业产值完成45亿元；|销售额完成88亿元。",
    "in-such-a-field": "<在工业方面：>|三年计划都超额完成。",
    # framing
    "opening-year": "<2026年是新一轮规划的开局之年。>|建设公园3座。",
    "opening-year-and-why": "<今年是新一轮规划的开局之年，做好各项工作意义重大。>|建设公园3座。",
    "what-is-amiss": "<同时也要看到，产业层次还不够高，服务配置有待改善。>|建设公园3座。",
    "explains": "<这里要着重说明，目标综合考虑了需要和可能。>|建设公园3座。",
    "must": "<只要措施得当，就有可能实现目标。>|建设公园3座。",
    "guidance": "<以习近平新时代中国特色社会主义思想为指导，>|加快建设现代化新城区。",
    "serves-alone": "扩大普惠贷款规模。|<为增加服务创造条件。>",
    "thanks": "<各位代表，成绩来之不易。>|建设公园3座。",
    "handing-over": "<请认真组织实施。>|建设公园3座。",
}  # fmt: skip


def commitments(text: str) -> list[str]:
    """The spans read from one paragraph, looking forward or back, in reading order."""
    file = SourceFile("片段.txt", "0", Format.TXT)
    plan = read_prose(Source(file, (Paragraph(text, Place(line=1)),)))
    found = [*plan.tasks, *plan.achievements]
    return [task.text for task in sorted(found, key=lambda task: task.place.start or 0)]


def drawn(picture: str) -> list[str]:
    """The spans that the picture wants: what stands between strokes, its edges trimmed."""
    without_framing = re.sub(r"<[^>]*>", "", picture)
    pieces = (piece.strip(_EDGES) for piece in without_framing.split("|"))
    connecting = r"[一二三]是|重点围绕|等三项任务"
    return [
        re.sub(r"[。，]?二是$", "", piece).removeprefix("（").removesuffix("）")
        if piece.startswith("（") or piece.endswith("二是")
        else piece
        for piece in pieces
        if piece and not re.fullmatch(connecting, piece)
    ]


@pytest.mark.parametrize("picture", CUTS.values(), ids=CUTS.keys())
def test_it_cuts_as_drawn(picture: str) -> None:
    text = re.sub(r"[|<>]", "", picture)
    assert commitments(text) == drawn(picture)


@pytest.mark.parametrize("rule", grouping.RULES, ids=lambda rule: rule.reason[:40])
def test_no_rule_is_idle(rule: grouping.Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rule some picture is cut otherwise."""
    rest = tuple(one for one in grouping.RULES if one is not rule)
    monkeypatch.setattr(grouping, "RULES", rest)
    assert any(
        commitments(re.sub(r"[|<>]", "", picture)) != drawn(picture) for picture in CUTS.values()
    )


def test_there_are_enough_pictures() -> None:
    assert len(CUTS) >= 60
