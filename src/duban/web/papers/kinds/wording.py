"""What gatherers of several kinds ask alike: names, dates and offices as papers write them."""

from __future__ import annotations

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right


def office_of(member: Member, place: Jurisdiction) -> str:
    """The office for which a person writes, by its full name: 镇督查室 signs as 柳溪镇督查室."""
    posts = (post for post in member.posts_with(Right.WRITE) if post.jurisdiction_id == place.pk)
    name = next((post.organisation for post in posts), "")
    if not name:
        return place.name
    if name.startswith(place.name):
        return name
    return place.name + name.removeprefix(place.name[-1])
