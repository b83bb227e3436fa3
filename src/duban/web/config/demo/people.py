"""One sample person for every role, in the district and in 柳溪镇."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TypedDict

from duban.web.accounts.models import Appointment, Organisation, User
from duban.web.accounts.passwords import make_password
from duban.web.accounts.rights import Role
from duban.web.config.demo.places import DISTRICT, SAMPLE_TOWN


class Account(TypedDict):
    """What is printed of a sample person. `name` and `login` both open the door."""

    name: str
    login: str
    role: str
    organisation: str
    jurisdiction: str
    password: str


#: login, name, role, jurisdiction, organisation
PEOPLE = (
    ("yunze-office", "示例·区督查室", Role.OFFICE, DISTRICT[1], "区督查室"),
    ("yunze-liaison", "示例·区联络员", Role.LIAISON, DISTRICT[1], "区农业农村委"),
    ("yunze-head", "示例·区单位负责人", Role.UNIT_HEAD, DISTRICT[1], "区农业农村委"),
    ("yunze-leader", "示例·区分管领导", Role.LEADER, DISTRICT[1], "区政府"),
    ("yunze-principal", "示例·区主要领导", Role.PRINCIPAL, DISTRICT[1], "区政府"),
    ("yunze-auditor", "示例·区审计员", Role.AUDITOR, DISTRICT[1], "区审计局"),
    ("yunze-admin", "示例·区管理员", Role.ADMINISTRATOR, DISTRICT[1], "区政务服务中心"),
    ("liuxi-office", "示例·柳溪督查室", Role.OFFICE, SAMPLE_TOWN, "镇督查室"),
    ("liuxi-liaison", "示例·柳溪联络员", Role.LIAISON, SAMPLE_TOWN, "新农办"),
    ("liuxi-head", "示例·柳溪单位负责人", Role.UNIT_HEAD, SAMPLE_TOWN, "新农办"),
    ("liuxi-leader", "示例·柳溪分管领导", Role.LEADER, SAMPLE_TOWN, "镇政府"),
    ("liuxi-principal", "示例·柳溪主要领导", Role.PRINCIPAL, SAMPLE_TOWN, "镇政府"),
    ("liuxi-auditor", "示例·柳溪审计员", Role.AUDITOR, SAMPLE_TOWN, "审计办"),
    ("liuxi-admin", "示例·柳溪管理员", Role.ADMINISTRATOR, SAMPLE_TOWN, "党政办"),
)
FILE = "demo-accounts.json"


def make_people(folder: Path) -> None:
    """The people and their posts; new passwords go to `folder`/demo-accounts.json (0600)."""
    known = {account["login"]: account["password"] for account in accounts(folder)}
    listed: list[Account] = []
    for login, name, role, place, unit in PEOPLE:
        user = User.objects.filter(username=login).first()
        password = known.get(login, "")
        if user is None:
            password = make_password()
            user = User.objects.create_user(login, name, password)
        organisation = Organisation.objects.get(jurisdiction__name=place, name=unit)
        Appointment.objects.get_or_create(user=user, role=role, organisation=organisation)
        listed.append(
            Account(
                name=name,
                login=login,
                role=role.value,
                organisation=unit,
                jurisdiction=place,
                password=password,
            )
        )
    path = folder / FILE
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(listed, file, ensure_ascii=False, indent=2)


def accounts(folder: Path) -> list[Account]:
    """The sample accounts of `folder`; none before the first run."""
    path = folder / FILE
    if not path.exists():
        return []
    listed: list[Account] = json.loads(path.read_text(encoding="utf-8"))
    return listed
