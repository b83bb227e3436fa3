"""The lists of the district: drawn as .xlsx, read and confirmed by the product's own steps."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from duban.web.accounts.rights import Role
from duban.web.ledger.confirming import confirm
from duban.web.ledger.intake import read_edition
from duban.web.ledger.models import Plan
from duban.web.ledger.uploading import take_in
from tools.bench.ledgers.people import Cast
from tools.bench.ledgers.size import Size

HEADER = ("序号", "目标任务", "牵头领导", "牵头单位", "配合单位")
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度", "完成时限")
FIELDS = ("城市更新", "产业发展", "民生保障", "生态环境", "乡村振兴", "安全生产")
STAGES = ("完成方案编制和项目招标", "主体工程全面开工", "主体工程过半", "通过竣工验收并交付")
#: the second figure of every task
PLACES = 60
#: tasks under one heading
UNDER = 10


def total_of(number: int) -> int:
    """What task `number` must reach in the year; each of five parts and twelve months is whole."""
    return 60 * (2 + number % 7)


def wanted(number: int, month: int) -> int:
    """What of it must be reached by the end of a month."""
    return total_of(number) * month // 12


def reached(number: int, month: int) -> int:
    """What is reported of it by the end of a month; some tasks fall behind in the second half."""
    behind = {0: 2, 4: 4}.get(number % 9, 0) if month > 6 else 0
    return max(0, wanted(number, month) - behind * total_of(number) // 12)


def drawn(cast: Cast, size: Size, ledger: int, year: int) -> bytes:
    """One list of the year as a workbook."""
    out = BytesIO()
    leaders = [user.name for user in cast.others[Role.LEADER]]
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("清单")
        columns = HEADER + QUARTERS
        last = len(columns) - 1
        sheet.merge_range(0, 0, 0, last, title_of(ledger, year))
        sheet.write_row(1, 0, columns)
        row = 2
        for number in range(1, size.tasks + 1):
            if number % UNDER == 1:
                heading = f"（{number // UNDER + 1}）{FIELDS[number // UNDER % len(FIELDS)]}"
                sheet.merge_range(row, 0, row, last, heading)
                row += 1
            names = [cast.units[key].name for key in units_of(size, ledger, number)]
            words = (
                f"完成第{ledger}-{number}片区老旧住房成套改造{total_of(number)}户，"
                f"新增停车泊位{PLACES}个，同步实施雨污分流、道路提升和公共服务设施补短板"
            )
            leader = leaders[number % len(leaders)]
            sheet.write_row(row, 0, (number, words, leader, names[0], "、".join(names[1:])))
            stones = [f"累计完成{wanted(number, 3 * q)}户，{STAGES[q - 1]}" for q in range(1, 5)]
            sheet.write_row(row, len(HEADER), (*stones, f"{year}年12月"))
            row += 1
    return out.getvalue()


def title_of(ledger: int, year: int) -> str:
    return f"云泽区{year}年第{ledger}批重点工作任务清单"


def units_of(size: Size, ledger: int, number: int) -> list[int]:
    """Places in the list of units: who leads a task, then who helps."""
    first = (ledger * size.tasks + number) * 7
    return [(first + step) % size.units for step in range(size.helpers + 1)]


def bring_in(cast: Cast, size: Size, ledger: int, year: int) -> Plan:
    """One list drawn, handed in, read and confirmed."""
    file = SimpleUploadedFile(f"清单{ledger}.xlsx", drawn(cast, size, ledger, year))
    edition = take_in(cast.office, cast.district, file)
    read_edition(edition.pk)
    plan = confirm(cast.office, edition.pk).plan
    if plan is None or plan.tasks.count() != size.tasks:
        raise ValueError(f"list {ledger} was not read whole")
    return plan
