"""Fields of templates that several kinds have alike: counts by light, tasks that are late."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from duban.web.papers.kinds.sheet import Field
from duban.web.papers.kinds.standing import LATE
from duban.writing.blocks import Light
from duban.writing.bulletin import LateTask


def light_count(light: Light) -> Field:
    """How many tasks show a light: 红灯数."""
    return Field(f"{light.word}数", light.word, "3", lambda f: str(f.lights.get(light, 0)))


def by_gravity(late: Iterable[LateTask]) -> list[LateTask]:
    """Red, then yellow, each in the order of the plan."""
    return sorted(late, key=lambda one: LATE.index(one.light))


def late_fields() -> tuple[Field, ...]:
    """The fields of a red or yellow task."""
    return (
        Field(
            "序号",
            _("在计划里的序号"),
            "7",
            lambda one: "" if one.serial is None else str(one.serial),
        ),
        Field("名称", _("任务的全文"), "新建口袋公园2座", lambda one: one.title),
        Field("单位", _("牵头单位"), "新农办", lambda one: one.unit),
        Field("领导", _("牵头领导"), "沈示例", lambda one: one.leader),
        Field("亮灯", _("红灯或黄灯"), "红灯", lambda one: one.light.word),
        Field("原因", _("为什么亮这个灯"), "二季度未开工。", lambda one: one.cause),
        Field("连续期数", _("连续几期是这个灯或更差"), "2", lambda one: str(one.running)),
    )
