"""What an administrator does with people: one function an act, one journal line each."""

from __future__ import annotations

from axes.utils import reset
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from duban.web.accounts.member import Member
from duban.web.accounts.models import Appointment, Organisation, User
from duban.web.accounts.passwords import make_password
from duban.web.accounts.rights import APART, Right, Role
from duban.web.accounts.sign_in_journal import home_of
from duban.web.journal.record import record
from duban.web.refusals import NotAllowed, OutOfTurn


def add_person(
    member: Member, *, username: str, name: str, role: Role, organisation: Organisation
) -> tuple[User, str]:
    """A new person with a first post; the password is for telling once and must be changed."""
    password = make_password()
    user = User(username=username, name=name, must_change_password=True)
    user.set_password(password)
    enter(member, user, role, organisation)
    return user, password


@transaction.atomic
def enter(member: Member, user: User, role: Role, organisation: Organisation) -> None:
    """Enter a person that is not kept yet, with the password it bears, and give a first post."""
    member.must(Right.MANAGE_PEOPLE, organisation)
    user.save(force_insert=True)
    facts = {"username": user.username, "name": user.name}
    record(member.user, "person.add", user, after=facts, jurisdiction=organisation.jurisdiction_id)
    appoint(member, user, role, organisation)


@transaction.atomic
def rename_person(member: Member, user: User, *, username: str, name: str) -> None:
    _keep(member, user)
    before = {"username": user.username, "name": user.name}
    after = {"username": username, "name": name}
    if before == after:
        return
    user.username, user.name = username, name
    user.save(update_fields=["username", "name"])
    record(member.user, "person.edit", user, before=before, after=after, jurisdiction=home_of(user))


@transaction.atomic
def set_active(member: Member, user: User, *, active: bool) -> None:
    """Let a person sign in, or no longer; keys to the API follow."""
    _keep(member, user)
    if user.pk == member.user.pk:
        raise OutOfTurn(_("不能停用自己的账号。"))
    if user.is_active == active:
        return
    user.is_active = active
    user.save(update_fields=["is_active"])
    verb = "person.enable" if active else "person.disable"
    record(member.user, verb, user, jurisdiction=home_of(user))


@transaction.atomic
def appoint(member: Member, user: User, role: Role, organisation: Organisation) -> Appointment:
    """Give a post. Auditors and administrators hold no other role (三员分立)."""
    member.must(Right.MANAGE_PEOPLE, organisation)
    _keep(member, user)
    if not organisation.active:
        raise OutOfTurn(_("“%(name)s”已停用，不能任职。") % {"name": organisation.name})
    # two appointments at once must not both find the person free
    User.objects.select_for_update().get(pk=user.pk)
    held = {Role(value) for value in user.appointments.values_list("role", flat=True)}
    if (held | {role}) & APART and len(held | {role}) > 1:
        raise OutOfTurn(_("系统管理员、审计员须专人专任，不得兼任其他角色。"))
    appointment, made = Appointment.objects.get_or_create(
        user=user, role=role, organisation=organisation
    )
    if made:
        record(member.user, "person.appoint", appointment, after=role.value, person=user.pk)
    return appointment


@transaction.atomic
def dismiss(member: Member, appointment: Appointment) -> None:
    """Take a post away; the journal keeps that it was held."""
    _keep(member, appointment.user)
    if appointment.user_id == member.user.pk:
        raise OutOfTurn(_("不能撤去自己的任职。"))
    record(
        member.user,
        "person.dismiss",
        appointment,
        before=appointment.role,
        person=appointment.user_id,
    )
    # who holds no post any more is kept, and his lines are read, where he held the last
    user = appointment.user
    user.left_id = appointment.organisation.jurisdiction_id
    user.save(update_fields=["left"])
    appointment.delete()


@transaction.atomic
def reset_password(member: Member, user: User) -> str:
    """A new password for telling once; the second factor falls with the old one."""
    _keep(member, user)
    password = make_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    TOTPDevice.objects.filter(user=user).delete()
    record(member.user, "person.reset_password", user, jurisdiction=home_of(user))
    return password


@transaction.atomic
def unlock(member: Member, user: User) -> None:
    """End a lock after failed sign-ins before its time."""
    _keep(member, user)
    reset(username=user.username)
    record(member.user, "person.unlock", user, jurisdiction=home_of(user))


def _keep(member: Member, user: User) -> None:
    if not User.objects.visible_to(member).filter(pk=user.pk).exists():
        raise NotAllowed.to(str(Right.MANAGE_PEOPLE.label))
