"""Three fictional papers of one fictional year: a district's list, a town's list, a town's report.

云泽区 and 柳溪镇 do not exist and nobody in these papers is a person. The texts stand beside this
module as they would be drawn (`district.md`, `town.md`, `report.md`); `write` makes of them the
.docx and .xlsx files that an office would send, the same bytes on every run. `planted.py` names
the slips that were put in on purpose. `towns.geojson` draws the eleven towns around a place in the
sea.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from duban.samples.district import write_district
from duban.samples.report import write_report
from duban.samples.town import write_town

DISTRICT = "云泽区2026年高质量发展重点任务清单.docx"
TOWN = "柳溪镇2026年目标管理工作任务清单.xlsx"
REPORT = "柳溪镇人民政府2026年工作报告.docx"


#: the file, the drawing it is made from, and what makes it
PAPERS: dict[str, tuple[str, Callable[[str, Path], None]]] = {
    DISTRICT: ("district.md", write_district),
    TOWN: ("town.md", write_town),
    REPORT: ("report.md", write_report),
}


def text(name: str) -> str:
    """The text of one of the .md files beside this module."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def write(folder: Path) -> tuple[Path, Path, Path]:
    """Writes the three papers into `folder`: the district's list, the town's list, the report."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (drawing, make) in PAPERS.items():
        make(text(drawing), folder / name)
    return folder / DISTRICT, folder / TOWN, folder / REPORT
