"""Two people act on one piece of evidence at the same moment: one is told, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.reports.acting import IN_TIME, Filled
from tests.web.reports.test_two_hands_at_once import at_once

from duban.web.evidence.keeping import still_there
from duban.web.journal.models import Entry
from duban.web.refusals import OutOfTurn
from duban.web.reports import reading_pages
from duban.web.reports.evidence import ACTS, attach
from duban.web.reports.models import Evidence, Report

NUMBER, PLAIN = b"13800138000", "建成28户".encode()
CHANGED = "这份附件刚刚被移除、遮盖或恢复了，请刷新页面看过再办。"
ROUNDS = 5


@pytest.fixture(autouse=True)
def in_time(settings: Any, tmp_path: Any) -> None:
    settings.DAY, settings.MEDIA_ROOT = IN_TIME, tmp_path / "files"


def hang(member: Any, report: Report, content: bytes) -> Evidence:
    return attach(member, report.pk, SimpleUploadedFile("名单.txt", content), IN_TIME)


Meanwhile = Callable[[bytes, str], Evidence]


@pytest.fixture
def meanwhile(cast: Any, filled: Filled, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """A file on which a colleague acts as soon as a page has found it."""

    def held_until(content: bytes, first: str) -> Evidence:
        held = hang(cast["liaison"], filled(), content)

        def found(rows: Any, key: int) -> Evidence:
            seen: Evidence = still_there(rows, key)
            ACTS[first](cast["colleague"], held.pk, IN_TIME)
            return seen

        monkeypatch.setattr(reading_pages, "still_there", found)
        return held

    return held_until


@pytest.mark.django_db
@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("content", [NUMBER, PLAIN], ids=["personal", "plain"])
@pytest.mark.parametrize(
    "acts",
    [("drop", "mask"), ("mask", "drop"), ("drop", "drop"), ("mask", "clear"), ("drop", "clear")],
)
def test_who_comes_second_is_told(
    acts: tuple[str, str],
    content: bytes,
    htmx: bool,
    meanwhile: Meanwhile,
    client_of: Callable[[str], Client],
) -> None:
    """What the second looked at is gone when he acts on it."""
    first, then = acts
    held = meanwhile(content, first)
    report = held.report
    headers = {"HX-Request": "true"} if htmx else None
    answer = client_of("liaison").post(held.way(then), headers=headers)
    assert answer.status_code == 409
    assert CHANGED in answer.content.decode()
    left = [one.sha256 for one in report.evidence.all()]
    assert held.sha256 not in left
    assert len(left) == (1 if first == "mask" else 0)
    lines = Entry.objects.filter(verb__startswith="report.").order_by("pk")
    verbs = list(lines.values_list("verb", flat=True))
    did = ["report.attach", "report.mask"] if first == "mask" else ["report.detach"]
    assert verbs == ["report.begin", "report.attach", *did]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("content", [NUMBER, PLAIN], ids=["personal", "plain"])
def test_of_taking_away_against_covering_one_stands(
    content: bytes, cast: Any, filled: Filled
) -> None:
    report = filled()
    for _round in range(ROUNDS):
        held = hang(cast["liaison"], report, content)
        before = Entry.objects.filter(verb__in=["report.detach", "report.mask"]).count()
        found = at_once(
            partial(ACTS["drop"], cast["liaison"], held.pk, IN_TIME),
            partial(ACTS["mask"], cast["colleague"], held.pk, IN_TIME),
        )
        refused = [one for one in found if isinstance(one, OutOfTurn)]
        assert [str(one) for one in refused] == [CHANGED], found
        assert report.evidence.count() == (1 if isinstance(found[1], Evidence) else 0)
        for left in report.evidence.all():
            assert left.path.exists()
        after = Entry.objects.filter(verb__in=["report.detach", "report.mask"]).count()
        assert after == before + 1
        report.evidence.all().delete()
