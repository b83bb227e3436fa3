"""The day of a sample site: which may be chosen, where it is kept; a real site has none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.web.demo import duban

from duban.web.accounts.models import Jurisdiction
from duban.web.config.data import sample_day
from duban.web.config.demo.standing import (
    LAST,
    UNASKED,
    Unfit,
    chosen,
    refuse_real,
    refuse_standing_still,
    stand_on,
)

SEPTEMBER, OCTOBER = date(2026, 9, 18), date(2026, 10, 20)


@pytest.fixture
def sample(tmp_path: Path, settings: Any) -> Path:
    settings.DAY = None
    stand_on(tmp_path, SEPTEMBER)
    return tmp_path


def test_a_folder_keeps_the_day_it_stands_on(sample: Path, settings: Any) -> None:
    assert sample_day(sample) == settings.DAY == SEPTEMBER
    stand_on(sample, OCTOBER)
    assert sample_day(sample) == settings.DAY == OCTOBER
    assert [path.name for path in sample.iterdir()] == ["demo-day"]


def test_a_folder_without_a_day_is_a_real_one(tmp_path: Path) -> None:
    assert sample_day(tmp_path) is None


def test_a_day_is_chosen(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    fresh = tmp_path_factory.mktemp("fresh")
    assert chosen(fresh, None) == UNASKED
    assert chosen(fresh, date(2026, 5, 6)) == date(2026, 5, 6)
    assert chosen(sample, None) == SEPTEMBER
    assert chosen(sample, SEPTEMBER) == SEPTEMBER
    assert chosen(sample, OCTOBER) == OCTOBER
    assert chosen(sample, LAST) == LAST


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 8, 1), "这里的示范数据已经到了2026年9月18日，不能退回2026年8月1日"),
        (date(2025, 12, 31), "没有2025年12月31日"),
        (date(2027, 1, 1), "没有2027年1月1日"),
    ],
)
def test_a_day_that_will_not_do_is_refused_in_a_sentence(
    sample: Path, day: date, told: str
) -> None:
    with pytest.raises(Unfit, match=told):
        chosen(sample, day)
    assert sample_day(sample) == SEPTEMBER


@pytest.mark.django_db
def test_the_sample_keeps_out_of_what_is_real(tmp_path: Path, sample: Path) -> None:
    (tmp_path / "demo-day").unlink()
    refuse_real(tmp_path)
    Jurisdiction.objects.create(name="别处", code="990200")
    with pytest.raises(Unfit, match="已有别的数据"):
        refuse_real(tmp_path)
    stand_on(tmp_path, SEPTEMBER)
    refuse_real(tmp_path)


@pytest.mark.django_db
def test_a_day_stands_still_over_the_sample_alone(settings: Any) -> None:
    settings.DAY = SEPTEMBER
    refuse_standing_still()
    elsewhere = Jurisdiction.objects.create(name="别处", code="990200")
    with pytest.raises(Unfit, match="数据库里却是别的数据"):
        refuse_standing_still()
    settings.DAY = None
    refuse_standing_still()
    settings.DAY = SEPTEMBER
    elsewhere.code = "990100"
    elsewhere.save()
    refuse_standing_still()


def test_the_environment_moves_no_day(tmp_path: Path) -> None:
    made = duban("tick", "--data", str(tmp_path / "real"), "--json", DUBAN_DAY="2026-09-18")
    assert made.returncode == 0, made.stderr
    assert "2026-09-18" not in made.stdout
    assert not (tmp_path / "real" / "demo-day").exists()


def test_the_command_refuses_in_one_sentence(demo_year: Path, tmp_path: Path) -> None:
    before = sample_day(demo_year)
    made = duban("demo", "--data", str(demo_year), "--no-serve", "--date", "2026-02-03")
    assert (made.returncode, made.stdout) == (2, "")
    assert "不能退回2026年2月3日" in made.stderr
    assert sample_day(demo_year) == before == UNASKED
    odd = duban("demo", "--data", str(tmp_path / "odd"), "--no-serve", "--date", "九月")
    assert (odd.returncode, odd.stderr.strip()) == (2, "日期请写成2026-09-18的样子，不能写：九月")
    late = duban("demo", "--data", str(tmp_path / "late"), "--no-serve", "--date", "2027-09-18")
    assert (late.returncode, late.stdout) == (2, "")
    assert "没有2027年9月18日" in late.stderr
    assert sample_day(tmp_path / "late") is None
