"""What a password must be, and passwords made for people."""

from __future__ import annotations

import secrets
import string

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: letters and digits that are not mistaken for one another when read from paper
CLEAR = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))
KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation)
KINDS_NEEDED = 3


class MixedCharacters:
    """At least three of: lower case, upper case, digits, others."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002
        known = "".join(KINDS)
        kinds = sum(any(sign in kind for sign in password) for kind in KINDS)
        kinds += any(sign not in known for sign in password)
        if kinds < KINDS_NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("密码须含大写字母、小写字母、数字、符号中的至少三类。")


def make_password() -> str:
    """A password of 14 clear characters, three kinds among them."""
    while True:
        password = "".join(secrets.choice(CLEAR) for _place in range(14))
        if all(any(sign in kind for sign in password) for kind in KINDS[:3]):
            return password
