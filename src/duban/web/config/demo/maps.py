"""The map of the district's towns, and the one name on it that the office had to match itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import resources
from io import BytesIO

from django.core.files import File

from duban import samples
from duban.web.accounts.models import Jurisdiction
from duban.web.boards.maps import keeping
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.places import DISTRICT
from duban.web.config.demo.story import Act

FILE = "云泽区街镇界线.geojson"
#: as the file calls it → the organisation
CALLED = {"南浦街道办事处": "南浦街道"}


def acts() -> Iterator[Act]:
    yield Act(date(2026, 2, 9), _bring)


def _bring(cast: Cast, _on: date) -> None:
    office = cast.office(DISTRICT[1])
    content = resources.files(samples).joinpath("towns.geojson").read_bytes()
    file = File(BytesIO(content), name=FILE)
    place = Jurisdiction.objects.get(name=DISTRICT[1])
    held = keeping.bring(office, place, file)
    positions = dict(held.areas.values_list("name", "position"))
    towns = {positions[name]: cast.unit(place.name, unit).pk for name, unit in CALLED.items()}
    keeping.match(office, held, towns)
