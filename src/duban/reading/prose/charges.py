"""Who answers for an item of prose, and by when.

charge  = ( "（" parties "）" ) | ( parties on a line of their own )      also in [] and 【】
parties = label ":" units { ("，" | "；") label ":" units }     label: 牵头单位, 配合单位 …
        | units "牵头" { "，" units ending }                     ending: 等按职责分工负责 …
        | units ending                                          with no 牵头 all are lead
units   = unit { ("、" | "，" | "等" | "及") unit }              各区、县级市 is one
line    = parties | ("完成时限" | …) ":" date | ("责任领导" | …) ":" people
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duban.plan import Due
from duban.reading.dates import due_of
from duban.reading.names import NOBODY, pieces, split_people

_LEAD = r"(?:牵头|主办|主责)(?:单位|部门)"
_ANSWER = r"(?:责任|承办|负责|实施)(?:单位|部门)|责任主体|实施主体"
_HELP = r"(?:配合|协办|协助|参与|参加|协同|协作)(?:单位|部门)"
_TIME = r"完成(?:时限|时间|期限)|时间节点|办理时限|时限要求"
_WHO = r"(?:责任|牵头|分管|领办|挂点|包保|联系|主管)[省市区县镇]?领导|责任人|负责人"
_LABEL = re.compile(
    rf"(?:(?P<who>{_WHO})|(?P<lead>{_LEAD})|(?P<answer>{_ANSWER})|(?P<help>{_HELP})|"
    rf"(?P<time>{_TIME}))\s*[：:]\s*"
)
_BRACKET = re.compile(
    r"[（(](?P<words>(?:[^（()）]|[（(][^（()）]*[）)]){2,600})[）)]|"
    r"[\[【](?P<square>[^\[\]【】]{2,600})[\]】]"
)
_SAYS_SO = re.compile(
    rf"牵头|负责(?:[，。]|$)|(?:{_WHO}|{_LEAD}|{_ANSWER}|{_HELP}|{_TIME})\s*[：:]"
)
_ENDING = re.compile(
    r"(?:等(?:部门|单位)?)?"
    r"(?:按照?(?:各自)?(?:职责|职能)?(?:分工)?|依(?:各自)?职责|分别|共同|具体)?(?:分工)?"
    r"(?:负责|配合|参与|参加|落实|组织实施|协助|协同)+$"
)
_UNIT = re.compile(
    r"[^，。；：:]{1,20}(?:[局委办厅署院]|街道|[^乡城村]镇|公司|集团|中心|指挥部)(?:[（(].+[）)])?"
)
_REST = re.compile(r"[。； ]*$")
_HELPS = re.compile(r"(?:配合|协助|协同|参与)$")
#: these make one name, so the 、 inside does not part them
_WHOLE = re.compile(
    r"(各(?:区|县|市|县级市|镇|街道|街镇|乡镇|州))、(县级市|县|区|市|镇|街道|州|开发区)(?![\u4e00-\u9fff])"
)
_JOINT = re.compile(
    r"等(?=[\u4e00-\u9fff])|以及|(?<=[\u4e00-\u9fff）)])[及和](?=各|其他|有关|相关)"
)
_KEPT = "\ue000"


@dataclass(frozen=True, slots=True)
class Charge:
    """`start` and `end` bound the bracket or line in the text it was found in.

    `answering` are those named as 责任单位: they lead where nobody else is said to.
    """

    start: int
    end: int
    leading: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    helping: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    due: Due | None = None

    @property
    def lead_units(self) -> tuple[str, ...]:
        return self.leading or self.answering

    @property
    def co_units(self) -> tuple[str, ...]:
        return (*self.answering, *self.helping) if self.leading else self.helping

    @property
    def says_something(self) -> bool:
        return bool(self.lead_units or self.co_units or self.leaders or self.due is not None)

    def with_more(self, other: Charge) -> Charge:
        """This charge and what another line says of the same item."""
        return Charge(
            self.start,
            self.end,
            self.leading + other.leading,
            self.answering + other.answering,
            self.helping + other.helping,
            self.leaders + other.leaders,
            other.due or self.due,
        )


def charges_in(text: str, year: int | None) -> Iterator[Charge]:
    """The brackets of `text` that name who answers."""
    for found in _BRACKET.finditer(text):
        words = found["words"] or found["square"]
        if _SAYS_SO.search(words) or _only_units(text, found.start(), found.end(), words):
            charge = _parties(found.start(), found.end(), words, year)
            if charge.says_something:
                yield charge


def _only_units(text: str, start: int, end: int, words: str) -> bool:
    """A bracket of unit names that closes an item: 建设公园。（区绿化局、柳溪镇）"""
    closes = _REST.match(text, end) is not None or text.endswith("。", 0, start)
    return closes and names_units(words)


def names_units(text: str) -> bool:
    """Whether the text is a run of unit names and nothing else."""
    units = units_of(text)
    return bool(units) and all(map(_UNIT.fullmatch, units))


def charge_line(text: str, year: int | None) -> Charge | None:
    """The line as a charge of the item above it, None where it is something else."""
    words = text.strip("（()）[]【】。 ")
    return None if _LABEL.match(words) is None else _labelled(0, len(text), words, year)


def _parties(start: int, end: int, text: str, year: int | None) -> Charge:
    if _LABEL.search(text):
        return _labelled(start, end, text, year)
    leading: list[str] = []
    others: list[str] = []
    helping: list[str] = []
    for part in (part.strip().rstrip("。") for part in re.split(r"[，,；;]", text)):
        names, found, rest = part.partition("牵头")
        if found:
            leading += units_of(names)
            others += units_of(_ENDING.sub("", rest))
        else:
            side = helping if _HELPS.search(part) else others
            side += units_of(_ENDING.sub("", part))
    return Charge(start, end, tuple(leading), tuple(others), tuple(helping))


def _labelled(start: int, end: int, text: str, year: int | None) -> Charge:
    units: dict[str, list[str]] = {"lead": [], "answer": [], "help": []}
    leaders: list[str] = []
    due = None
    labels = list(_LABEL.finditer(text))
    stops = [label.start() for label in labels[1:]] + [len(text)]
    for label, stop in zip(labels, stops, strict=True):
        words = text[label.end() : stop].strip("；;，,。 ")
        if label["time"]:
            due = due_of(words, year) or due_in(words, year)
        elif label["who"]:
            leaders += split_people(words)
        else:
            units[str(label.lastgroup)] += units_of(words)
    lead, answer, help_ = (tuple(names) for names in units.values())
    return Charge(start, end, lead, answer, help_, tuple(leaders), due)


def units_of(text: str) -> list[str]:
    """The units named in a run, as printed; none for 无 and its like."""
    kept = _WHOLE.sub(rf"\1{_KEPT}\2", text)
    names = [name for piece in pieces(kept) for name in _JOINT.split(piece)]
    units = (re.sub(r"等$", "", name.strip()).replace(_KEPT, "、") for name in names)
    return [unit for unit in units if unit not in NOBODY]


_YEAR = r"(?:(?:(?:20|19)\d\d|今|当)年)"
_THIS = re.compile(r"^[今当](?:年(?=\d))?")
_BEFORE = r"(?:之?前|以前)"
_BY = re.compile(
    rf"{_YEAR}?(?:1[0-2]|[1-9])月(?:[123]?\d日)?[底末]?{_BEFORE}"
    rf"|{_YEAR}(?:1[0-2]|[1-9])月[底末]"
    rf"|(?:(?:20|19)\d\d|今|当)?年[底末]{_BEFORE}?"
    r"|(?<=[到至])(?:20|19)\d\d年(?:[底末]|(?!\d))"
)


def due_in(text: str, year: int | None) -> Due | None:
    """The last date by which `text` wants things done: 2026年6月底前, 年底前, 到2030年."""
    plain = "".join(text.split())
    dues = [due_of(_THIS.sub("", found[0]), year) for found in _BY.finditer(plain)]
    known = [due for due in dues if due is not None]
    return max(known, key=lambda due: due.last_day) if known else None
