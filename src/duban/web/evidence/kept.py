"""The row of one file that hangs on a paper. Each app has its own table, made from this one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.design.undoing import Undo
from duban.web.ledger.filestore import path_of

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)
#: evidence is kept apart from imported papers, and without an ending a program would open
STORED_AS = "x.evidence"


class Kind(models.TextChoices):
    PDF = "pdf", _("PDF")
    IMAGE = "image", _("图片")
    WORD = "word", _("Word文档")
    SHEET = "sheet", _("电子表格")
    TEXT = "text", _("文本")


class Standing(models.Manager[Row_co]):
    """Files that nobody took away; a table of files has it first, and `everything` beside it."""

    def get_queryset(self) -> models.QuerySet[Row_co]:
        return super().get_queryset().filter(removed_at=None)


class KeptFile(models.Model):
    """One file, kept under its digest. `personal` counts what looks like personal data in it;
    `cleared_by` says that it is none. One that was taken away (`removed_at`) is nowhere seen any
    more and can be brought back for a while (`keeping.KEPT_FOR`).

    A table of them adds the paper it hangs on, and says in `way` where its pages are.
    """

    name = models.CharField(_("文件名"), max_length=255)
    kind = models.CharField(_("类别"), max_length=8, choices=Kind)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("大小"))
    personal = models.PositiveIntegerField(default=0)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return path_of(self.sha256, STORED_AS)

    @property
    def in_doubt(self) -> bool:
        """It may hold personal data, and nobody has looked."""
        return self.personal > 0 and self.cleared_by_id is None

    @property
    def drawable(self) -> bool:
        return self.kind in (Kind.IMAGE, Kind.PDF)

    def way(self, act: str) -> str:
        """The address of the file, its preview, or of an act on it: drop, mask, clear."""
        raise NotImplementedError

    @property
    def ways(self) -> dict[str, str]:
        """For templates."""
        return {act: self.way(act) for act in ("file", "preview", "drop", "mask", "clear")}

    @classmethod
    def all_rows(cls) -> models.QuerySet[Any]:
        """Those that were taken away among them."""
        return cls.everything.all()  # type: ignore[attr-defined, no-any-return]


def undo_of(held: KeptFile) -> Undo | None:
    """The way back from taking a file away; None for what may hold personal data, which is
    gone."""
    return None if held.in_doubt else Undo(held.way("restore"), str(_("恢复")))


def tables() -> Iterator[type[KeptFile]]:
    """Every table of kept files."""
    yield from KeptFile.__subclasses__()
