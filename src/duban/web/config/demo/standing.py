"""The day the sample site stands still on: chosen, kept in the data directory, moved on only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.dateformat import format as formatted

from duban.web.accounts.models import Jurisdiction, User
from duban.web.config.data import SAMPLE_DAY, sample_day
from duban.web.config.demo.places import DISTRICT

#: the days the story of the sample year can be told up to, and the one it is told to unasked
FIRST, LAST = date(2026, 1, 22), date(2026, 12, 31)
UNASKED = date(2026, 9, 18)


class Unfit(Exception):
    """The sample cannot be made or moved so; str() of it is what the person is told."""


def chosen(folder: Path, wanted: date | None) -> date:
    """The day to tell the story up to; Unfit for one before the year or before what is told.

    Without a wish it is the day the sample stands on already.
    """
    held = sample_day(folder)
    if wanted is None:
        return held or UNASKED
    if not FIRST <= wanted <= LAST:
        raise Unfit(f"示范数据只有{spoken(FIRST)}至{spoken(LAST)}的日子，没有{spoken(wanted)}。")
    if held is not None and wanted < held:
        raise Unfit(
            f"这里的示范数据已经到了{spoken(held)}，不能退回{spoken(wanted)}，请换一个新的数据目录。"
        )
    return wanted


def refuse_real(folder: Path) -> None:
    """Unfit where people or places are that no sample put there."""
    if sample_day(folder) is None and (User.objects.exists() or Jurisdiction.objects.exists()):
        raise Unfit("这个数据目录（或数据库）里已有别的数据，示范数据请放进新的目录。")


def refuse_standing_still() -> None:
    """Unfit where a day stands still over data that is not the sample's: another database."""
    there = Jurisdiction.objects.all()
    if settings.DAY is not None and there.exists() and not there.filter(code=DISTRICT[0]).exists():
        raise Unfit("这是示范数据目录，日期是固定的，数据库里却是别的数据，请用各自的数据目录。")


def stand_on(folder: Path, day: date) -> None:
    """From now on, in this process and in those to come, the sample's today is `day`."""
    path = folder / SAMPLE_DAY
    draft = path.with_suffix(".new")
    draft.write_text(f"{day}\n", encoding="ascii")
    draft.replace(path)
    settings.DAY = day


def spoken(day: date) -> str:
    return formatted(day, "Y年n月j日")
