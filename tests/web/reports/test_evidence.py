"""Evidence of reports: where it is kept, who may have it, personal data in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.evidence.samples import PDF, letter, picture, table
from tests.web.reports.acting import IN_TIME, Filled

from duban.web import clock
from duban.web.evidence.keeping import MOST_FILES, sweep
from duban.web.evidence.kept import Kind
from duban.web.evidence.sniffing import text_of
from duban.web.journal.models import Entry
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.reports import reading_pages
from duban.web.reports.evidence import attach, clear, drop, mask, restore
from duban.web.reports.models import Evidence, Report
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db


CHANGED = "这份附件刚刚被移除、遮盖或恢复了，请刷新页面看过再办。"


def shut(response: Any) -> None:
    """Read to its end, which closes the file."""
    b"".join(response.streaming_content)


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_it_is_kept_by_content_and_goes_with_its_last_row(
    cast: Any, filled: Filled, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(PDF, "验收单.pdf"), IN_TIME)
    assert held.path.read_bytes() == PDF
    assert str(held.path).startswith(str(settings.MEDIA_ROOT))
    assert not str(held.path).startswith(str(settings.STATIC_ROOT))
    with pytest.raises(OutOfTurn, match="同样的文件已经上传过：验收单"):
        attach(cast["liaison"], report.pk, file(PDF, "又一份.pdf"), IN_TIME)
    with django_capture_on_commit_callbacks(execute=True):
        drop(cast["liaison"], held.pk, IN_TIME)
        assert sweep(clock.now()) == 0
    assert held.path.exists(), "it can be brought back for a day"
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(clock.now() + timedelta(days=1, minutes=1)) == 1
    assert not held.path.exists()


def test_only_the_writer_of_an_open_report_adds_and_removes(cast: Any, filled: Filled) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(PDF, "验收单.pdf"), IN_TIME)
    for part in ("office", "other_liaison", "stranger"):
        with pytest.raises(NotAllowed):
            attach(cast[part], report.pk, file(picture(), "现场.png"), IN_TIME)
    take("submit", report.pk, cast["liaison"], IN_TIME)
    with pytest.raises(OutOfTurn, match="佐证材料不能再增减"):
        drop(cast["liaison"], held.pk, IN_TIME)


def test_ten_are_enough(cast: Any, filled: Filled) -> None:
    report = filled()
    for number in range(MOST_FILES):
        attach(cast["liaison"], report.pk, file(f"第{number}份".encode(), f"{number}.txt"), IN_TIME)
    with pytest.raises(OutOfTurn, match="最多10个"):
        attach(cast["liaison"], report.pk, file(b"one more", "more.txt"), IN_TIME)


def test_it_is_given_to_who_sees_the_report_and_only_to_keep(
    cast: Any, client_of: Any, filled: Filled
) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(picture(), "现场.png"), IN_TIME)
    for name in ("file/", "preview/"):
        path = f"/reports/evidence/{held.pk}/{name}"
        given = client_of("colleague").get(path)
        assert given.status_code == 200
        if given.streaming:
            shut(given)
        for part in ("office", "other_liaison", "stranger", "auditor"):
            assert client_of(part).get(path).status_code == 404, part
    kept = client_of("liaison").get(f"/reports/evidence/{held.pk}/file/")
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["Content-Type"] == "application/octet-stream"
    assert kept["X-Content-Type-Options"] == "nosniff"
    assert b"".join(kept.streaming_content) == picture()
    drawn = client_of("liaison").get(f"/reports/evidence/{held.pk}/preview/")
    assert drawn.content.startswith(b"\x89PNG")
    take("submit", report.pk, cast["liaison"], IN_TIME)
    given = client_of("office").get(f"/reports/evidence/{held.pk}/file/")
    assert given.status_code == 200
    shut(given)


NUMBER = "联系人13800138000"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (NUMBER.encode(), "名单.txt"),
        (letter(NUMBER), "名单.docx"),
        (table(NUMBER), "名单.xlsx"),
    ],
)
def test_personal_data_is_seen_and_covered(
    content: bytes,
    name: str,
    cast: Any,
    filled: Filled,
    django_capture_on_commit_callbacks: Any,
) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(content, name), IN_TIME)
    assert held.in_doubt
    with pytest.raises(ReasonMissing, match="里像有个人信息"):
        take("submit", report.pk, cast["liaison"], IN_TIME)
    with django_capture_on_commit_callbacks(execute=True):
        covered = mask(cast["liaison"], held.pk, IN_TIME)
    assert not held.path.exists(), "the uncovered file is gone"
    assert not covered.in_doubt
    words = text_of(covered.path.read_bytes(), Kind(covered.kind))
    assert "138********" in words
    take("submit", report.pk, cast["liaison"], IN_TIME)


def test_what_a_program_cannot_cover_is_said(cast: Any, filled: Filled) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(table(13800138000), "名单.xlsx"), IN_TIME)
    with pytest.raises(OutOfTurn, match="不能自动遮盖"):
        mask(cast["liaison"], held.pk, IN_TIME)
    assert Evidence.objects.get().in_doubt
    clear(cast["liaison"], held.pk, IN_TIME)
    assert not Evidence.objects.get().in_doubt


def test_the_list_answers_htmx_with_what_was_not_taken(
    client_of: Any, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_pages, "today", lambda: IN_TIME)
    report = filled()
    files = [file(PDF, "验收单.pdf"), file(b"MZ\x00", "程序.exe")]
    answer = client_of("liaison").post(
        f"/reports/{report.pk}/evidence/", {"files": files}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "验收单.pdf" in page
    assert "“程序.exe”不是可以上传的文件" in page
    assert Report.objects.get().evidence.count() == 1


def test_what_was_taken_away_is_nowhere_and_comes_back(
    cast: Any, filled: Filled, client_of: Callable[[str], Client], settings: Any
) -> None:
    settings.DAY = IN_TIME
    report, liaison = filled(), client_of("liaison")
    held = attach(cast["liaison"], report.pk, file(PDF, "验收单.pdf"), IN_TIME)
    way = f"/reports/{report.pk}/evidence/{held.pk}/"
    page = liaison.post(f"{way}drop/", headers={"HX-Request": "true"}).content.decode()
    assert "附件已移除，一天内可以恢复" in page
    assert f'class="undo" action="{way}restore/"' in page
    assert not report.evidence.exists()
    assert liaison.get(f"/reports/evidence/{held.pk}/file/").status_code == 404
    for part in ("office", "other_liaison", "stranger"):
        with pytest.raises(NotAllowed):
            restore(cast[part], held.pk, IN_TIME)
    page = liaison.post(f"{way}restore/", headers={"HX-Request": "true"}).content.decode()
    assert "验收单.pdf" in page
    assert report.evidence.get().sha256 == held.sha256
    verbs = Entry.objects.filter(subject_id=report.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["report.attach", "report.detach", "report.reattach"]
    answer = liaison.post(f"{way}restore/", headers={"HX-Request": "true"})
    assert answer.status_code == 409, "it was not taken away"
    assert CHANGED in answer.content.decode()
    assert "验收单.pdf" in answer.content.decode()


def test_the_same_file_may_be_handed_in_again_and_is_then_not_brought_back(
    cast: Any, filled: Filled
) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(PDF, "验收单.pdf"), IN_TIME)
    drop(cast["liaison"], held.pk, IN_TIME)
    attach(cast["liaison"], report.pk, file(PDF, "验收单.pdf"), IN_TIME)
    with pytest.raises(OutOfTurn, match="同样的文件已经上传过"):
        restore(cast["liaison"], held.pk, IN_TIME)


def test_what_may_be_personal_goes_at_once(
    cast: Any, filled: Filled, django_capture_on_commit_callbacks: Any
) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(b"13800138000", "a.txt"), IN_TIME)
    with django_capture_on_commit_callbacks(execute=True):
        drop(cast["liaison"], held.pk, IN_TIME)
    assert not Evidence.everything.exists()
    assert not held.path.exists()


def test_after_sending_nothing_is_brought_back(cast: Any, filled: Filled) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(PDF, "验收单.pdf"), IN_TIME)
    drop(cast["liaison"], held.pk, IN_TIME)
    take("submit", report.pk, cast["liaison"], IN_TIME)
    with pytest.raises(OutOfTurn, match="佐证材料不能再增减"):
        restore(cast["liaison"], held.pk, IN_TIME)
