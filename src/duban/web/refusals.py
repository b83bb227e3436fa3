"""Acts that the rules do not allow, and their answers: 403 may not, 409 not now, 422 fill in.

The fourth answer, 404 not yours to see, is Django's own. A Refusal is raised inside the
transaction it ends; `str()` of it is the sentence the person reads.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Refusal(Exception):
    """The rules do not allow this; str() of it is what the person is told."""

    status: ClassVar[HTTPStatus]
    heading: ClassVar[Promise | str]


class NotAllowed(Refusal):
    """This person may not do this, now or later."""

    status = HTTPStatus.FORBIDDEN
    heading = gettext_lazy("没有权限")

    @classmethod
    def to(cls, act: str) -> NotAllowed:
        """`act` as the table of rights words it, such as 导入清单."""
        return cls(_("您没有“%(act)s”的权限。") % {"act": act})


class OutOfTurn(Refusal):
    """The thing does not stand where this act starts from."""

    status = HTTPStatus.CONFLICT
    heading = gettext_lazy("现在不能办理")


class ReasonMissing(Refusal):
    """Something the person must write is not there."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    heading = gettext_lazy("还缺内容")

    @classmethod
    def of(cls, act: str) -> ReasonMissing:
        return cls(_("%(act)s须填写理由。") % {"act": act})
