"""Jurisdictions, organisations, people, the posts they hold, and their keys to the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.web import clock
from duban.web.accounts.rights import Right, Role, Scope

if TYPE_CHECKING:
    from duban.web.accounts.member import Member


class JurisdictionQuerySet(models.QuerySet["Jurisdiction"]):
    def keys_within(self, key: int) -> frozenset[int]:
        """`key` and the keys of all below it; one query a level."""
        found, level = {key}, {key}
        while level:
            level = set(self.filter(parent__in=level).values_list("pk", flat=True)) - found
            found |= level
        return frozenset(found)


class Jurisdiction(models.Model):
    """One government with its ledger: a district, or a town below it."""

    name = models.CharField(_("名称"), max_length=60)
    code = models.CharField(_("区划代码"), max_length=12, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级辖区"),
    )

    objects = JurisdictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("辖区")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")), name="jurisdiction_not_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        return Scope(self.pk)


class OrganisationKind(models.TextChoices):
    DEPARTMENT = "department", _("部门")
    TOWN = "town", _("街镇")
    VILLAGE = "village", _("村居")
    GROUP = "group", _("一组单位")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, member: Member) -> OrganisationQuerySet:
        """Organisations of the jurisdictions worked in, and those kept as administrator."""
        own = Q(jurisdiction__in=member.jurisdictions)
        return self.filter(own | member.where(Right.MANAGE_PEOPLE))


class Organisation(models.Model):
    """A unit that can be made answerable for a task, under the names papers use for it.

    `governs`: a town as a unit of its district is the government of a jurisdiction with a ledger
    of its own; what it is handed goes down there. `past_names` are those of its changes of name,
    each with the day until which it held, the oldest first: what is past is shown under them
    without a query.
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="organisations", verbose_name=_("辖区")
    )
    kind = models.CharField(
        _("类别"),
        max_length=12,
        choices=OrganisationKind,
        default=OrganisationKind.DEPARTMENT,
    )
    name = models.CharField(_("名称"), max_length=80)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级单位"),
    )
    members = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="groups", verbose_name=_("成员单位")
    )
    governs = models.OneToOneField(
        Jurisdiction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_as",
        verbose_name=_("所辖台账"),
    )
    active = models.BooleanField(_("在用"), default=True)
    past_names = models.JSONField(_("曾用名"), default=list, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("机构")
        ordering: ClassVar = ["jurisdiction__code", "kind", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["jurisdiction", "name"], name="organisation_named_once"
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")), name="organisation_not_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(governs__isnull=True) | Q(kind=OrganisationKind.TOWN),
                name="towns_alone_govern",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        return Scope(self.jurisdiction_id, units=frozenset({self.pk}))

    def called(self, day: date) -> str:
        """What it was called on a day; its name of today for days to come."""
        text = day.isoformat()
        return next((past["name"] for past in self.past_names if text < past["until"]), self.name)

    def bore(self, name: str, until: date) -> None:
        """Keep a name that it bore until a day."""
        row = {"name": name, "until": until.isoformat()}
        self.past_names = sorted([*self.past_names, row], key=lambda past: past["until"])


class Turn(models.TextChoices):
    RENAMED = "renamed", _("更名")
    MERGED = "merged", _("并入")
    SPLIT = "split", _("拆出")


class SuccessionQuerySet(models.QuerySet["Succession"]):
    def inherited_by(self, keys: Iterable[int]) -> Mapping[int, frozenset[int]]:
        """By key: the organisations that went into it, and into those; one query a level."""
        found: dict[int, set[int]] = {key: set() for key in keys}
        level = {key: {key} for key in found}
        while level:
            rows = self.filter(kind=Turn.MERGED, successor__in=level)
            following: dict[int, set[int]] = {}
            for gone, into in rows.values_list("organisation", "successor"):
                for heir in level[into]:
                    if gone not in found[heir]:
                        found[heir].add(gone)
                        following.setdefault(gone, set()).add(heir)
            level = following
        return {key: frozenset(gone) for key, gone in found.items()}

    def heirs_of(self, keys: Iterable[int]) -> frozenset[int]:
        """Into what these organisations went, and what those went into; one query a level."""
        found: set[int] = set()
        level = set(keys)
        while level:
            rows = self.filter(kind=Turn.MERGED, organisation__in=level)
            level = set(rows.values_list("successor", flat=True)) - found
            found |= level
        return frozenset(found)


class Succession(models.Model):
    """What became of an organisation: another name, a unit it went into, a unit cut out of it.

    `name` is what it was called until `day`; `successor` is itself after a change of name.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="turns")
    kind = models.CharField(_("沿革"), max_length=8, choices=Turn)
    name = models.CharField(_("原名"), max_length=80)
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="predecessors")
    day = models.DateField(_("日期"))
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("沿革")
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "successor", "kind", "day", "name"], name="turned_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=Turn.RENAMED, successor=models.F("organisation"))
                | (~Q(kind=Turn.RENAMED) & ~Q(successor=models.F("organisation"))),
                name="renamed_stays_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_kind_display()} {self.successor}"


class Alias(models.Model):
    """Another name by which papers of the same jurisdiction call an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="+")
    name = models.CharField(_("别名"), max_length=80)

    class Meta:
        verbose_name = _("别名")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="alias_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, name: str, password: str | None = None) -> User:
        """A person who can sign in with `password`, or not yet (None)."""
        user = self.model(username=username, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def called(self, text: str) -> User | None:
        """The one person with this login name, or else with this name; None when not one."""
        found = self.filter(username=text).first()
        if found is not None:
            return found
        namesakes = list(self.filter(name=text)[:2])
        return namesakes[0] if len(namesakes) == 1 else None

    def visible_to(self, member: Member) -> models.QuerySet[User]:
        """The people an administrator keeps: none of their posts lies out of reach, nor does the
        last one of somebody who holds none."""
        if not member.may(Right.MANAGE_PEOPLE):
            return self.none()
        within = member.where(Right.MANAGE_PEOPLE, jurisdiction="organisation__jurisdiction")
        posts = Appointment.objects.filter(user=models.OuterRef("pk"))
        free = Q(left__isnull=True) | member.where(Right.MANAGE_PEOPLE, jurisdiction="left")
        return self.filter(~models.Exists(posts.exclude(within)), Q(models.Exists(posts)) | free)


class User(AbstractBaseUser):
    """A person. `username` is what is typed to sign in, `name` what others read; `left` is the
    jurisdiction of the post that was taken away last."""

    username = models.CharField(_("登录名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60, db_index=True)
    is_active = models.BooleanField(_("可登录"), default=True)
    must_change_password = models.BooleanField(_("下次登录须改密码"), default=False)
    created_at = models.DateTimeField(_("建立时间"), default=clock.now, editable=False)
    left = models.ForeignKey(
        Jurisdiction, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("人员")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Appointment(models.Model):
    """One role of one person in one organisation; several may be held at once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="appointments")
    role = models.CharField(_("角色"), max_length=16, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="appointments", verbose_name=_("单位")
    )
    since = models.DateTimeField(_("任职时间"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("任职")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role", "organisation"], name="appointed_once")
        ]

    def __str__(self) -> str:
        return f"{self.user.name}：{self.organisation.name} {self.get_role_display()}"

    def scope(self) -> Scope:
        return self.organisation.scope()


class ApiToken(models.Model):
    """A key to the API. Only its digest is kept; `start` lets a person tell keys apart."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    label = models.CharField(_("用途"), max_length=60)
    start = models.CharField(_("开头"), max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("签发时间"), default=clock.now, editable=False)
    used_at = models.DateTimeField(_("最近使用"), null=True)
    revoked_at = models.DateTimeField(_("作废时间"), null=True)

    class Meta:
        verbose_name = _("接口令牌")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.label} {self.start}…"
