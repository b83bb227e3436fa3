"""The sample papers on their way into the ledgers: two lists confirmed, a report to be checked."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File

from duban import samples
from duban.web.accounts.member import member_of
from duban.web.accounts.models import Jurisdiction, User
from duban.web.config.demo.places import DISTRICT, SAMPLE_TOWN
from duban.web.ledger.confirming import confirm
from duban.web.ledger.intake import read_edition
from duban.web.ledger.models import Edition
from duban.web.ledger.uploading import take_in

#: the paper, whose ledger it goes into, who brings it in, whether it is confirmed at once
PAPERS = (
    (samples.DISTRICT, DISTRICT[1], "yunze-office", True),
    (samples.TOWN, SAMPLE_TOWN, "liuxi-office", True),
    (samples.REPORT, SAMPLE_TOWN, "liuxi-office", False),
)


def bring_in_plans(_folder: Path) -> None:
    """Import every sample paper that is not there yet."""
    with TemporaryDirectory() as drawn:
        samples.write(Path(drawn))
        for name, place, login, confirmed in PAPERS:
            jurisdiction = Jurisdiction.objects.get(name=place)
            if Edition.objects.filter(jurisdiction=jurisdiction, file_name=name).exists():
                continue
            member = member_of(User.objects.get(username=login))
            with (Path(drawn) / name).open("rb") as file:
                edition = take_in(member, jurisdiction, File(file, name=name))
            read_edition(edition.pk)
            if confirmed:
                confirm(member, edition.pk)
