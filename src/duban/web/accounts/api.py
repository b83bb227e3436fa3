"""The API's keys, and `/api/me`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import HttpBearer, SessionAuth

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import User
from duban.web.accounts.posts import member_of
from duban.web.accounts.rights import RIGHTS
from duban.web.accounts.tokens import holder_of

router = Router(tags=["me"])


class TokenAuth(HttpBearer):
    """`Authorization: Bearer duban_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = holder_of(token)
        if user is not None:
            request.user = user
            request.member = member_of(user)  # type: ignore[attr-defined]
        return user


class BrowserAuth(SessionAuth):
    """The session of a person signed in in the browser; changes need the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002
        return request.user if isinstance(request.user, User) else None


class PostOut(Schema):
    role: str
    role_label: str
    organisation: str
    jurisdiction: str
    rights: list[str]


class MeOut(Schema):
    name: str
    username: str
    posts: list[PostOut]


@router.get("/me", response=MeOut, summary="我是谁，任何职，有何权")
def me(request: MemberRequest) -> dict[str, Any]:
    posts = [
        {
            "role": post.role.value,
            "role_label": str(post.role.label),
            "organisation": post.organisation,
            "jurisdiction": post.jurisdiction,
            "rights": sorted(right.value for right in RIGHTS[post.role]),
        }
        for post in request.member.posts
    ]
    return {"name": request.user.name, "username": request.user.username, "posts": posts}
