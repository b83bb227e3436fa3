"""A unit shares its part out; the shares come to the whole, and go to whom it may give them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.handling.acting import ON, part_of, signed, task_of

from duban.plan import Comparator
from duban.web.accounts.models import Organisation
from duban.web.handling.breaking_down import Line, Whole, break_down, gap, whole_of
from duban.web.handling.handing_down import decline, take_up
from duban.web.handling.models import HandedDown, Part, Receipt, Rollup, Share, Taking
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("comparator", "parts", "missing"),
    [
        (Comparator.EQUAL, ["80", "120"], "0"),
        (Comparator.EQUAL, ["80", "110"], "-10"),
        (Comparator.EQUAL, ["80", "130.5"], "10.5"),
        (Comparator.AT_LEAST, ["80", "130"], "0"),
        (Comparator.AT_LEAST, ["80", "119"], "-1"),
        (Comparator.AT_MOST, ["80", "100"], "0"),
        (Comparator.AT_MOST, ["80", "121"], "1"),
        (Comparator.EQUAL, [], "-200"),
    ],
)
def test_shares_come_to_the_whole(comparator: Comparator, parts: list[str], missing: str) -> None:
    whole = Whole(Decimal(200), "户", comparator)
    assert gap(whole, map(Decimal, parts)) == Decimal(missing)


@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2), max_size=30))
def test_parts_of_their_own_sum_always_fit(parts: list[Decimal]) -> None:
    assert gap(Whole(sum(parts, Decimal(0)), "元"), parts) == 0


@pytest.fixture
def yards(cast: Any, issued: Plan) -> Task:
    """建设美丽庭院200户, signed for by 新农办."""
    return signed(cast, task_of(issued, 1))


def village(cast: Any, name: str) -> int:
    return Organisation.objects.get(jurisdiction=cast.town, name=name).pk


def lines(cast: Any, north: str, south: str) -> list[Line]:
    return [
        Line(Decimal(north), organisation=village(cast, "北塘村")),
        Line(Decimal(south), organisation=village(cast, "南圩村")),
    ]


def test_villages_get_their_shares_and_see_the_task(cast: Any, yards: Task) -> None:
    own, [indicator] = part_of(yards, "新农办"), yards.indicators.all()
    break_down(cast["liaison"], own.pk, indicator.pk, lines(cast, "120", "80"), ON)
    given_on = yards.assignments.filter(given_by=own, ended_on=None)
    assert set(given_on.values_list("name", "role", "receipt")) == {
        ("北塘村", Part.SHARE, Receipt.WAITING),
        ("南圩村", Part.SHARE, Receipt.WAITING),
    }
    assert village(cast, "北塘村") in set(yards.concerned.values_list("pk", flat=True))


def test_another_breakdown_takes_the_place_of_the_first(cast: Any, yards: Task) -> None:
    own, [indicator] = part_of(yards, "新农办"), yards.indicators.all()
    break_down(cast["liaison"], own.pk, indicator.pk, lines(cast, "120", "80"), ON)
    only = [Line(Decimal(200), organisation=village(cast, "北塘村"))]
    break_down(cast["liaison"], own.pk, indicator.pk, only, ON)
    assert [share.bearer for share in Share.objects.filter(given_by=own)] == ["北塘村"]
    held = yards.assignments.filter(given_by=own, ended_on=None)
    assert [row.name for row in held] == ["北塘村"]


def test_own_people_may_be_named(cast: Any, yards: Task) -> None:
    own, [indicator] = part_of(yards, "新农办"), yards.indicators.all()
    parts = [
        Line(Decimal(150), person=cast.people["liaison"].pk),
        Line(Decimal(50), person=cast.people["colleague"].pk),
    ]
    break_down(cast["unit_head"], own.pk, indicator.pk, parts, ON)
    bearers = {share.bearer for share in Share.objects.filter(given_by=own)}
    assert bearers == {"示例·liaison", "示例·colleague"}


def test_what_does_not_add_up_is_said_with_its_figures(cast: Any, yards: Task) -> None:
    own, [indicator] = part_of(yards, "新农办"), yards.indicators.all()
    with pytest.raises(ReasonMissing, match="应分解200户，各行合计190户，还差10户"):
        break_down(cast["liaison"], own.pk, indicator.pk, lines(cast, "110", "80"), ON)
    with pytest.raises(ReasonMissing, match="多出1户"):
        break_down(cast["liaison"], own.pk, indicator.pk, lines(cast, "121", "80"), ON)
    assert not Share.objects.exists()


def test_nobody_else_is_given_a_share(cast: Any, yards: Task) -> None:
    own, [indicator] = part_of(yards, "新农办"), yards.indicators.all()
    strange = [
        [Line(Decimal(200), organisation=cast.other_unit.pk)],
        [Line(Decimal(200), person=cast.people["other_liaison"].pk)],
        [Line(Decimal(100), organisation=village(cast, "北塘村"))] * 2,
        [Line(Decimal(-1), organisation=village(cast, "北塘村"))],
    ]
    for wanted in strange:
        with pytest.raises(ReasonMissing):
            break_down(cast["liaison"], own.pk, indicator.pk, wanted, ON)
    for part in ("other_liaison", "office", "leader", "stranger"):
        with pytest.raises(NotAllowed):
            break_down(cast[part], own.pk, indicator.pk, lines(cast, "120", "80"), ON)


def test_a_rate_is_shared_without_adding_up(cast: Any, yards: Task) -> None:
    own, [indicator] = part_of(yards, "新农办"), yards.indicators.all()
    indicator.rollup = Rollup.LAST
    indicator.save(update_fields=["rollup"])
    assert whole_of(indicator, own, ON) is None
    break_down(cast["liaison"], own.pk, indicator.pk, lines(cast, "98", "98"), ON)
    assert Share.objects.count() == 2


def test_it_is_not_broken_down_before_it_is_signed_for(cast: Any, issued: Plan) -> None:
    task = task_of(issued, 1)
    own, [indicator] = part_of(task, "新农办"), task.indicators.all()
    with pytest.raises(OutOfTurn, match="当前为“交办”，不能分解"):
        break_down(cast["liaison"], own.pk, indicator.pk, lines(cast, "120", "80"), ON)


def handed_to(cast: Any, number: int, district_plan: Plan) -> HandedDown:
    found: HandedDown = HandedDown.objects.get(
        jurisdiction=cast.town, assignment__task=task_of(district_plan, number)
    )
    return found


def test_a_towns_share_goes_down_into_its_ledger(
    cast: Any, district_plan: Plan, plan: Plan
) -> None:
    handed = handed_to(cast, 1, district_plan)
    assert (handed.title, handed.state) == ("建设乡村停车场30个", Taking.OFFERED)
    assert handed.figures == [{"metric": "乡村停车场", "value": "12", "unit": "个"}]
    assert handed in HandedDown.objects.visible_to(cast["office"])
    assert handed not in HandedDown.objects.visible_to(cast["stranger"])
    assert task_of(district_plan, 1) not in Task.objects.visible_to(cast["office"])


def test_the_town_takes_it_up_with_a_task_of_its_own(
    cast: Any, district_plan: Plan, plan: Plan
) -> None:
    handed = handed_to(cast, 1, district_plan)
    take_up(cast["office"], handed.pk, task_of(plan, 2).pk)
    handed.refresh_from_db()
    assert (handed.state, handed.task) == (Taking.TAKEN, task_of(plan, 2))
    assert part_of(task_of(district_plan, 1), "柳溪镇").receipt == Receipt.RECEIVED
    with pytest.raises(OutOfTurn, match="已经答复过"):
        decline(cast["office"], handed.pk, "没有条件")


def test_the_town_says_why_it_cannot(cast: Any, district_plan: Plan, plan: Plan) -> None:
    handed = handed_to(cast, 1, district_plan)
    with pytest.raises(ReasonMissing):
        decline(cast["office"], handed.pk, " ")
    decline(cast["office"], handed.pk, "今年没有可用土地")
    above = part_of(task_of(district_plan, 1), "柳溪镇")
    assert (above.receipt, above.reason) == (Receipt.DECLINED, "今年没有可用土地")


def test_only_the_towns_office_answers_and_only_with_its_own_task(
    cast: Any, district_plan: Plan, plan: Plan
) -> None:
    handed = handed_to(cast, 1, district_plan)
    for part in ("unit_head", "leader", "auditor", "stranger", "district_office"):
        with pytest.raises(NotAllowed):
            take_up(cast[part], handed.pk, task_of(plan, 2).pk)
    with pytest.raises(ReasonMissing, match="本级台账"):
        take_up(cast["office"], handed.pk, task_of(district_plan, 1).pk)


def test_a_town_that_leads_signs_by_taking_up(cast: Any, district_plan: Plan, plan: Plan) -> None:
    rivers = task_of(district_plan, 2)
    rivers.assignments.filter(organisation__name="区农业农村委").update(ended_on=ON)
    rivers.assignments.filter(organisation__name="柳溪镇").update(role=Part.LEAD)
    take_up(cast["office"], handed_to(cast, 2, district_plan).pk, task_of(plan, 2).pk)
    assert task_of(district_plan, 2).state == TaskState.RECEIVED


def test_what_a_district_unit_breaks_down_goes_down_too(
    cast: Any, district_plan: Plan, plan: Plan
) -> None:
    rivers = signed(cast, task_of(district_plan, 2))
    own, [indicator] = part_of(rivers, "区农业农村委"), rivers.indicators.all()
    towns = Organisation.objects.filter(jurisdiction=cast.district, governs__isnull=False)
    parts = [Line(Decimal(4), organisation=town.pk) for town in towns]
    break_down(cast["district_liaison"], own.pk, indicator.pk, parts, ON)
    assert handed_to(cast, 2, district_plan).figures == [
        {"metric": "河道", "value": "4", "unit": "公里"}
    ]


def test_what_the_plan_shares_out_is_not_shared_out_twice(
    cast: Any, district_plan: Plan, client_of: Any
) -> None:
    """The town would bear 24, and be told of both."""
    yards = signed(cast, task_of(district_plan, 1))
    own, [indicator] = part_of(yards, "区农业农村委"), yards.indicators.all()
    town = Organisation.objects.get(jurisdiction=cast.district, name="柳溪镇")
    member = cast["district_liaison"]
    with pytest.raises(ReasonMissing, match="柳溪镇 12个已经分解过"):
        break_down(member, own.pk, indicator.pk, [Line(Decimal(30), town.pk)], ON)
    page = client_of("district_liaison").get(f"/handling/parts/{own.pk}/breakdown/")
    text = page.content.decode()
    assert "柳溪镇 <b>12个</b>" in text
    assert f'name="unit-{town.pk}"' not in text
    mine = [Line(Decimal(30), person=cast.people["district_liaison"].pk)]
    break_down(member, own.pk, indicator.pk, mine, ON)
    assert Share.objects.filter(task=yards, organisation=town).count() == 1
