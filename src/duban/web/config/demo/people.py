"""The people of the sample: every office has its own, and who leads tasks bears the paper's names.

A new account here costs a thousandth of what a digest usually costs. That is no weakness:
each password is drawn at random, longer than anybody could try out, and the first sign-in renews
its digest with the site's own method.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from duban.samples.below import HELPERS
from duban.web.accounts.member import Member
from duban.web.accounts.models import Appointment, Jurisdiction, Organisation, User
from duban.web.accounts.passwords import make_password
from duban.web.accounts.people import appoint, enter
from duban.web.accounts.posts import member_of
from duban.web.accounts.rights import Role
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.places import (
    DISTRICT,
    DISTRICT_DEPARTMENTS,
    SAMPLE_TOWN,
    TOWN_DEPARTMENTS,
    TOWNS,
    VILLAGES,
    office_of,
)


class Account(TypedDict):
    """What is told of a sample person. `name` and `login` both open the door; `main` are the few
    that are printed."""

    name: str
    login: str
    role: str
    organisation: str
    jurisdiction: str
    password: str
    main: bool


@dataclass(frozen=True, slots=True)
class Person:
    login: str
    name: str
    role: Role
    place: str
    unit: str
    also: Role | None = None
    main: bool = False


def _main(login: str, name: str, role: Role, place: str, unit: str) -> Person:
    return Person(login, name, role, place, unit, main=True)


D = DISTRICT[1]
T = SAMPLE_TOWN
ADMINISTRATOR = _main("yunze-admin", "示例·区管理员", Role.ADMINISTRATOR, D, "区政务服务中心")
#: one for every role, in the district and in the town whose list is told in full
MAIN = (
    _main("yunze-office", "示例·区督查室", Role.OFFICE, D, "区督查室"),
    _main("yunze-liaison", "示例·区联络员", Role.LIAISON, D, "区农业农村委"),
    _main("yunze-head", "示例·区单位负责人", Role.UNIT_HEAD, D, "区农业农村委"),
    _main("yunze-leader", "示例·区分管领导", Role.LEADER, D, "区政府"),
    _main("yunze-principal", "示例·区主要领导", Role.PRINCIPAL, D, "区政府"),
    _main("yunze-auditor", "示例·区审计员", Role.AUDITOR, D, "区审计局"),
    ADMINISTRATOR,
    _main("liuxi-office", "示例·柳溪督查室", Role.OFFICE, T, "镇督查室"),
    _main("liuxi-liaison", "示例·柳溪联络员", Role.LIAISON, T, "新农办"),
    _main("liuxi-head", "示例·柳溪单位负责人", Role.UNIT_HEAD, T, "新农办"),
    _main("liuxi-leader", "孙演示", Role.LEADER, T, "镇政府"),
    _main("liuxi-principal", "示例·柳溪主要领导", Role.PRINCIPAL, T, "镇政府"),
    _main("liuxi-auditor", "示例·柳溪审计员", Role.AUDITOR, T, "审计办"),
    _main("liuxi-admin", "示例·柳溪管理员", Role.ADMINISTRATOR, T, "党政办"),
    _main("bailu-office", "示例·白鹭督查室", Role.OFFICE, "白鹭镇", "镇督查室"),
    _main("bailu-liaison", "示例·白鹭联络员", Role.LIAISON, "白鹭镇", "规划建设办"),
)
#: who leads beside them: in the town the names are those of its list
LEADERS = (
    Person("yunze-leader-2", "示例·区分管经济领导", Role.LEADER, D, "区政府"),
    Person("yunze-leader-3", "示例·区分管民生领导", Role.LEADER, D, "区政府"),
    Person("liuxi-leader-2", "赵示例", Role.LEADER, T, "镇政府"),
    Person("liuxi-leader-3", "钱样本", Role.LEADER, T, "镇政府"),
    Person("liuxi-leader-4", "李模拟", Role.LEADER, T, "镇政府"),
    Person("liuxi-leader-5", "周假定", Role.LEADER, T, "镇政府"),
)
#: towns as their people's logins begin
LATIN = {
    **{"白鹭镇": "bailu", "芦荡镇": "ludang", "石桥镇": "shiqiao", "桑园镇": "sangyuan"},
    **{"荷塘镇": "hetang", "望湖镇": "wanghu", "东岭镇": "dongling", "西渡镇": "xidu"},
    **{"云泽街道": "yunze-jd", "南浦街道": "nanpu-jd"},
}
#: units that only appear as somebody's employer in the lists above
NO_STAFF = frozenset({"区政府", "区督查室", "镇政府", "镇督查室", "审计办", "区审计局"})
FILE = "demo-accounts.json"
ROUNDS = 1000


def everybody() -> Iterator[Person]:
    """Each person once; an office's liaison and head are those named above where there are."""
    yield from (*MAIN, *LEADERS)
    held = {(one.role, one.place, one.unit) for one in MAIN}
    rest = (
        *_staff("yunze", D, D.removesuffix("云泽区"), DISTRICT_DEPARTMENTS),
        *_staff("liuxi", T, "柳溪", TOWN_DEPARTMENTS),
        *_villagers(),
        *_townspeople(),
    )
    yield from (one for one in rest if (one.role, one.place, one.unit) not in held)


def _staff(latin: str, place: str, called: str, units: Iterable[str]) -> Iterator[Person]:
    for number, unit in enumerate((name for name in units if name not in NO_STAFF), start=1):
        login = f"{latin}-{number:02}"
        name = f"示例·{called}{unit}"
        yield Person(f"{login}-liaison", f"{name}联络员", Role.LIAISON, place, unit)
        yield Person(f"{login}-head", f"{name}负责人", Role.UNIT_HEAD, place, unit)


def _villagers() -> Iterator[Person]:
    """In a village one person does both."""
    for number, village in enumerate(VILLAGES, start=1):
        name = f"示例·{village}联络员"
        yield Person(f"liuxi-v{number}", name, Role.LIAISON, SAMPLE_TOWN, village, Role.UNIT_HEAD)


def _townspeople() -> Iterator[Person]:
    for town in TOWNS.values():
        if town == SAMPLE_TOWN:
            continue
        latin, office = LATIN[town], office_of(town)
        yield Person(f"{latin}-office", f"示例·{town}督查室", Role.OFFICE, town, office)
        yield from _staff(latin, town, town, HELPERS)


def make_administrator(district: Jurisdiction) -> Member:
    """The first person of a site is nobody's work: as when one is set up."""
    unit = Organisation.objects.create(jurisdiction=district, name=ADMINISTRATOR.unit)
    user = User.objects.create_user(ADMINISTRATOR.login, ADMINISTRATOR.name, None)
    Appointment.objects.create(user=user, role=ADMINISTRATOR.role, organisation=unit)
    return member_of(user)


def enter_later(admin: Member, unit: Organisation, folder: Path) -> None:
    """Liaison and head of a unit that came in after the others."""
    place = unit.jurisdiction.name
    listed = accounts(folder)
    for role, word in ((Role.LIAISON, "联络员"), (Role.UNIT_HEAD, "负责人")):
        login = f"liuxi-later-{'head' if role is Role.UNIT_HEAD else 'liaison'}"
        person = Person(login, f"示例·柳溪{unit.name}{word}", role, place, unit.name)
        listed.append(enter_person(admin, person, unit))
    _keep(listed, folder)


def make_people(admin: Member, folder: Path, cast: Cast) -> None:
    """Everybody, with posts; their passwords go to `folder`/demo-accounts.json (0600)."""
    units = {
        (unit.jurisdiction.name, unit.name): unit
        for unit in Organisation.objects.select_related("jurisdiction")
    }
    listed = [
        enter_person(admin, person, units[person.place, person.unit]) for person in everybody()
    ]
    _keep(listed, folder)
    cast.forget()


def _keep(listed: list[Account], folder: Path) -> None:
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(listed, file, ensure_ascii=False, indent=2)


def enter_person(admin: Member, person: Person, unit: Organisation) -> Account:
    password = make_password()
    known = User.objects.filter(username=person.login).first()
    user = known or User(username=person.login, name=person.name)
    user.password = PBKDF2PasswordHasher().encode(
        password, secrets.token_hex(11), iterations=ROUNDS
    )
    if known is None:
        enter(admin, user, person.role, unit)
    else:
        user.save(update_fields=["password"])
    if person.also is not None:
        appoint(admin, user, person.also, unit)
    return Account(
        name=person.name,
        login=person.login,
        role=person.role.value,
        organisation=person.unit,
        jurisdiction=person.place,
        password=password,
        main=person.main,
    )


def accounts(folder: Path) -> list[Account]:
    """The sample accounts of `folder`, the main ones first; none before the first run."""
    path = folder / FILE
    if not path.exists():
        return []
    listed: list[Account] = json.loads(path.read_text(encoding="utf-8"))
    return listed
