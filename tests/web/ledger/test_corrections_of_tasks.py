"""Correct, split, join, drop and undo: each keeps what was read and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.ledger.lists import ROWS, sheet

from duban.web.journal.models import Entry as Line
from duban.web.ledger import correcting
from duban.web.ledger.confirming import confirm
from duban.web.ledger.correcting import NotFitting
from duban.web.ledger.models import Correction, Edition, Entry, Task
from duban.web.refusals import OutOfTurn

pytestmark = pytest.mark.django_db


def standing(edition: Edition) -> list[str]:
    return [str(entry) for entry in edition.entries.filter(dropped=False).order_by("position")]


TITLES = [
    "引进企业60家，其中规上企业8家",
    "盘活闲置厂房1.5万平方米",
    "建设美丽庭院200户",
    "改造口袋公园2个",
]


def test_a_split_makes_two_that_keep_everything_else(draft: Edition, cast: Any) -> None:
    first, part = correcting.split(cast["office"], draft.pk, "t1", 7)
    assert standing(draft) == ["引进企业60家", "其中规上企业8家", *TITLES[1:]]
    assert part.key == "t1-1"
    assert part.task.lead_units == first.task.lead_units == ("招商办",)
    assert [str(figure.value) for figure in part.task.quantities if figure.field == "title"] == [
        "8"
    ]
    correcting.undo(cast["office"], draft.pk)
    assert standing(draft) == TITLES
    assert draft.entries.get(key="t1").form is None


def test_a_join_takes_the_next_one_in(draft: Edition, cast: Any) -> None:
    joined = correcting.join(cast["office"], draft.pk, "t3")
    assert standing(draft) == [*TITLES[:2], "建设美丽庭院200户；改造口袋公园2个"]
    assert joined.task.lead_units == ("新农办", "规建办")
    correcting.undo(cast["office"], draft.pk)
    assert standing(draft) == TITLES


def test_the_last_has_nothing_to_be_joined_with(draft: Edition, cast: Any) -> None:
    with pytest.raises(OutOfTurn, match="后面没有可以合并的任务"):
        correcting.join(cast["office"], draft.pk, "t4")


def test_what_is_dropped_does_not_reach_the_ledger(draft: Edition, cast: Any) -> None:
    correcting.drop(cast["office"], draft.pk, "t2", "重复")
    confirm(cast["office"], draft.pk)
    assert [task.title for task in Task.objects.all()] == [TITLES[0], *TITLES[2:]]


def test_what_was_built_upon_cannot_be_taken_back_first(draft: Edition, cast: Any) -> None:
    office = cast["office"]
    correcting.split(office, draft.pk, "t1", 7)
    cut = Correction.objects.get()
    correcting.correct(office, draft.pk, "t1-1", "title", "规上企业8家")
    with pytest.raises(OutOfTurn, match="请先撤销后来的更正"):
        correcting.undo(office, draft.pk, cut.pk)
    correcting.undo(office, draft.pk)
    correcting.undo(office, draft.pk)
    assert standing(draft) == TITLES
    with pytest.raises(OutOfTurn, match="没有可以撤销的更正"):
        correcting.undo(office, draft.pk)


def test_corrections_of_two_fields_are_taken_back_in_any_order(draft: Edition, cast: Any) -> None:
    office = cast["office"]
    correcting.correct(office, draft.pk, "t3", "title", "建设美丽庭院220户")
    correcting.correct(office, draft.pk, "t3", "lead_units", "新农办、农服中心")
    first = Correction.objects.get(field="title")
    correcting.undo(office, draft.pk, first.pk)
    task = draft.entries.get(key="t3").task
    assert task.title == TITLES[2]
    assert task.lead_units == ("新农办", "农服中心")


def test_the_same_text_again_is_no_correction(draft: Edition, cast: Any) -> None:
    correcting.correct(cast["office"], draft.pk, "t3", "title", f" {TITLES[2]} ")
    assert not Correction.objects.exists()
    assert not Line.objects.filter(verb="edition.correct").exists()


def test_what_does_not_fit_is_told(draft: Edition, client_of: Callable[[str], Client]) -> None:
    answer = client_of("office").post(
        f"{draft.get_absolute_url()}entries/t1/correct/",
        {"field": "due", "text": "年底"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422
    assert "完成时限请写成 2026-10" in answer.content.decode()
    assert answer.headers["HX-Retarget"] == "#notices"


def test_a_clause_without_an_other_side_is_not_cut(draft: Edition, cast: Any) -> None:
    with pytest.raises(NotFitting, match="两边都要有文字"):
        correcting.split(cast["office"], draft.pk, "t1", 0)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("entries/t99/correct/", {"field": "title", "text": "改"}),
        ("entries/t1/explode/", {}),
        ("entries/t1/correct/", {"text": "改"}),
        ("doubts/99/", {}),
        ("findings/99/waive/", {"reason": "x"}),
        ("take/finish/", {}),
        ("take/nonsense/", {}),
    ],
)
def test_what_is_not_there_is_not_found(
    path: str, body: dict[str, str], draft: Edition, client_of: Callable[[str], Client]
) -> None:
    assert client_of("office").post(draft.get_absolute_url() + path, body).status_code == 404


def test_an_unreadable_field_name_is_not_found(
    draft: Edition, client_of: Callable[[str], Client]
) -> None:
    for field in ("milestone:nonsense", "milestone:"):
        answer = client_of("office").post(
            f"{draft.get_absolute_url()}entries/t1/correct/", {"field": field, "text": "改"}
        )
        assert answer.status_code in (404, 422), field


def test_a_later_edition_keeps_what_people_did(cast: Any, bring_in: Callable[..., Edition]) -> None:
    office = cast["office"]
    first = bring_in(name="一稿.xlsx")
    correcting.correct(office, first.pk, "t3", "lead_units", "新农办、农服中心")
    correcting.split(office, first.pk, "t1", 7)
    correcting.correct(office, first.pk, "t1-1", "title", "规上企业8家")
    correcting.join(office, first.pk, "t3")
    confirm(office, first.pk)
    task = Task.objects.get(title="引进企业60家")

    changed = list(ROWS)
    changed[2] = (2, "盘活闲置厂房1.8万平方米", *ROWS[2][2:])
    second = bring_in(sheet(changed), "二稿.xlsx")
    assert standing(second) == [
        "引进企业60家",
        "规上企业8家",
        "盘活闲置厂房1.8万平方米",
        "建设美丽庭院200户；改造口袋公园2个",
    ]
    assert second.entries.get(key="t3").task.lead_units == ("新农办", "农服中心", "规建办")
    confirm(office, second.pk)
    task.refresh_from_db()
    assert task.edition_id == second.pk
    assert second.pk == task.plan.current_id
    assert Task.objects.count() == 4
    assert {edition.number for edition in task.plan.editions.all()} == {1, 2}


def test_a_task_that_the_new_edition_leaves_out_stays(
    cast: Any, bring_in: Callable[..., Edition], client_of: Callable[[str], Client]
) -> None:
    confirm(cast["office"], bring_in(name="一稿.xlsx").pk)
    confirm(cast["office"], bring_in(sheet(ROWS[:3]), "二稿.xlsx").pk)
    assert Task.objects.count() == 4
    gone = Task.objects.get(number=3)
    assert "新版未列" in client_of("office").get(gone.get_absolute_url()).content.decode()


def test_keys_and_positions_never_collide(draft: Edition, cast: Any) -> None:
    correcting.split(cast["office"], draft.pk, "t1", 7)
    correcting.undo(cast["office"], draft.pk)
    correcting.split(cast["office"], draft.pk, "t1", 7)
    keys = list(Entry.objects.filter(edition=draft, dropped=False).values_list("key", flat=True))
    assert keys == ["t1", "t1-2", "t2", "t3", "t4"]
