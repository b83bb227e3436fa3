"""云泽区 and its eleven towns; the departments of the district and 柳溪镇, villages, groups."""

from __future__ import annotations

from collections.abc import Sequence

from duban.samples.below import HELPERS
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation, OrganisationKind
from duban.web.accounts.organisations import save_organisation

DISTRICT = ("990100", "云泽区")
#: region code → name; 柳溪镇 is the town whose own ledger the sample shows
TOWNS = {
    "990100101": "柳溪镇",
    "990100102": "白鹭镇",
    "990100103": "芦荡镇",
    "990100104": "石桥镇",
    "990100105": "桑园镇",
    "990100106": "荷塘镇",
    "990100107": "望湖镇",
    "990100108": "东岭镇",
    "990100109": "西渡镇",
    "990100001": "云泽街道",
    "990100002": "南浦街道",
}
SAMPLE_TOWN = "柳溪镇"

#: department → other names papers use
DISTRICT_DEPARTMENTS: dict[str, tuple[str, ...]] = {
    "区督查室": ("区政府督查室", "区府办督查室"),
    "区政府": ("区领导",),
    "区发展改革委": ("区发改委", "发展改革委", "发改委"),
    "区经委": ("经委",),
    "区农业农村委": ("农业农村委", "区农委"),
    "区建设管理委": ("建设管理委", "区建管委"),
    "区规划资源局": ("规划资源局",),
    "区生态环境局": ("生态环境局",),
    "区绿化市容局": ("绿化市容局",),
    "区交通委": ("交通委",),
    "区水务局": ("水务局",),
    "区民政局": ("民政局",),
    "区教育局": ("教育局",),
    "区卫生健康委": ("区卫健委", "卫生健康委"),
    "区人力资源社会保障局": ("区人社局", "人社局"),
    "区文化旅游局": ("区文旅局", "文旅局"),
    "区财政局": ("财政局",),
    "区应急局": ("应急局",),
    "区审计局": ("审计局",),
    "区政务服务中心": (),
    **dict.fromkeys(
        (
            *("区房管局", "区商务委", "区体育局", "区司法局", "区投资促进办", "区数据局"),
            *("区消防救援局", "区市场监管局", "区供销社", "区信访办", "区公安分局", "区国资委"),
            *("区妇联", "区委政法委", "区工商联", "区总工会", "区文联", "区机管局", "区气象局"),
            *("区科委", "区税务局", "区统计局"),
        ),
        (),
    ),
}
TOWN_DEPARTMENTS: dict[str, tuple[str, ...]] = {
    "镇督查室": ("督查室",),
    "镇政府": ("镇领导",),
    "党政办": ("镇党政办",),
    "新农办": ("镇新农办",),
    "经发中心": ("经济发展中心",),
    "招商办": (),
    "重大办": (),
    "规建办": ("规划建设办",),
    "农服中心": ("农业服务中心",),
    "城运中心": ("城市运行中心",),
    "社事办": ("社会事业办",),
    "平安办": (),
    "财政所": (),
    "审计办": (),
    **dict.fromkeys(
        (
            *("水务站", "文体服务中心", "社区事务受理服务中心", "规划资源所", "社区服务办"),
            *("应急办", "柳溪城建公司", "税务所", "司法所", "妇联", "总工会", "社区卫生服务中心"),
        ),
        (),
    ),
}
VILLAGES = ("北塘村", "南圩村", "东荡村", "西泾村", "柳溪居委")


def make_places(admin: Member) -> None:
    """Jurisdictions, and their organisations as an administrator of the district enters them."""
    district = Jurisdiction.objects.get(code=DISTRICT[0])
    _enter(admin, district, DISTRICT_DEPARTMENTS)
    towns = []
    for code, name in TOWNS.items():
        town = Jurisdiction.objects.get(code=code)
        towns.append(_unit(admin, district, name, OrganisationKind.TOWN, governs=town))
        if name != SAMPLE_TOWN:
            _enter(admin, town, {office_of(name): (), **dict.fromkeys(HELPERS, ())})
    _unit(admin, district, "11个街镇", OrganisationKind.GROUP, members=towns)
    town = Jurisdiction.objects.get(name=SAMPLE_TOWN)
    _enter(admin, town, TOWN_DEPARTMENTS)
    villages = [_unit(admin, town, name, OrganisationKind.VILLAGE) for name in VILLAGES]
    _unit(admin, town, "各村（居）", OrganisationKind.GROUP, ("各村",), members=villages)


def make_jurisdictions() -> Jurisdiction:
    """The district, with its towns below it; returns the district."""
    district = Jurisdiction.objects.create(code=DISTRICT[0], name=DISTRICT[1])
    for code, name in TOWNS.items():
        Jurisdiction.objects.create(code=code, name=name, parent=district)
    return district


def office_of(place: str) -> str:
    """What the supervision office is called there."""
    if place == DISTRICT[1]:
        return "区督查室"
    return "镇督查室" if place.endswith("镇") else "街道督查室"


def _enter(admin: Member, place: Jurisdiction, names: dict[str, tuple[str, ...]]) -> None:
    for name, aliases in names.items():
        _unit(admin, place, name, aliases=aliases)


def _unit(
    admin: Member,
    place: Jurisdiction,
    name: str,
    kind: OrganisationKind = OrganisationKind.DEPARTMENT,
    aliases: tuple[str, ...] = (),
    *,
    members: Sequence[Organisation] = (),
    governs: Jurisdiction | None = None,
) -> Organisation:
    """Entered, unless it is there already: the administrator's own is."""
    found = Organisation.objects.filter(jurisdiction=place, name=name).first()
    if found is not None:
        return found
    unit = Organisation(jurisdiction=place, name=name, kind=kind, governs=governs)
    return save_organisation(admin, unit, aliases=aliases, members=members)
