"""The map of a jurisdiction's towns: outlines that stand for organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right, Scope

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class TownMapQuerySet(models.QuerySet["TownMap"]):
    def visible_to(self, member: Member) -> TownMapQuerySet:
        """Those of the ledgers whose boards a person sees."""
        posts = member.posts_with(Right.SEE)
        return self.filter(jurisdiction__in={post.jurisdiction_id for post in posts})


class TownMap(models.Model):
    """`key` is the property of the file that names the areas, one of `keys`."""

    jurisdiction = models.OneToOneField(
        Jurisdiction, models.PROTECT, related_name="town_map", verbose_name=_("辖区")
    )
    file_name = models.CharField(_("文件"), max_length=255)
    key = models.CharField(_("名称属性"), max_length=40)
    keys = models.JSONField(default=list)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=clock.now)

    objects = TownMapQuerySet.as_manager()

    class Meta:
        verbose_name = _("街镇地图")

    def __str__(self) -> str:
        return str(self.jurisdiction)

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id)


class MapArea(models.Model):
    """One outline, as it is drawn. `texts` hold what the file calls it, by property; `x`, `y` is
    where its label stands, `room` how far the border is from there."""

    map = models.ForeignKey(TownMap, models.CASCADE, related_name="areas")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("区域"), max_length=40)
    texts = models.JSONField(default=dict)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="map_areas", verbose_name=_("单位")
    )
    path = models.TextField()
    x = models.PositiveSmallIntegerField()
    y = models.PositiveSmallIntegerField()
    room = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("地图区域")
        ordering: ClassVar = ["map_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["map", "position"], name="area_once_on_a_map"),
        ]

    def __str__(self) -> str:
        return self.name
