"""Words of the trade that not everybody knows, each explained in a sentence or two.

Pages and forms that such words head show them by the tag `explained`; `docs/glossary.md` holds the
same words for those who read the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# a lazy text's type differs between stubs and run time
Text = Any

TERMS: Mapping[str, tuple[Text, Text]] = {
    "交办": (
        pgettext_lazy("noun", "交办"),
        _("督查室把任务正式交给牵头单位和配合单位，从这一天起各单位对它负责。"),
    ),
    "签收": (
        pgettext_lazy("noun", "签收"),
        _("责任单位负责人确认收到任务。牵头单位都签收后，任务才能开始办理。"),
    ),
    "分解": (
        pgettext_lazy("noun", "分解"),
        _("把一个总量分给下属单位、村居、街镇或本单位的人，各份之和须与总量相符。"),
    ),
    "承接": (
        pgettext_lazy("noun", "承接"),
        _("上级把任务量下达给街镇后，街镇用本级台账里的一项任务来承担它。"),
    ),
    "序时进度": (
        _("序时进度"),
        _("按计划到今天应当完成的数。计划写了分期目标的按分期目标算，没写的按时间平均算。"),
    ),
    "亮灯": (
        _("亮灯"),
        _(
            "按规则用颜色表示任务是否正常：绿灯正常，黄灯滞后，红灯严重滞后或逾期，蓝灯办结，灰灯未到期。"
        ),
    ),
    "延期": (
        _("延期"),
        _("请求推迟完成时限，须在到期前提出并写明理由；第二次延期由分管领导审定。"),
    ),
    "调整目标": (_("调整目标"), _("请求改变某一期的指标数，原来的目标一直列在新目标旁边。")),
    "挂账": (
        pgettext_lazy("noun", "挂账"),
        _(
            "因客观原因暂时办不了的任务先停下来，不催办不亮灯；须写明理由和复核日期，到期决定恢复、继续或撤销。"
        ),
    ),
    "撤销": (pgettext_lazy("noun", "撤销"), _("任务不再办理，须有批准人。撤销之后不能恢复。")),
    "报办结": (
        pgettext_lazy("noun", "报办结"),
        _("牵头单位报告任务已经完成，等指定的核查人核查；核查之前可以撤回。"),
    ),
    "退办": (pgettext_lazy("noun", "退办"), _("核查认为没有完成，写明理由退回单位继续办理。")),
    "办结": (pgettext_lazy("noun", "办结"), _("由报送单位以外的核查人核查属实，任务完成。")),
    "销号": (
        pgettext_lazy("noun", "销号"),
        _("办结的任务从在办清单里划去。被抽中现场核查的，登记结果后才能销号。"),
    ),
    "归档": (pgettext_lazy("noun", "归档"), _("销号之后的最后一步，材料齐全、不再变动。")),
    "抽查": (
        _("抽查"),
        _("从办结的任务里随机抽取若干项到现场看，种子和抽取范围都留着，谁都可以重抽一遍来核对。"),
    ),
    "督办单": (
        _("督办单"),
        _("有编号、限期回复的书面督促，分蓝、黄、红三级；逾期不复的升一级。"),
    ),
    "通报": (_("通报"), _("把滞后的任务和单位列入公文，发给各单位。")),
    "约谈": (_("约谈"), _("请滞后任务的负责人当面说明原因、承诺整改，记录在案。")),
    "批示": (_("批示"), _("领导就一项任务写下的意见，责任单位须在期限内反馈落实情况。")),
    "督办建议": (
        _("督办建议"),
        _("系统按规则提出的下一步：发单、通报或约谈。采纳不采纳由督查室决定。"),
    ),
}
