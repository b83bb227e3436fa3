"""The journal as auditors read it: filters kept in the address, newest first, nothing to press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.journal_words import details
from duban.web.accounts.keys import written_key
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.journal.models import Entry, Result

PAGE_ROWS = 50

#: how an act reads on the page; an act not listed here shows its own word
VERBS: dict[str, Promise | str] = {
    "session.sign_in": _("登录"),
    "session.sign_out": _("退出"),
    "session.lock": _("登录锁定"),
    "person.add": _("添加人员"),
    "person.edit": _("修改人员"),
    "person.enable": _("启用人员"),
    "person.disable": _("停用人员"),
    "person.appoint": _("任职"),
    "person.dismiss": _("撤去任职"),
    "person.reset_password": _("重置密码"),
    "person.change_password": _("修改密码"),
    "person.unlock": _("解除锁定"),
    "person.enrol_second_factor": _("启用两步验证"),
    "person.drop_second_factor": _("停用两步验证"),
    "organisation.add": _("添加机构"),
    "organisation.edit": _("修改机构"),
    "organisation.enable": _("启用机构"),
    "organisation.disable": _("停用机构"),
    "organisation.match": _("对应单位名称"),
    "organisation.rename": _("机构更名"),
    "organisation.merge": _("机构并入"),
    "organisation.split": _("机构拆出"),
    "name.set_aside": _("名称不是单位"),
    "name.undo": _("撤销名称对应"),
    "task.register": _("立项"),
    "task.indicate": _("确认指标"),
    "task.issue": _("交办"),
    "task.assign": _("调整责任单位"),
    "task.sign": _("签收"),
    "task.break_down": _("分解"),
    "task.start": _("开始办理"),
    "task.report_done": _("报办结"),
    "task.recall_done": _("撤回报办结"),
    "task.name_verifier": _("指定核查人"),
    "task.send_back": _("退办"),
    "task.close": _("办结"),
    "task.draw": _("抽取现场核查"),
    "task.look": _("登记现场核查"),
    "task.reopen": _("重新办理"),
    "task.strike_off": _("销号"),
    "task.archive": _("归档"),
    "task.suspend": _("挂账"),
    "task.resume": _("恢复办理"),
    "task.cancel": _("撤销任务"),
    "change.ask": _("申请变更"),
    "change.withdraw": _("撤回变更申请"),
    "change.pass_up": _("变更报请上级"),
    "change.approve": _("同意变更"),
    "change.refuse": _("不同意变更"),
    "file.attach": _("上传附件"),
    "file.detach": _("移除附件"),
    "file.reattach": _("恢复附件"),
    "file.mask": _("遮盖附件"),
    "file.clear": _("确认附件不含个人信息"),
    "draw.make": _("抽查"),
    "order.issue": _("签发督办单"),
    "order.reply": _("回复督办单"),
    "order.send_back": _("退回督办单回复"),
    "order.raise": _("升级督办单"),
    "order.close": _("办结督办单"),
    "order.void": _("作废督办单"),
    "proposal.confirm": _("采纳督办建议"),
    "proposal.dismiss": _("不采纳督办建议"),
    "proposal.reopen": _("撤销不采纳督办建议"),
    "task.remind": _("催办"),
    "talk.hold": _("登记约谈"),
    "instruction.write": pgettext_lazy("act", "批示"),
    "instruction.answer": _("反馈批示"),
    "light.override": _("人工改灯"),
    "light.lift": _("恢复按规则亮灯"),
    "assessment.give": _("研判"),
    "assessment.take_back": _("撤回研判"),
    "bulletin.list": _("列入通报"),
    "bulletin.issue": _("登记通报"),
    "bulletin.drop": _("撤下通报事项"),
    "days.change": _("调整工作日"),
    "days.undo": _("撤销工作日调整"),
    "wall.issue": _("签发大屏地址"),
    "wall.revoke": _("作废大屏地址"),
    "map.bring": _("上传街镇地图"),
    "map.name": _("选择地图名称属性"),
    "map.match": _("对应地图区域"),
    "map.remove": _("移除街镇地图"),
    "book.adopt": _("启用亮灯规则"),
    "book.edit": _("修改亮灯规则"),
    "book.withdraw": _("撤回亮灯规则"),
    "tick.run": _("每日督办"),
    "contact.set": _("设置提醒方式"),
    "paper.draft": _("拟写公文"),
    "paper.change": _("修改公文草稿"),
    "paper.discard": _("删除公文草稿"),
    "paper.number": _("公文编号"),
    "paper.issue": _("印发公文"),
    "paper.withdraw": _("撤回公文"),
    "template.upload": _("上传公文模板"),
    "template.adopt": _("启用公文模板"),
    "template.retire": _("恢复内置版式"),
    "series.name": _("设置公文代字"),
    "calendar_key.make": _("生成日历订阅"),
    "calendar_key.end": _("停用日历订阅"),
    "edition.upload": _("导入文件"),
    "edition.begin": _("开始读取"),
    "edition.finish": _("读完"),
    "edition.fail": _("未能读取"),
    "edition.cancel": _("取消导入"),
    "edition.delete": _("删除草稿"),
    "edition.restore": _("恢复草稿"),
    "edition.discard": _("不再保留文件"),
    "edition.sweep": _("清除已删除的草稿"),
    "edition.read_again": _("重新读取"),
    "edition.describe": _("更正文件信息"),
    "edition.correct": _("更正读出的内容"),
    "edition.add": _("补录任务"),
    "edition.split": _("拆分任务"),
    "edition.join": _("合并任务"),
    "edition.drop": _("删去任务"),
    "edition.undo": _("撤销更正"),
    "edition.accept": _("认可疑点"),
    "edition.waive": _("豁免发现"),
    "edition.unwaive": _("取消豁免"),
    "edition.confirm": _("确认入账"),
    "edition.call_off": _("停止入账"),
    "edition.settle": _("入账"),
    "handed_down.take_up": _("承接下达任务"),
    "handed_down.draft": _("把下达任务写成清单"),
    "handed_down.decline": _("不予承接"),
    "handed_down.change": _("变更下达任务"),
    "report.begin": _("开始填报"),
    "report.submit": _("提交填报"),
    "report.ask_release": _("填报送审签"),
    "report.release": _("审签报出"),
    "report.hand_back": _("填报退改"),
    "report.withdraw": _("撤回填报"),
    "report.return": _("退回填报"),
    "report.accept": _("填报通过"),
    "report.give_back": _("退回配合情况"),
    "report.take_in": _("采用配合情况"),
    "report.correct": _("更正填报"),
    "report.give_up": _("放弃更正"),
    "report.attach": _("上传佐证材料"),
    "report.detach": _("移除佐证材料"),
    "report.reattach": _("恢复佐证材料"),
    "report.adopt": _("采用各街镇合计数"),
    "report.mask": _("遮盖佐证材料"),
    "report.clear": _("确认材料不含个人信息"),
    "calendar.set": _("设置填报日历"),
    "period.move": _("调整填报期"),
    "period.unlock": _("解锁填报"),
    "figure.tie": _("同一指标合并填报"),
    "figure.untie": _("解除同一指标"),
    "token.issue": _("签发令牌"),
    "token.revoke": _("作废令牌"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters: part of a person's or thing's name, an act, a result, days (both count), and one
    thing alone, as `thing_of` writes it."""

    q: str = ""
    verb: str = ""
    result: str = ""
    since: date | None = None
    until: date | None = None
    thing: str = ""


def lines_of(member: Member, asked: Asked) -> QuerySet[Entry]:
    """The lines of the jurisdictions whose journal this person reads, newest first. Those of none
    (a login name that nobody has, what the site does by itself) are read where nobody is above."""
    member.must(Right.READ_JOURNAL)
    own = member.where(Right.READ_JOURNAL, jurisdiction="jurisdiction_id")
    audited = Jurisdiction.objects.filter(member.where(Right.READ_JOURNAL, jurisdiction="pk"))
    if audited.filter(parent=None).exists():
        own |= Q(jurisdiction_id=None)
    entries = Entry.objects.filter(own)
    if asked.q:
        entries = entries.filter(Q(actor__icontains=asked.q) | Q(subject__icontains=asked.q))
    if asked.verb:
        entries = entries.filter(verb=asked.verb)
    if asked.thing:
        kind, _colon, number = asked.thing.rpartition(":")
        entries = entries.filter(subject_type=kind, subject_id=written_key(number) or 0)
    if asked.result in Result.values:
        entries = entries.filter(result=asked.result)
    # days at the ends of the calendar have no moment in every zone, and no line lies beyond them
    if asked.since is not None and asked.since.year > MINYEAR:
        entries = entries.filter(at__gte=_first_moment(asked.since))
    if asked.until is not None and asked.until.year < MAXYEAR:
        entries = entries.filter(at__lt=_first_moment(asked.until + timedelta(days=1)))
    return entries


def thing_of(entry: Entry) -> str:
    """ledger.task:15; empty where the line is of no row."""
    return "" if entry.subject_id is None else f"{entry.subject_type}:{entry.subject_id}"


@require_safe
def journal(request: MemberRequest) -> HttpResponse:
    words = request.GET
    asked = Asked(
        words.get("q", "").strip(),
        words.get("verb", ""),
        words.get("result", ""),
        _day(words.get("since", "")),
        _day(words.get("until", "")),
        words.get("thing", ""),
    )
    page = Paginator(lines_of(request.member, asked), PAGE_ROWS).get_page(words.get("page"))
    context = {
        "page": page,
        "rows": [
            (entry, VERBS.get(entry.verb, entry.verb), thing_of(entry), details(entry))
            for entry in page
        ],
        "verbs": VERBS.items(),
        "results": Result.choices,
        "asked": words,
        "choices": [
            ("verb", pgettext_lazy("journal", "事项"), VERBS.items(), asked.verb),
            ("result", _("结果"), Result.choices, asked.result),
            ("since", _("自"), [(asked.since, asked.since)], asked.since),
            ("until", _("至"), [(asked.until, asked.until)], asked.until),
            ("thing", _("对象"), [(asked.thing, _called(page, asked.thing))], asked.thing),
        ],
    }
    return render(request, "accounts/journal.html", context)


def _called(page: Page[Entry], thing: str) -> str:
    """The thing all lines are of, by its name of the last of them."""
    return next((entry.subject for entry in page), thing)


def _first_moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(text: str) -> date | None:
    """A day written 2026-09-18; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
