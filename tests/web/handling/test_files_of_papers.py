"""Files of papers: taken by content, given to whoever sees the paper, personal data kept back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.evidence.samples import PDF, picture
from tests.web.handling.acting import ON, signed, task_of

from duban.web import clock
from duban.web.evidence.keeping import MOST_FILES, checked, sweep
from duban.web.handling import attaching, changing, closing, file_pages
from duban.web.handling.file_pages import seen_file
from duban.web.handling.models import (
    Attachment,
    Change,
    ChangeKind,
    Completion,
    Finish,
    Outcome,
    Shows,
    Verdict,
)
from duban.web.handling.steps import take
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db
NUMBER = "联系人13800138000".encode()
AGREED = changing.Answer(Verdict.APPROVE, "同意")


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def task(cast: Any, issued: Plan) -> Task:
    """Task 1, under way."""
    found = signed(cast, task_of(issued, 1))
    take("start", found.pk, cast["unit_head"])
    return found


@pytest.fixture
def change(cast: Any, task: Task) -> Change:
    paper = changing.Paper(ChangeKind.EXTENSION, "汛期停工", date(2026, 12, 20), "已建成80户")
    return changing.ask(cast["unit_head"], task.pk, paper, ON)


@pytest.fixture
def reported(cast: Any, task: Task) -> Completion:
    made = closing.report_done(cast["unit_head"], task.pk, "建成", ON)
    return closing.name_verifier(cast["office"], made.task_id, cast.people["office"].pk)


def hang(member: Any, shows: Shows, paper: Any, content: bytes, name: str) -> Attachment:
    return attaching.attach(member, shows, paper.pk, checked(file(content, name)))


def test_it_is_given_to_whoever_sees_the_paper_and_only_to_keep(
    cast: Any, change: Change, settings: Any, client_of: Callable[[str], Client]
) -> None:
    held = hang(cast["unit_head"], Shows.REASON, change, picture(), "现场.png")
    assert str(held.path).startswith(str(settings.MEDIA_ROOT))
    assert not str(held.path).startswith(str(settings.STATIC_ROOT))
    for part in ("office", "other_liaison", "leader", "auditor"):
        kept: Any = client_of(part).get(f"/handling/files/{held.pk}/file/")
        assert kept["Content-Disposition"].startswith("attachment")
        assert kept["Content-Type"] == "application/octet-stream"
        assert b"".join(kept.streaming_content) == picture()
        drawn = client_of(part).get(f"/handling/files/{held.pk}/preview/")
        assert drawn.content.startswith(b"\x89PNG")
    for part in ("stranger", "district_office", "district_head"):
        assert client_of(part).get(f"/handling/files/{held.pk}/file/").status_code == 404
        assert client_of(part).get(f"/handling/files/{held.pk}/preview/").status_code == 404


def test_a_form_with_a_bad_file_makes_nothing_and_loses_nothing(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    client, path = client_of("unit_head"), f"/handling/tasks/{task.pk}/changes/extension/"
    words = {"reason": "汛期停工", "progress": "已建成80户", "day": "2027-01-31"}
    answer = client.post(path, words | {"files": file(b"MZ\x90\x00\x03", "程序.pdf")})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“程序.pdf”不是可以上传的文件" in page
    for text in words.values():
        assert text in page
    assert not Change.objects.exists()
    late = client.post(path, words | {"day": "2026-01-01"})
    assert late.status_code == 422
    assert "2026-01-01" in late.content.decode()
    done = client.post(path, words | {"files": [file(PDF, "批复.pdf"), file(picture(), "图.png")]})
    assert done.status_code == 302
    made = Change.objects.get()
    assert [one.name for one in made.files.all()] == ["批复.pdf", "图.png"]
    page = client_of("office").get(made.get_absolute_url()).content.decode()
    assert "批复.pdf" in page
    assert 'type="file"' in page, "the office may ask too, and so may add"
    assert 'type="file"' not in client_of("auditor").get(made.get_absolute_url()).content.decode()


def test_what_was_typed_for_targets_stands_again(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    indicator = task.indicators.get()
    path = f"/handling/tasks/{task.pk}/changes/adjustment/"
    words = {f"target-{indicator.pk}-2026-Q4": "180", "reason": ""}
    answer = client_of("unit_head").post(path, words)
    assert answer.status_code == 422
    assert 'value="180"' in answer.content.decode()


def test_the_unit_reports_done_with_files_and_the_verifier_adds_his(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    head, office = client_of("unit_head"), client_of("office")
    path = f"/handling/tasks/{task.pk}/"
    bad = {"words": "建成", "files": file(b"", "空.pdf")}
    assert head.post(path + "report_done/", bad).status_code == 422
    assert not Completion.objects.exists()
    good = {"words": "建成", "files": file(PDF, "验收单.pdf")}
    assert head.post(path + "report_done/", good).status_code == 302
    done = Completion.objects.get()
    closing.name_verifier(cast["office"], task.pk, cast.people["office"].pk)
    page = office.get(task.get_absolute_url()).content.decode()
    assert "验收单.pdf" in page
    look = {"words": "", "files": file(picture(), "现场.png")}
    assert office.post(path + "close/", look).status_code == 422, "no words"
    look = {"words": "看过", "files": file(picture(), "现场.png")}
    assert office.post(path + "close/", look).status_code == 302, "the same file sent again"
    kinds = [(one.shows, one.name) for one in done.files.all()]
    assert kinds == [(Shows.RESULT, "验收单.pdf"), (Shows.FOUND, "现场.png")]
    done.refresh_from_db()
    assert done.state == Finish.PASSED


def test_a_look_on_the_spot_has_its_pictures(
    cast: Any, reported: Completion, client_of: Callable[[str], Client]
) -> None:
    closing.close(cast["office"], reported.task_id, "看过", ON)
    check = closing.draw(cast["office"], cast.town, 1).checks.get()
    with pytest.raises(NotAllowed):
        hang(cast["unit_head"], Shows.LOOK, check, picture(), "现场.png")
    sent = {"check": check.pk, "true": "1", "words": "属实", "files": file(picture(), "现场.png")}
    answer = client_of("principal").post(f"/handling/tasks/{check.task_id}/look/", sent)
    assert answer.status_code == 302
    assert check.files.get().name == "现场.png"
    page = client_of("liaison").get(check.task.get_absolute_url()).content.decode()
    assert "现场.png" in page


def test_nobody_agrees_while_personal_data_may_be_in_it(
    cast: Any, change: Change, django_capture_on_commit_callbacks: Any
) -> None:
    held = hang(cast["unit_head"], Shows.REASON, change, NUMBER, "名单.txt")
    assert held.in_doubt
    with pytest.raises(ReasonMissing, match=r"附件“名单\.txt”里像有个人信息"):
        changing.decide(cast["office"], change.pk, AGREED, ON)
    with pytest.raises(NotAllowed):
        attaching.mask(cast["other_head"], held.pk)
    with django_capture_on_commit_callbacks(execute=True):
        covered = attaching.mask(cast["office"], held.pk)
    assert not held.path.exists(), "the uncovered file is gone"
    assert "138********" in covered.path.read_text("utf-8-sig")
    assert changing.decide(cast["office"], change.pk, AGREED, ON).outcome == Outcome.APPROVED


def test_nothing_is_closed_while_personal_data_may_be_in_it(
    cast: Any, reported: Completion
) -> None:
    held = hang(cast["unit_head"], Shows.RESULT, reported, NUMBER, "名单.txt")
    with pytest.raises(ReasonMissing, match="里像有个人信息"):
        closing.close(cast["office"], reported.task_id, "看过", ON)
    assert Task.objects.get(pk=reported.task_id).state == TaskState.REPORTED
    attaching.clear(cast["unit_head"], held.pk)
    closing.close(cast["office"], reported.task_id, "看过", ON)
    # to send back needs no clean files: the unit mends them with the rest
    assert Task.objects.get(pk=reported.task_id).state == TaskState.CLOSED


def test_who_adds_and_takes_away_and_until_when(cast: Any, change: Change) -> None:
    held = hang(cast["unit_head"], Shows.REASON, change, PDF, "批复.pdf")
    for part in ("liaison", "other_head", "leader", "auditor", "stranger"):
        with pytest.raises(NotAllowed):
            hang(cast[part], Shows.REASON, change, picture(), "图.png")
        with pytest.raises(NotAllowed):
            attaching.drop(cast[part], held.pk)
    with pytest.raises(OutOfTurn, match="同样的文件已经上传过"):
        hang(cast["unit_head"], Shows.REASON, change, PDF, "又一份.pdf")
    changing.decide(cast["office"], change.pk, AGREED, ON)
    with pytest.raises(OutOfTurn, match="附件不能再增减"):
        attaching.drop(cast["unit_head"], held.pk)
    assert Attachment.objects.get() == held


def test_ten_are_enough(cast: Any, reported: Completion) -> None:
    for number in range(MOST_FILES):
        hang(cast["unit_head"], Shows.RESULT, reported, f"第{number}份".encode(), f"{number}.txt")
    with pytest.raises(OutOfTurn, match="最多10个"):
        hang(cast["unit_head"], Shows.RESULT, reported, b"one more", "more.txt")
    # what the verifier found is counted by itself
    assert hang(cast["office"], Shows.FOUND, reported, b"one more", "more.txt").pk


def test_content_stays_while_any_paper_holds_it(
    cast: Any, change: Change, django_capture_on_commit_callbacks: Any
) -> None:
    from duban.web.evidence.kept import tables  # noqa: PLC0415

    assert {table._meta.label for table in tables()} == {"handling.Attachment", "reports.Evidence"}
    other = changing.ask(
        cast["unit_head"],
        change.task_id or 0,
        changing.Paper(ChangeKind.CANCELLATION, "政策取消"),
        ON,
    )
    first = hang(cast["unit_head"], Shows.REASON, change, PDF, "批复.pdf")
    second = hang(cast["unit_head"], Shows.REASON, other, PDF, "批复.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        attaching.drop(cast["unit_head"], first.pk)
    assert second.path.read_bytes() == PDF
    with django_capture_on_commit_callbacks(execute=True):
        attaching.drop(cast["unit_head"], second.pk)
        assert sweep(clock.now() + timedelta(days=1, minutes=1)) == 2
    assert not second.path.exists()


def test_what_is_brought_back_while_others_are_swept_away_stays(
    cast: Any, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hang(cast["unit_head"], Shows.REASON, change, PDF, "批复.pdf")
    second = hang(cast["unit_head"], Shows.REASON, change, NUMBER, "名单.txt")
    attaching.clear(cast["unit_head"], second.pk)
    for held in (first, second):
        attaching.drop(cast["unit_head"], held.pk)

    def meanwhile(_sha256: str) -> None:
        attaching.restore(cast["unit_head"], second.pk)

    monkeypatch.setattr("duban.web.evidence.keeping.forget", meanwhile)
    assert sweep(clock.now() + timedelta(days=1, minutes=1)) == 1
    assert [held.name for held in attaching.files_of(Shows.REASON, change)] == ["名单.txt"]


@pytest.mark.parametrize("acts", [("drop", "mask"), ("mask", "drop")])
def test_of_two_acts_at_once_the_second_is_told(
    acts: tuple[str, str],
    cast: Any,
    change: Change,
    client_of: Callable[[str], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, then = acts
    held = hang(cast["unit_head"], Shows.REASON, change, NUMBER, "名单.txt")

    def meanwhile(*asked: Any) -> Attachment:
        found = seen_file(*asked)
        attaching.ACTS[first](cast["unit_head"], held.pk)
        return found

    monkeypatch.setattr(file_pages, "seen_file", meanwhile)
    answer = client_of("unit_head").post(held.way(then))
    assert answer.status_code == 409
    assert "这份附件刚刚被移除、遮盖或恢复了" in answer.content.decode()
    verbs = Entry.objects.filter(verb__in=["file.detach", "file.mask"]).values_list("verb")
    assert list(verbs) == [("file.detach" if first == "drop" else "file.mask",)]


def test_every_act_leaves_a_line(cast: Any, change: Change) -> None:
    held = hang(cast["unit_head"], Shows.REASON, change, NUMBER, "名单.txt")
    attaching.clear(cast["unit_head"], held.pk)
    attaching.drop(cast["unit_head"], held.pk)
    lines = Entry.objects.filter(verb__startswith="file.").order_by("pk")
    assert [(line.verb, line.subject_id, line.facts["file"]) for line in lines] == [
        ("file.attach", change.pk, "名单.txt"),
        ("file.clear", change.pk, "名单.txt"),
        ("file.detach", change.pk, "名单.txt"),
    ]


def test_the_list_answers_htmx_with_what_was_not_taken(
    change: Change, client_of: Callable[[str], Client]
) -> None:
    files = [file(PDF, "批复.pdf"), file(b"MZ\x00", "程序.exe")]
    answer = client_of("unit_head").post(
        f"/handling/files/reason/{change.pk}/", {"files": files}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "批复.pdf" in page
    assert "“程序.exe”不是可以上传的文件" in page
    assert "<html" not in page


def test_files_are_listed_and_given_over_json(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    closing.report_done(cast["unit_head"], task.pk, "建成", ON)
    head, done = client_of("unit_head"), Completion.objects.get()
    made = head.post(f"/api/attach/result/{done.pk}", {"file": file(PDF, "验收单.pdf")})
    assert made.status_code == 201, made.content
    key = made.json()["id"]
    [told] = head.get(f"/api/tasks/{task.pk}/handling").json()["completions"]
    assert [one["name"] for one in told["files"]] == ["验收单.pdf"]
    given: Any = client_of("office").get(f"/api/attachments/{key}")
    assert b"".join(given.streaming_content) == PDF
    program = {"file": file(b"MZ", "a.exe")}
    assert head.post(f"/api/attach/result/{done.pk}", program).status_code == 422
    assert head.post(f"/api/attachments/{key}/drop").status_code == 204
    assert not Attachment.objects.exists()


def test_what_was_taken_away_comes_back(
    cast: Any, change: Change, client_of: Callable[[str], Client]
) -> None:
    head = client_of("unit_head")
    held = hang(cast["unit_head"], Shows.REASON, change, PDF, "批复.pdf")
    page = head.post(f"/handling/files/{held.pk}/drop/", follow=True).content.decode()
    assert f'class="undo" action="/handling/files/{held.pk}/restore/"' in page
    assert head.get(f"/handling/files/{held.pk}/file/").status_code == 404
    assert client_of("stranger").post(f"/handling/files/{held.pk}/restore/").status_code == 404
    assert head.post(f"/api/attachments/{held.pk}/restore").status_code == 204
    assert change.files.get().name == "批复.pdf"
    verbs = Entry.objects.filter(verb__startswith="file.").order_by("pk")
    assert [line.verb for line in verbs] == ["file.attach", "file.detach", "file.reattach"]
