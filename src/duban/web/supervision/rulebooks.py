"""Rule-books of a jurisdiction: adopted, edited before they begin, withdrawn, and tried out."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from duban.tracking.loading import RuleBookFaulty, load, pitfalls
from duban.tracking.rulebook import RuleBook
from duban.web.accounts.member import Member
from duban.web.refusals import OutOfTurn, ReasonMissing
from duban.web.supervision.models import Book
from duban.web.supervision.steps import taking

#: no rule-book is longer; a page full of rules has a twentieth of it
LARGEST_TEXT = 60_000


class TextFaulty(ReasonMissing):
    """The text is no rule-book; `faults` are sentences, in order of their lines."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(_("规则有%(count)s处要改：") % {"count": len(faults)} + " ".join(faults))
        self.faults = faults


def parsed(text: str) -> RuleBook:
    """TextFaulty where the text is no rule-book."""
    if len(text) > LARGEST_TEXT:
        raise TextFaulty((_("规则太长，请检查是不是传错了文件。"),))
    try:
        book = load(text)
    except RuleBookFaulty as faulty:
        raise TextFaulty(faulty.faults) from faulty
    if faults := tuple(pitfalls(book)):
        raise TextFaulty(faults)
    return book


def adopt(member: Member, jurisdiction: int, text: str, on: date) -> Book:
    """A new edition. The first one may begin on any day; a later one not before today, so that
    a month that is over keeps the colours of the edition in force then."""
    rules = parsed(text)
    with taking("book.adopt", jurisdiction, member) as taken:
        place = taken.row
        held = Book.objects.standing().filter(jurisdiction=place)
        _refuse_past(rules, on, first=not held.exists())
        if held.filter(since=rules.since).exists():
            raise OutOfTurn(
                _("已有一版规则从%(day)s起施行，请改施行日期。") % {"day": rules.since.isoformat()}
            )
        book = Book(jurisdiction=place, made_by=member.user)
        _write(book, rules, text)
        taken.subject = book
        taken.facts |= {"since": str(book.since), "edition": book.edition}
    return book


def _refuse_past(rules: RuleBook, on: date, *, first: bool) -> None:
    if not first and rules.since < on:
        raise OutOfTurn(
            _("新版规则的施行日期%(day)s早于今天；过去的月份按当时的规则亮灯。")
            % {"day": rules.since.isoformat()}
        )


def _write(book: Book, rules: RuleBook, text: str) -> None:
    book.name, book.edition = rules.name[:120], rules.edition[:60]
    book.text, book.since, book.until = text, rules.since, rules.until
    try:
        with transaction.atomic():
            book.save()
    except IntegrityError as error:
        raise OutOfTurn(_("同一天已有另一版规则施行，请改施行日期。")) from error


def _refuse_begun(book: Book, on: date) -> None:
    if book.withdrawn_on is not None:
        raise OutOfTurn(_("这一版规则已撤回。"))
    if book.since <= on:
        raise OutOfTurn(_("这一版规则已经施行，不能改动；请另启用一版，从新的日期施行。"))


def edit(member: Member, key: int, text: str, on: date) -> Book:
    """Change an edition that has not begun."""
    rules = parsed(text)
    with taking("book.edit", key, member) as taken:
        book: Book = taken.row
        _refuse_begun(book, on)
        _refuse_past(rules, on, first=False)
        taken.facts |= {"old": book.text, "since": str(rules.since)}
        _write(book, rules, text)
    return book


def withdraw(member: Member, key: int, reason: str, on: date) -> Book:
    """Take back an edition that has not begun."""
    with taking("book.withdraw", key, member, reason=reason) as taken:
        book: Book = taken.row
        _refuse_begun(book, on)
        book.withdrawn_on = on
        book.save(update_fields=["withdrawn_on"])
    return book
