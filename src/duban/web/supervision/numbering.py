"""One mechanism numbers every paper: series, year, a serial without gaps.

    云泽区督通 〔2026〕 3号

The serial begins anew each year. A number is taken in the transaction that makes the paper, so that
a paper that came to nothing leaves no gap; a paper taken back keeps its number.
"""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _

from duban.web.accounts.models import Jurisdiction
from duban.web.refusals import OutOfTurn
from duban.web.supervision.models import PaperKind, Series, SeriesName

#: what follows the name of the jurisdiction where the office has set nothing
ENDINGS = {
    PaperKind.TASK_LIST: "督清",
    PaperKind.ORDER: "督",
    PaperKind.BULLETIN: "督通",
    PaperKind.MEETING: "督会",
    PaperKind.PLEDGE: "督责",
    PaperKind.FINDINGS: "督核",
    PaperKind.YEAR_REPORT: "督报",
}
LONGEST = 30


def label_of(series: str, year: int, number: int) -> str:
    """柳溪镇督〔2026〕3号."""
    return f"{series}〔{year}〕{number}号"


def names_of(place: Jurisdiction) -> dict[PaperKind, str]:
    """The name of the series of every kind; one query."""
    own = dict(SeriesName.objects.filter(jurisdiction=place).values_list("kind", "name"))
    return {
        kind: own.get(kind) or f"{place.name}{ending}"[-LONGEST:]
        for kind, ending in ENDINGS.items()
    }


def prefix_of(place: Jurisdiction, kind: PaperKind) -> str:
    return names_of(place)[kind]


def next_number(place: Jurisdiction, name: str, year: int) -> int:
    """The next number of a series, inside the caller's transaction: it holds the row until the
    paper stands."""
    row, _made = Series.objects.get_or_create(jurisdiction=place, name=name, year=year)
    Series.objects.filter(pk=row.pk).update(last=F("last") + 1)
    row.refresh_from_db(fields=["last"])
    return row.last


def begin_after(place: Jurisdiction, name: str, year: int, used: int) -> None:
    """Let a series go on from the last number that the house gave out by hand this year, inside
    the caller's transaction; OutOfTurn once a number was taken here."""
    row, made = Series.objects.get_or_create(
        jurisdiction=place, name=name, year=year, defaults={"last": used}
    )
    if not made:
        raise OutOfTurn(
            _("“%(series)s”今年已编到%(last)s号，不能再改起始号。")
            % {"series": name, "last": row.last}
        )
