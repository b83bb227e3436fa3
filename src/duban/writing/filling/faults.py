"""What is wrong with a template, in sentences for whoever made it in Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from duban.writing.filling.document import Line, Template
from duban.writing.filling.fields import Found, Known, Shape

#: how alike two names must be for one to be offered for the other
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` as a reader counts it (第3段, 表1第2行第3列, 页眉第1段), `said` the rest."""

    where: str
    said: str

    def __str__(self) -> str:
        return f"{self.where}{self.said}"


def faults_of(template: Template, known: Known) -> list[Fault]:
    """Every fault in the order of the file; a template without one may be used."""
    faults = [fault for line in template.lines() for fault in _of_line(line, known)]
    faults += _of_rows(template)
    if not faults and not any(line.fields for line in template.lines()):
        faults.append(Fault("全文", "没有字段，每份公文都会一样，请先填入字段"))
    return faults


def _of_line(line: Line, known: Known) -> Iterator[Fault]:
    for found in line.fields:
        said = _said(found, line, known)
        if said:
            yield Fault(line.where, f"“{found.text}”：{said}")


def _said(found: Found, line: Line, known: Known) -> str:
    match found.shape:
        case Shape.UNCLOSED:
            return "缺少后一半“}}”"
        case Shape.WIDE:
            return "花括号要用半角“{{”和“}}”"
        case Shape.MISSPELT:
            return "字段只写名称，如“{{文号}}”，不能写别的"
    if found not in known:
        near = suggestion(found.full, known)
        return "没有这个字段" + (f"，是否指“{{{{{near}}}}}”" if near else "")
    if found.group and not line.rows:
        return f"“{found.group}”是一张清单，这个字段只能放在表格的一行里"
    return ""


def _of_rows(template: Template) -> Iterator[Fault]:
    for where, groups in template.rows():
        if len(groups) > 1:
            yield Fault(where, f"：一行只能重复一张清单，这里有{'、'.join(sorted(groups))}")


def suggestion(name: str, known: Known) -> str:
    """The known name nearest to one that is not known; empty where none is near."""
    tail = name.rpartition(".")[2]
    near = get_close_matches(name, known.all, 1, ALIKE)
    if not near:
        near = [one for one in known.all if one.rpartition(".")[2] == tail]
    return near[0] if near else ""
