"""An import tried first: every row is answered as it would be, and nothing stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def written(*, trial: bool) -> Iterator[None]:
    """What the body writes stands or falls together; of a trial nothing stays."""
    with transaction.atomic():
        yield
        if trial:
            transaction.set_rollback(True)
