"""A prepared question finds what its function would find, and is put together once for a shape.

That its words are those of the function is looked at with what every test asks (`conftest`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.transaction import TransactionManagementError
from django.test import Client

from duban.web.accounts import prepared as module
from duban.web.accounts.member import Member, Post
from duban.web.accounts.models import Appointment, Organisation, User
from duban.web.accounts.posts import member_of
from duban.web.accounts.prepared import Unprepared, prepared
from duban.web.accounts.rights import Right, Role

pytestmark = pytest.mark.django_db


@prepared
def seen_units(member: Member) -> QuerySet[Organisation]:
    own = member.where(Right.SEE, units="pk")
    return Organisation.objects.filter(own).order_by("pk")


@prepared
def held_since(posts: Set[int], on: date) -> QuerySet[Any, tuple[int, str]]:
    found = Appointment.objects.filter(pk__in=posts, since__lte=on)
    return found.order_by("pk").values_list("pk", "user__name")


@prepared
def named(words: str, keys: Sequence[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(name__contains=words, pk__in=keys).order_by("pk")


def test_everybody_finds_the_same_as_before(cast: Any) -> None:
    for user in cast.people.values():
        member = member_of(user)
        rows = seen_units(member)
        assert rows == list(seen_units.build(member))
        # whole rows, not their keys alone
        assert [row.name for row in rows] == [row.name for row in seen_units.build(member)]


def test_people_of_one_shape_share_a_text(cast: Any) -> None:
    ask = prepared(seen_units.build)
    # each holds one post of the same role
    for part in ("liaison", "colleague", "other_liaison"):
        ask(cast[part])
    assert len(ask._known) == 1
    ask(cast["office"])
    assert len(ask._known) == 2


def test_each_number_of_keys_has_its_own(cast: Any) -> None:
    keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    for count in (0, 1, 2, len(keys), 1):
        assert [row.pk for row in named("", keys[:count])] == keys[:count]


def test_words_belong_to_the_shape(cast: Any) -> None:
    keys = tuple(Organisation.objects.values_list("pk", flat=True))
    assert {row.name for row in named("督查室", keys)} == {"镇督查室", "区督查室"} | {
        row.name for row in Organisation.objects.filter(name__contains="督查室")
    }
    assert named("没有这个单位", keys) == []


def test_days_are_values(cast: Any) -> None:
    posts = frozenset(Appointment.objects.values_list("pk", flat=True))
    today = Appointment.objects.order_by("-since")[0].since
    assert len(held_since(posts, today)) == len(posts)
    assert held_since(posts, today - timedelta(days=40_000)) == []
    assert held_since(frozenset(), today) == []


def test_the_order_of_keys_does_not_matter(cast: Any) -> None:
    keys = list(Organisation.objects.order_by("-pk").values_list("pk", flat=True))
    assert [row.pk for row in named("", keys)] == sorted(keys)


def test_a_text_that_hangs_on_values_is_refused(cast: Any) -> None:
    @prepared
    def next_to(key: int) -> QuerySet[User]:
        return User.objects.filter(pk=key + 1)

    @prepared
    def first(many: int) -> QuerySet[User]:
        return User.objects.all()[:many]

    with pytest.raises(Unprepared, match="next_to: 20482 is none of the values"):
        next_to(1)
    with pytest.raises(Unprepared, match="first: the text hangs on the values"):
        first(2)


def test_a_look_at_a_value_is_seen_where_a_test_asks_with_it(cast: Any) -> None:
    """Stand-ins are all of one kind; what is compared beside each text is not."""

    @prepared
    def those_after(key: int) -> QuerySet[User]:
        return User.objects.filter(pk__gt=key) if key % 2 else User.objects.filter(pk=key)

    assert those_after(1)
    with pytest.raises(AssertionError):
        those_after(2)


def test_what_is_fetched_beside_is_refused(cast: Any) -> None:
    @prepared
    def with_posts(key: int) -> QuerySet[User]:
        return User.objects.filter(pk=key).prefetch_related("appointments")

    with pytest.raises(Unprepared, match="with_posts: what is fetched beside"):
        with_posts(1)


def test_too_many_keys_are_asked_for_as_ever(cast: Any) -> None:
    keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    ask = prepared(named.build)
    many = [*keys, *range(10_000_000, 10_000_000 + module.VALUES)]
    assert [row.pk for row in ask("", many)] == keys
    assert ask._known == {}


@pytest.mark.parametrize("key", [2**63, 10**30, -(2**63) - 1])
def test_a_number_that_no_column_holds_finds_nothing(
    cast: Any, key: int, django_assert_num_queries: Any
) -> None:
    """An address may write it."""

    @prepared
    def one(key: int) -> QuerySet[User]:
        return User.objects.filter(pk=key)

    with django_assert_num_queries(0):
        assert one(key) == []
    assert one._known == {}


def test_no_more_shapes_are_kept_than_is_said(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHAPES", 3)
    ask = prepared(named.build)
    for count in range(1, 9):
        ask("", list(range(1, count + 1)))
        assert len(ask._known) <= 3


@pytest.mark.parametrize(("posts", "inherited"), [(2, 1), (11, 2), (66, 2), (150, 0), (150, 3)])
def test_somebody_may_act_for_many_units(cast: Any, posts: int, inherited: int) -> None:
    """Also where others went into each of them: a set of so many keys has no order of its own."""
    own = tuple(
        Post(
            Role.UNIT_HEAD if key % 2 else Role.LIAISON,
            cast.unit.pk + key,
            "单位",
            cast.town.pk,
            "柳溪镇",
            inherited=frozenset(range(10_000 + 9 * key, 10_000 + 9 * key + inherited)),
        )
        for key in range(posts)
    )
    member = Member(cast["liaison"].user, own)
    assert seen_units(member) == list(seen_units.build(member))
    assert cast.unit in seen_units(member)


#: two posts of one person: role, unit
TWICE = {
    "two roles in one unit": ((Role.LIAISON, "unit"), (Role.UNIT_HEAD, "unit")),
    "two units of one jurisdiction": ((Role.LIAISON, "unit"), (Role.LIAISON, "other_unit")),
    "two roles over one jurisdiction": ((Role.OFFICE, "unit"), (Role.PRINCIPAL, "other_unit")),
    "over a jurisdiction and in a unit of it": ((Role.OFFICE, "unit"), (Role.LIAISON, "unit")),
}


@pytest.mark.parametrize("posts", TWICE.values(), ids=TWICE)
def test_somebody_holds_two_posts_in_one_place(
    cast: Any, posts: Sequence[tuple[Role, str]], client_of: Callable[[str], Client]
) -> None:
    """Also where another's text is kept already, whose two posts lie apart."""
    apart = Organisation.objects.create(jurisdiction=cast.elsewhere, name="另一处")
    for part, units in (("disabled", [cast.unit, apart]), ("colleague", None)):
        user = cast.people[part]
        user.appointments.all().delete()
        for place, (role, name) in enumerate(posts):
            unit = getattr(cast, name) if units is None else units[place]
            Appointment.objects.create(user=user, role=role, organisation=unit)
        member = member_of(user)
        rows = seen_units(member)
        assert rows == list(seen_units.build(member))
        assert (apart in rows) == (part == "disabled")
        assert cast.unit in rows
    for page in ("/", "/ledger/tasks/"):
        assert client_of("colleague").get(page).status_code == 200


def test_a_unit_that_one_heads_went_into_another_that_one_heads(cast: Any) -> None:
    def post(unit: int, *gone: int) -> Post:
        place = (cast.town.pk, "柳溪镇")
        return Post(Role.UNIT_HEAD, unit, "单位", *place, inherited=frozenset(gone))

    one, other = cast.unit.pk, cast.other_unit.pk
    for posts in ((post(one), post(other, one)), (post(other, one), post(one))):
        member = Member(cast["unit_head"].user, posts)
        assert set(seen_units(member)) == {cast.unit, cast.other_unit}


def test_who_may_see_nothing_finds_nothing(cast: Any, django_assert_num_queries: Any) -> None:
    @prepared
    def none(member: Member) -> QuerySet[User]:
        return User.objects.filter(Q(pk__in=()), pk=member.user.pk)

    member = cast["liaison"]
    with django_assert_num_queries(0):
        assert none(member) == []


def test_what_was_added_meanwhile_is_found(cast: Any) -> None:
    before = seen_units(cast["office"])
    made = Organisation.objects.create(jurisdiction=cast.town, name="新设办", kind=before[0].kind)
    assert seen_units(cast["office"]) == [*before, made]


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_alone(cast: Any) -> None:
    @prepared
    def locked(key: int) -> QuerySet[User]:
        return User.objects.select_for_update().filter(pk=key)

    user = cast["liaison"].user
    with transaction.atomic():
        assert locked(user.pk) == [user]
    with pytest.raises(TransactionManagementError):
        locked(user.pk)
