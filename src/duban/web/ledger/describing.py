"""The facts of the document itself, corrected: they decide which plan the draft belongs to."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from duban.plan import PlanKind
from duban.web.accounts.member import Member
from duban.web.ledger.correcting import NotFitting
from duban.web.ledger.fields import line_of
from duban.web.ledger.models import Edition
from duban.web.ledger.steps import taking
from duban.web.ledger.uploading import READ

#: what may be corrected, and how long it may be
LENGTHS = {"title": 300, "issuer": 120, "document_number": 80}
YEARS = range(1949, 2101)


def describe(member: Member, edition_id: int, facts: dict[str, str]) -> Edition:
    """Write the facts named in `facts` (title, year, kind, issuer, document_number).

    Nothing happens where they stand there already.
    """
    wanted: dict[str, str | int | None] = {
        name: line_of(facts[name], length) for name, length in LENGTHS.items() if name in facts
    }
    if "year" in facts:
        wanted["year"] = _year(facts["year"].strip())
    if "kind" in facts:
        wanted["kind"] = _kind(facts["kind"])
    if wanted.get("title") == "":
        raise NotFitting(_("标题不能为空。"))
    with taking("describe", edition_id, member) as taken:
        edition = taken.edition
        taken.before = {name: getattr(edition, name) for name in wanted}
        taken.after = wanted
        taken.idle = taken.before == taken.after
        for name, value in wanted.items():
            setattr(edition, name, value)
        if not taken.idle:
            edition.save(update_fields=list(wanted))
    return edition


def read_again(member: Member, edition_id: int) -> Edition:
    """Have the file read once more, by the year that stands now: what names no year of its own is
    of that one. What people corrected is taken over."""
    with taking("read_again", edition_id, member) as taken:
        edition = taken.edition
        edition.done = edition.total = 0
        edition.save(update_fields=["done", "total"])
        taken.facts = {"year": edition.year}
        transaction.on_commit(lambda: async_task(READ, edition_id, task_name=f"读取 {edition_id}"))
    return edition


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:9]) in YEARS):
        raise NotFitting(_("年份请写四位数字，如 2026。"))
    return int(text)


def _kind(text: str) -> str:
    try:
        return PlanKind(text).value
    except ValueError:
        raise NotFitting(_("没有这一类计划。")) from None
