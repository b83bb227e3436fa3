"""What the columns of a task table are called: the one table of header synonyms.

A header is compared without white space and with half-width brackets. What stands in its brackets
is tried first (重点工作（一级目标） is a 一级目标), then left out. What the table does not hold is
tried against the few shapes below it; what fits nowhere is a field under its own header.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from duban.reading.dates import period_key


class Role(StrEnum):
    NUMBER = "number"
    PATH = "path"
    TITLE = "title"
    LEADERS = "leaders"
    LEAD_UNITS = "lead_units"
    CO_UNITS = "co_units"
    DUE = "due"
    MILESTONE = "milestone"
    NOTE = "note"
    FIELD = "field"


#: Of two columns that claim a role which only one can have, the word that stands first here wins.
SYNONYMS: dict[Role, str] = {
    Role.NUMBER: """
        序号 编号 序 号 总序号 顺序号 任务序号 任务编号 任务号 项目序号 项目编号 工作序号
        目标序号 No No. NO NO. no. 市级序号 区级序号 县级序号 镇级序号 街镇序号 街道序号
        乡镇序号 省级序号 村级序号 市序号 区序号 县序号 镇序号 省序号 市级编号 区级编号
        县级编号 镇级编号
    """,
    Role.TITLE: """
        任务名称 具体任务 目标任务 工作任务 任务事项 具体工作任务 具体工作 具体事项 任务内容
        具体目标任务 重点任务 重点工作任务 重点目标任务 主要任务 年度任务 年度重点任务
        年度工作任务 年度目标任务 任务 目标任务名称 工作任务名称 重点工作名称 工作名称
        工作事项 重点事项 督办事项 督查事项 承办事项 实事项目 民生实事 实事名称 事项名称 事项
        项目名称 项目 建设项目 重点项目 项目任务 目标名称 指标名称 考核指标 指标 重点工作
        年度重点工作 重点工作事项 重点工作内容 主要工作 工作项目 任务目标 任务清单 工作内容
        主要工作内容 主要内容 工作目标 目标内容 目标 主要目标 年度工作目标 重点目标 工作要点
        工作
    """,
    Role.PATH: """
        类别 分类 类型 类 门类 大类 小类 领域 板块 工作类别 任务类别 任务分类 目标类别
        目标分类 项目类别 项目分类 项目类型 工作领域 重点领域 所属领域 任务领域 工作板块
        任务板块 所属板块 方面 工作方面 篇章 章节 专项 条线 工作条线 专题 主题 目标体系
        任务类型 工作分类 指标类别 序列
    """,
    Role.LEADERS: """
        牵头领导 责任领导 分管领导 挂钩领导 包保领导 包抓领导 联系领导 牵头区领导 分管区领导
        牵头县领导 牵头市领导 责任区领导 牵头镇领导 分管镇领导 镇分管领导 区分管领导 区领导
        县领导 市领导 镇领导 区级领导 县级领导 市级领导 镇级领导 班子领导 负责领导
        主管领导 领导 第一责任人 牵头人 责任人 负责人 主要负责人 牵头负责人
    """,
    Role.LEAD_UNITS: """
        牵头单位 牵头部门 牵头责任单位 牵头责任部门 区级牵头部门 区级牵头单位 市级牵头部门
        市级牵头单位 镇级牵头部门 镇级牵头单位 县级牵头部门 县级牵头单位 主办单位 主办部门
        主责单位 主责部门 主要责任单位 第一责任单位 承办单位 承办部门 责任单位 责任部门
        责任主体 责任科室 责任处室 实施单位 实施主体 实施部门 负责单位 负责部门 落实单位
        落实部门 落实主体 承担单位 主管单位 主管部门 具体责任单位 牵头 主办 责任 牵头科室
        牵头处室 牵头街镇 责任分工 任务分工 职责分工 分工 部门 单位 业主单位 项目单位 建设主体
        建设单位 项目业主 项目法人 建设业主 实施业主 业主
    """,
    Role.CO_UNITS: """
        配合单位 配合部门 配合责任单位 协办单位 协办部门 协同单位 协同部门 主要协同配合单位
        协同配合单位 协同配合部门 协作单位 协作部门 协助单位 协助部门 参与单位 参与部门
        参加单位 参加部门 支持单位 支持部门 相关单位 相关部门 相关责任单位 共同责任单位
        其他责任单位 配合 协办 配合街镇
    """,
    Role.DUE: """
        完成时限 完成时间 完成期限 完成时间节点 完成节点 完成日期 计划完成时间 计划完成时限
        计划完成日期 办结时限 办结时间 办理时限 时限要求 时间要求 时间节点 时限 期限 时间期限
        截止时间 截止日期 目标完成时间 预计完成时间 要求完成时间 任务时限 工作时限 责任时限
        推进时限 落实时限 整改时限 时间进度 时间安排 计划时间 竣工时间 计划竣工时间 完工时间
        时间 日期 完成
    """,
    Role.NOTE: "备注 备注说明 备注栏 附注 注 备考 说明 其他说明 其他",
}
#: whose serial numbers a column counts; a plain 序号 is the document's own
LEVELS: dict[str, str] = {
    "省": "province",
    "市": "city",
    "区": "district",
    "县": "county",
    "镇": "town",
    "乡": "town",
    "街": "town",
    "村": "village",
}
_WORDS: dict[str, tuple[Role, int]] = {
    word: (role, rank)
    for role, words in SYNONYMS.items()
    for rank, word in enumerate(words.split())
}
_LEVELLED = ("目标任务", "目标", "指标", "任务", "标题", "分类", "工作", "项目")
_UNIT_ENDS_WORDS = "单位 部门 科室 处室 股室 站所 站办所 机构 主体 街镇 镇街"
_UNIT_ENDS = tuple(_UNIT_ENDS_WORDS.split())
_LEADER_ENDS = ("领导", "责任人", "负责人")
_DUTIES = (
    "牵头",
    "责任",
    "分管",
    "包保",
    "包联",
    "包案",
    "挂",
    "联系",
    "包抓",
    "主管",
    "督办",
    "领",
)
_LEADERS = (*_DUTIES, "区", "县", "市")
#: offices whose holder a header calls by the duty: 分管副区长, 联系副县长
_OFFICES = ("省长", "市长", "区长", "县长", "镇长", "乡长", "书记", "主任", "局长", "常委", "同志")
#: what a heading column may end in under any name: 改革领域, 实施阶段
_PATH_ENDS = ("领域", "类别", "分类", "板块", "阶段")
_HELPING = ("配合", "协办", "会办", "联办", "协同", "协作", "参与", "参加", "协助", "支持", "相关")
_LEADING_WORDS = """
    牵头 责任 主办 承办 主责 实施 承担 负责 落实 主管 执行 主攻 攻坚 作战 包保"""
_LEADING = tuple(_LEADING_WORDS.split())
_DUE_ENDS = ("时限", "期限", "时间", "日期", "节点", "时间要求", "时间安排", "时限要求")
_DUE = (
    "完成",
    "办结",
    "截止",
    "竣工",
    "完工",
    "达成",
    "目标",
    "计划",
    "要求",
    "落实",
    "整改",
    "结束",
)
_TITLE_ENDS = (
    "任务",
    "事项",
    "重点工作",
    "工作内容",
    "项目名称",
    "任务名称",
    "任务内容",
    "实事项目",
)
_NOT_RESPONSIBLE_WORDS = """
    监督 督办 督查 督导 考核 验收 报送 填报 填表 施工 设计 监理 勘察 资金 出资 受益 服务 受理
    联系 评价 编制"""
_START_WORDS = "开始 开工 启动 起始 立项 入库 印发 起止 报送 填报 交办 下达"
_RESULT_WORDS = """
    完成情况 进展 实际 自评 得分 存在问题 权重 分值 亮灯 状态 评价 完成率 措施 举措 依据 来源
    标准"""
_NOT_RESPONSIBLE = tuple(_NOT_RESPONSIBLE_WORDS.split())
_START = tuple(_START_WORDS.split())
_RESULT = tuple(_RESULT_WORDS.split())
#: below every word of the table
BY_SHAPE = 500


class Name(NamedTuple):
    """What a header says. `rank` orders claims on a role, `level` is a serial number's level or
    the depth of a heading, `period` the key of a milestone's period."""

    role: Role
    rank: int = 0
    level: str = ""
    period: str = ""

    @property
    def known(self) -> bool:
        return self.role is not Role.FIELD


FIELD = Name(Role.FIELD)
#: a field whose header asks for a bare figure: 总投资(万元), 分值
FIGURE = Name(Role.FIELD, level="figure")
_FIGURES = ("投资", "投资额", "金额", "预算", "经费", "分值", "权重", "得分", "数", "数量")


def bare(header: str) -> str:
    """The header without white space; this is the key under which a field is kept."""
    return "".join(header.split())


@lru_cache(maxsize=2048)
def name_of(header: str) -> Name:
    """What a column header says, `FIELD` where it is none of the known ones."""
    text = bare(header).replace("（", "(").replace("）", ")").strip("：:*")
    if not text or len(text) > 30:
        return FIELD
    for form in _forms(text):
        name = _named(form)
        if name.known:
            return name
    outer = text.partition("(")[0]
    return FIGURE if outer.endswith(_FIGURES) or text.endswith("元)") else FIELD


def _forms(text: str) -> list[str]:
    before, opened, rest = text.partition("(")
    if not opened:
        return [text]
    inner, _, after = rest.partition(")")
    outer = before + after
    if any(word in inner for word in ("级目标", "级指标", "级任务", "配合", "协办", "牵头")):
        return [inner, outer + inner, outer]
    return [text, outer]


def _named(text: str) -> Name:
    found = _WORDS.get(text)
    if found is not None:
        role, rank = found
        level = LEVELS.get(text[0], "") if role is Role.NUMBER else ""
        return Name(role, rank, level)
    if text[1:2] == "级" and text[0] in "一二三四1234" and text[2:] in _LEVELLED:
        return Name(Role.PATH, 0, str("一二三四1234".index(text[0]) % 4 + 1))
    period = _period(text)
    if period:
        return Name(Role.MILESTONE, 0, "", period)
    return _shaped(text)


def _period(text: str) -> str:
    """The key of the period that the header names, before it the year where it names one."""
    key = period_key(text)
    if text[:2] != "20" or not text[:4].isdigit():
        return key
    if text[4:] in ("年", "年度"):
        key = "Y"
    return key and f"{text[:4]}-{key}"


def _shaped(text: str) -> Name:
    if len(text) > 14 or _has(text, _RESULT) or text.endswith(("要求", "数", "量")):
        return Name(Role.DUE, BY_SHAPE) if _is_due(text) else FIELD
    text = text.removesuffix("名称") if not text.endswith(_TITLE_ENDS) else text
    if text.endswith(_LEADER_ENDS) and _has(text, _LEADERS):
        return Name(Role.LEADERS, BY_SHAPE)
    if text.endswith(_OFFICES) and text.startswith(_DUTIES):
        return Name(Role.LEADERS, BY_SHAPE)
    if text.endswith(_PATH_ENDS):
        return Name(Role.PATH, BY_SHAPE)
    if text.endswith(_UNIT_ENDS) and not _has(text, _NOT_RESPONSIBLE):
        if _has(text, _HELPING):
            return Name(Role.CO_UNITS, BY_SHAPE)
        if _has(text, _LEADING):
            return Name(Role.LEAD_UNITS, BY_SHAPE)
    if _is_due(text):
        return Name(Role.DUE, BY_SHAPE)
    if text.startswith("备注"):
        return Name(Role.NOTE, BY_SHAPE)
    if text.endswith(_TITLE_ENDS):
        return Name(Role.TITLE, BY_SHAPE)
    if text.endswith(("序号", "编号")):
        return Name(Role.NUMBER, BY_SHAPE, LEVELS.get(text[0], ""))
    return FIELD


def _is_due(text: str) -> bool:
    """完成…时间, 计划…节点, or whatever ends in 时限; not when something begins."""
    if not text.endswith(_DUE_ENDS) or _has(text, _START) or len(text) > 14:
        return False
    return _has(text, _DUE) or text.endswith(("时限", "期限"))


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
