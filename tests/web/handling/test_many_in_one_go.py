"""One act on many tasks: every task is answered for itself, done or why not, and journalled."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.handling.acting import ON, part_of, signed, task_of

from duban.web.handling import bulk, closing
from duban.web.handling.models import Assignment, Receipt
from duban.web.handling.steps import take
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import NotAllowed, ReasonMissing

pytestmark = pytest.mark.django_db
GIVEN = bulk.Given(on=ON, words="看过")


def answers(name: str, member: Any, tasks: list[Task], given: bulk.Given = GIVEN) -> dict[int, str]:
    """What is said of each task by its number; + before what was done."""
    found = bulk.do(name, member, [task.pk for task in tasks], given)
    return {
        answer.task.number or 0: f"{'+' if answer.done else '-'}{answer.sentence}"
        for answer in found
    }


def closed(cast: Any, plan: Plan, number: int) -> Task:
    """A task found done by the office."""
    task = signed(cast, task_of(plan, number))
    head = {1: "unit_head", 2: "other_head", 4: "other_head"}[number]
    take("start", task.pk, cast[head])
    closing.report_done(cast[head], task.pk, "建成", ON)
    closing.name_verifier(cast["office"], task.pk, cast.people["office"].pk)
    closing.close(cast["office"], task.pk, "看过", ON)
    return task


def test_what_cannot_be_struck_off_is_told_and_the_rest_is_done(cast: Any, issued: Plan) -> None:
    first, second = closed(cast, issued, 1), closed(cast, issued, 2)
    drawn = closing.draw(cast["office"], cast.town, 1).checks.get().task
    free = second if drawn == first else first
    said = answers("strike_off", cast["office"], [first, second, task_of(issued, 3)])
    assert said[drawn.number or 0] == "-任务已抽中现场核查，登记结果后才能销号归档。"
    assert said[free.number or 0] == "+现为“销号”。"
    assert said[3] == "-任务当前为“立项”，不能销号。"
    lines = Entry.objects.filter(verb="task.strike_off")
    assert [line.subject_id for line in lines] == [free.pk]
    assert answers("archive", cast["office"], [free])[free.number or 0] == "+现为“归档”。"


def test_a_head_signs_for_everything_that_waits(cast: Any, issued: Plan) -> None:
    tasks = list(issued.tasks.order_by("position"))
    said = answers("sign", cast["unit_head"], tasks)
    assert said == {
        1: "+现为“签收”。",
        2: "+现为“交办”。",
        # 新农办 helps with task 3 in the paper's words, but it is not handed out
        3: "-没有等您签收的部分。",
        4: "+现为“交办”。",
    }
    own = Assignment.objects.filter(organisation=cast.unit)
    assert set(own.values_list("receipt", flat=True)) == {Receipt.RECEIVED}
    others = Assignment.objects.filter(organisation=cast.other_unit)
    assert set(others.values_list("receipt", flat=True)) == {Receipt.WAITING}
    assert Entry.objects.filter(verb="task.sign").count() == own.count()
    assert set(answers("sign", cast["unit_head"], tasks).values()) == {"-没有等您签收的部分。"}


def test_many_are_handed_to_one_more_unit(cast: Any, issued: Plan) -> None:
    tasks = list(issued.tasks.order_by("position"))
    more = bulk.Given(on=ON, unit=cast.other_unit.pk)
    assert answers("assign", cast["office"], tasks, more) == {
        1: "-“规建办”已在这项任务的责任单位里。",
        2: "-“规建办”已在这项任务的责任单位里。",
        3: "-任务当前为“立项”，不能调整责任单位。",
        4: "-“规建办”已在这项任务的责任单位里。",
    }
    village = cast.town.organisations.get(name="北塘村")
    more = bulk.Given(on=ON, unit=village.pk)
    said = answers("assign", cast["office"], tasks, more)
    assert [number for number, text in said.items() if text.startswith("+")] == [1, 2, 4]
    assert part_of(task_of(issued, 4), "北塘村").role == "co"
    nobody = answers("assign", cast["office"], tasks[:1], bulk.Given(on=ON))
    assert nobody == {1: "-请选要增加的单位。"}


def test_many_are_handed_out_with_a_lead_unit_where_the_paper_is_silent(
    cast: Any, plan: Plan
) -> None:
    tasks = [task_of(plan, 1), task_of(plan, 3)]
    silent = answers("issue", cast["office"], tasks, bulk.Given(on=ON, confirm=True))
    assert silent[1] == "+现为“交办”。"
    assert silent[3].startswith("-“引进企业60家”没有查明的牵头单位")
    assert not tasks[1].indicators.exists(), "what was refused leaves nothing behind"
    led = bulk.Given(on=ON, confirm=True, leads=(cast.unit.pk,))
    assert answers("issue", cast["office"], [tasks[1]], led) == {3: "+现为“交办”。"}
    assert part_of(tasks[1], "新农办").role == "lead"
    assert tasks[1].indicators.exists()


def test_only_what_one_verifies_is_closed(cast: Any, issued: Plan) -> None:
    for number, verifier in ((1, "office"), (2, "principal")):
        task = signed(cast, task_of(issued, number))
        head = "unit_head" if number == 1 else "other_head"
        take("start", task.pk, cast[head])
        closing.report_done(cast[head], task.pk, "建成", ON)
        closing.name_verifier(cast["office"], task.pk, cast.people[verifier].pk)
    tasks = [task_of(issued, 1), task_of(issued, 2)]
    said = answers("close", cast["office"], tasks)
    assert said == {1: "+现为“办结”。", 2: "-您没有“代替指定核查人核查”的权限。"}
    wordless = answers("close", cast["principal"], tasks[1:], bulk.Given(on=ON))
    assert wordless == {2: "-办结须填写理由。"}


def test_many_get_one_verifier(cast: Any, issued: Plan) -> None:
    task = signed(cast, task_of(issued, 1))
    take("start", task.pk, cast["unit_head"])
    closing.report_done(cast["unit_head"], task.pk, "建成", ON)
    named = bulk.Given(on=ON, user=cast.people["principal"].pk)
    said = answers("name_verifier", cast["office"], [task, task_of(issued, 2)], named)
    assert said == {1: "+现为“报办结”。", 2: "-任务当前为“交办”，不能指定核查人。"}
    assert task.completions.get().verifier == cast.people["principal"]


def test_rights_are_asked_for_all_and_for_each(cast: Any, issued: Plan) -> None:
    task = task_of(issued, 1)
    with pytest.raises(NotAllowed):
        bulk.do("strike_off", cast["unit_head"], [task.pk], GIVEN)
    with pytest.raises(Http404):
        bulk.do("strike_off", cast["stranger"], [task.pk], GIVEN)
    with pytest.raises(ReasonMissing):
        bulk.do("strike_off", cast["office"], [], GIVEN)
    with pytest.raises(ReasonMissing):
        bulk.do("strike_off", cast["office"], range(1, 300), GIVEN)
    # 规建办 helps with task 1: its head sees it, and may not begin it
    signed(cast, task)
    assert answers("start", cast["other_head"], [task]) == {1: "-您没有“开始办理”的权限。"}
    assert not Entry.objects.filter(verb="task.start").exists()


def test_the_page_asks_for_what_an_act_needs_and_answers_every_row(
    cast: Any, issued: Plan, client_of: Callable[[str], Client]
) -> None:
    client, tasks = client_of("office"), [task_of(issued, 1).pk, task_of(issued, 3).pk]
    back = "/ledger/tasks/?lead=%E6%96%B0"
    asking = client.post("/handling/bulk/assign/", {"task": tasks, "back": back})
    page = asking.content.decode()
    assert "对勾选的2项任务" in page
    assert page.count('name="task"') == 2
    assert "北塘村" in page
    village = cast.town.organisations.get(name="北塘村").pk
    told = {"task": tasks, "back": back, "told": "1", "unit": village, "role": "co"}
    done = client.post("/handling/bulk/assign/", told)
    assert done.status_code == 200
    page = done.content.decode()
    assert "勾选2项，办成1项" in page
    assert "任务当前为“立项”，不能调整责任单位。" in page
    assert f'href="{back.replace("&", "&amp;")}"' in page
    evil = client.post("/handling/bulk/register/", {"task": tasks, "back": "//evil.example/"})
    assert "evil.example" not in evil.content.decode()


def test_nothing_ticked_is_one_sentence(client_of: Callable[[str], Client], issued: Plan) -> None:
    answer = client_of("office").post("/handling/bulk/strike_off/", {})
    assert answer.status_code == 422
    assert "请先勾选任务。" in answer.content.decode()


def test_tasks_of_two_ledgers_share_no_unit(
    cast: Any, issued: Plan, district_plan: Plan, client_of: Callable[[str], Client]
) -> None:
    from duban.web.accounts.models import Appointment, Organisation  # noqa: PLC0415
    from duban.web.accounts.rights import Role  # noqa: PLC0415

    above = Organisation.objects.get(jurisdiction=cast.district, name="区督查室")
    Appointment.objects.create(user=cast.people["office"], role=Role.OFFICE, organisation=above)
    keys = [task_of(issued, 1).pk, task_of(district_plan, 1).pk]
    answer = client_of("office").post("/handling/bulk/assign/", {"task": keys})
    assert answer.status_code == 409
    assert "请只勾选同一辖区的任务。" in answer.content.decode()


def test_the_same_over_json(cast: Any, issued: Plan, client_of: Callable[[str], Client]) -> None:
    keys = [task_of(issued, 1).pk, task_of(issued, 2).pk]

    def post(part: str, act: str, **body: Any) -> Any:
        return client_of(part).post(
            f"/api/acts/{act}", json.dumps(body), content_type="application/json"
        )

    rows = post("unit_head", "sign", tasks=keys).json()
    assert [(row["task"], row["done"], row["state"]) for row in rows] == [
        (keys[0], True, TaskState.RECEIVED),
        (keys[1], True, TaskState.ISSUED),
    ]
    assert post("office", "fly", tasks=keys).status_code == 404
    assert post("auditor", "sign", tasks=keys).status_code == 403
    assert post("office", "archive", tasks=[]).status_code == 422


def test_asking_costs_the_same_for_few_as_for_many(
    cast: Any, issued: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    keys = list(issued.tasks.values_list("pk", flat=True))

    def queries(tasks: list[int]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.post("/handling/bulk/assign/", {"task": tasks}).status_code == 200
        return len(asked)

    queries(keys)
    assert queries(keys[:1]) == queries(keys)
