"""The people of the story, found by what they are; whoever is named acts with the posts held."""

from __future__ import annotations

from functools import cached_property

from duban.web.accounts.member import Member
from duban.web.accounts.models import Appointment, Organisation, User
from duban.web.accounts.posts import member_of
from duban.web.accounts.rights import Role
from duban.web.ledger.models import Task


class Cast:
    """Read once and kept: in the story people get posts, and lose none."""

    def __init__(self) -> None:
        self._members: dict[int, Member] = {}

    def forget(self) -> None:
        """After people or posts were added."""
        self._members.clear()
        self.__dict__.pop("_posts", None)

    def named(self, login: str) -> Member:
        return self._member(User.objects.get(username=login).pk)

    def office(self, place: str) -> Member:
        """The supervision office of a jurisdiction, by its name."""
        return self._member(
            next(
                user
                for (role, _unit), (user, home) in self._posts.items()
                if role == Role.OFFICE and home == place
            )
        )

    def liaison(self, organisation_id: int) -> Member:
        return self._member(self._posts[Role.LIAISON, organisation_id][0])

    def head(self, organisation_id: int) -> Member:
        return self._member(self._posts[Role.UNIT_HEAD, organisation_id][0])

    def has(self, role: Role, organisation_id: int) -> bool:
        return (role, organisation_id) in self._posts

    def leader(self, task: Task) -> Member:
        """The first of those who lead the task."""
        user = task.led_by.order_by("pk").first()
        if user is None:
            raise LookupError(task.title)
        return self._member(user.pk)

    def unit(self, place: str, name: str) -> Organisation:
        return Organisation.objects.get(jurisdiction__name=place, name=name)

    def _member(self, user: int) -> Member:
        if user not in self._members:
            self._members[user] = member_of(User.objects.get(pk=user))
        return self._members[user]

    @cached_property
    def _posts(self) -> dict[tuple[str, int], tuple[int, str]]:
        """Role and organisation → the first person there, and the name of the jurisdiction."""
        rows = Appointment.objects.order_by("-pk").values_list(
            *("role", "organisation", "user", "organisation__jurisdiction__name")
        )
        return {(role, unit): (user, home) for role, unit, user, home in rows}
