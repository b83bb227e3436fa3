"""What an administrator does with organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Alias, Organisation, OrganisationKind, Turn
from duban.web.accounts.rights import Right
from duban.web.journal.record import record
from duban.web.refusals import OutOfTurn


@transaction.atomic
def save_organisation(
    member: Member,
    organisation: Organisation,
    *,
    aliases: Sequence[str],
    members: Sequence[Organisation] = (),
) -> Organisation:
    """Add or change one organisation with the names papers use and, for a group, its members."""
    member.must(Right.MANAGE_PEOPLE, organisation)
    refuse_taken_names(organisation, aliases)
    _refuse_rings(organisation)
    _refuse_groups_within(organisation, members)
    before = (
        None if organisation.pk is None else facts_of(Organisation.objects.get(pk=organisation.pk))
    )
    organisation.save()
    kept = organisation.aliases.all()
    kept.exclude(name__in=aliases).delete()
    known = set(kept.values_list("name", flat=True))
    Alias.objects.bulk_create(
        Alias(organisation=organisation, jurisdiction_id=organisation.jurisdiction_id, name=name)
        for name in dict.fromkeys(aliases)
        if name not in known and name != organisation.name
    )
    organisation.members.set(members)
    after = facts_of(organisation)
    if before != after:
        verb = "organisation.add" if before is None else "organisation.edit"
        record(member.user, verb, organisation, before=before, after=after)
    return organisation


@transaction.atomic
def set_organisation_active(member: Member, organisation: Organisation, *, active: bool) -> None:
    member.must(Right.MANAGE_PEOPLE, organisation)
    if organisation.active == active:
        return
    if not active and organisation.appointments.filter(user__is_active=True).exists():
        raise OutOfTurn(_("“%(name)s”还有在任人员，请先调整任职。") % {"name": organisation.name})
    organisation.active = active
    organisation.save(update_fields=["active"])
    verb = "organisation.enable" if active else "organisation.disable"
    record(member.user, verb, organisation)


def facts_of(organisation: Organisation) -> dict[str, object]:
    """What the journal keeps of an organisation."""
    return {
        "name": organisation.name,
        "kind": organisation.kind,
        "governs": None if organisation.governs is None else organisation.governs.name,
        "parent": None if organisation.parent is None else organisation.parent.name,
        "aliases": list(organisation.aliases.values_list("name", flat=True)),
        "members": list(organisation.members.values_list("name", flat=True)),
    }


def above(organisation: Organisation) -> Iterator[Organisation]:
    """Those it stands under, the nearest first, each once; one query a level."""
    seen, one = set[int](), organisation.parent
    while one is not None and one.pk not in seen:
        yield one
        seen.add(one.pk)
        one = one.parent


def _refuse_rings(organisation: Organisation) -> None:
    """Nobody stands above himself."""
    if any(one.pk == organisation.pk for one in above(organisation)):
        raise OutOfTurn(_("上级单位不能是它自己或它的下级。"))


def _refuse_groups_within(organisation: Organisation, members: Sequence[Organisation]) -> None:
    """What is handed to a group goes to its members: a group among them would keep it."""
    group = OrganisationKind.GROUP
    inner = next((one for one in members if one.kind == group), None)
    if inner is not None:
        raise OutOfTurn(_("“%(name)s”是一组单位，请改选它的成员。") % {"name": inner.name})
    outer = None
    if organisation.pk is not None and organisation.kind == group:
        outer = organisation.groups.first()
    if outer is not None:
        raise OutOfTurn(
            _("“%(name)s”是“%(group)s”的成员，不能又是一组单位。")
            % {"name": organisation.name, "group": outer.name}
        )


def refuse_taken_names(organisation: Organisation, aliases: Sequence[str]) -> None:
    """A name means one organisation in use within a jurisdiction, as name or as alias.

    One that went into another has left it its names.
    """
    wanted = {organisation.name, *aliases}
    here = {"jurisdiction_id": organisation.jurisdiction_id, "name__in": wanted}
    taken = [
        *Organisation.objects.filter(**here)
        .exclude(pk=organisation.pk)
        .exclude(active=False, turns__kind=Turn.MERGED)
        .values_list("name", flat=True),
        *Alias.objects.filter(**here)
        .exclude(organisation_id=organisation.pk)
        .values_list("name", flat=True),
    ]
    if taken:
        raise OutOfTurn(_("“%(name)s”已是本辖区另一单位的名称或别名。") % {"name": taken[0]})
