"""People and organisations out of one cell.

    cell  = piece ((、 | ， | ； | line break | / | blank) piece)*

Nothing is split inside brackets or quotation marks. A line break or a blank parts two units only
where the text before it ends like a unit, for a narrow column breaks words as well. A blank parts
two people, but 王 芳 is one person: a single character is no name. An office beside its holder
(区委常委、副区长 王芳) is no further person, nor is what stands before a colon; how a duty is
fulfilled (按职责分工负责) is no part of a unit's name.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: what stands in a cell to say that there is nobody
NOBODY = frozenset(("", "/", "／", "-", "－", "—", "——", "--", "\\", "无", "暂无", "N/A", "…"))
_OPEN, _CLOSE = "（(《〈“‘「【〔[", "）)》〉”’」】〕]"
_PARTS = frozenset("、，,；;／/|")
_UNIT_END = (
    r"(?:[局委办所部组司处科站队厅署会校院镇乡村居企社团区县市馆园场厂行室]|中心|街道|公司|单位|部门|"
    r"专班|政府|集团|基地|平台|办公室|机构)(?:（[^（）]*）|\([^()]*\))?$"
)
#: the rest of a word that a narrow column broke after 办, 委 or another sign that may end a unit
_CUT_WORD = r"(?:公室|员会|事处|管会|政府|中心|小组|等|部门|单位|公司)$|[（(]"
#: an office without the name of its holder
_OFFICE = (
    "(?:党组|党工委|工委|党委|政府|人大|政协|管委会|街道|办事处|常务|第一|[省市区县镇乡州旗委副])*"
    "(?:书记|常委|部长|主任|委员|主席|[省市区县镇乡州旗局处科所院队]长)"
)
_FULFILLED = "(?:(?:按照?)?各?自?职责(?:分工)?|分别|共同|具体)?(?:负责|负责落实|组织实施|抓好落实)$"
_MARK = (
    "(?:牵头|主办|责任|承办|主责)(?:单位|部门)?(?::|：)"
    "|(?:配合|协办|参与|参加|协同)(?:单位|部门)?(?::|：)"
)
_LEADS = r"[（(](?:牵头|主办|主责)(?:单位|部门)?[）)]|(?:负责)?牵头$"
_HELPS = r"[（(](?:配合|协办|参与|参加)(?:单位|部门)?[）)]|(?:配合|协办|参与)$"


def pieces(text: str) -> list[str]:
    """The text cut at its separators, blanks and line breaks kept inside the pieces."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and sign in _PARTS:
            found.append(text[start:at])
            start = at + 1
    if depth and start < len(text):  # a bracket that never closes guards nothing
        found.extend(re.split("[、，,；;]", text[start:]))
    else:
        found.append(text[start:])
    return [part for part in (piece.strip().rstrip("。.") for piece in found) if part]


@lru_cache(maxsize=4096)
def split_units(text: str) -> tuple[str, ...]:
    """The units named in a cell, as printed; none for 无 and its like."""
    text = text.strip()
    if text in NOBODY:
        return ()
    units = [unit for piece in pieces(text) for unit in _unblanked(piece) if unit not in NOBODY]
    if units and units[-1].endswith(("负责", "实施", "落实")):
        units[-1] = re.sub(_FULFILLED, "", units[-1]) or units[-1]
    return tuple(units)


def _unblanked(piece: str) -> list[str]:
    words = piece.split()
    found = words[:1]
    for word in words[1:]:
        if len(word) > 1 and re.search(_UNIT_END, found[-1]) and not re.match(_CUT_WORD, word):
            found.append(word)
        else:
            found[-1] += word
    return found


@lru_cache(maxsize=4096)
def split_people(text: str) -> tuple[str, ...]:
    """The people named in a cell; the blank inside a two-character name is dropped."""
    text = text.strip()
    if text in NOBODY:
        return ()
    names = [name for piece in pieces(text) for name in _rejoined(piece) if name not in NOBODY]
    names = [name.replace("：", ":").rpartition(":")[2] or name for name in names]
    people = [name for name in names if not _is_office(name)]
    return tuple(people or names)


def _is_office(name: str) -> bool:
    return name[-1] in "记委长任席员" and re.fullmatch(_OFFICE, name) is not None


def _rejoined(piece: str) -> list[str]:
    """The names in a run of words: two single characters are one name, and so is 欧阳 修."""
    found: list[str] = []
    waiting = ""
    for word in piece.split():
        if len(word) > 1 and word[0] in "（(" and found:
            found[-1] += word
        elif len(word) > 1 or waiting:
            found.append(waiting + word)
            waiting = ""
        else:
            waiting = word
    if waiting:
        found.append(found.pop() + waiting if found else waiting)
    return found


@lru_cache(maxsize=4096)
def parted(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who leads and who helps, where one cell says both (A牵头，B配合), else None."""
    if not any(word in text for word in ("牵头", "配合", "协办", "主办", "参与")):
        return None
    marks = list(re.finditer(_MARK, text))
    if marks:
        return _by_labels(text, marks)
    leads: list[str] = []
    helps: list[str] = []
    waiting: list[str] = []
    for piece in split_units(text):
        if re.search(_LEADS, piece):
            leads += [*waiting, re.sub(_LEADS, "", piece)]
            waiting = []
        elif re.search(_HELPS, piece):
            helps += [*waiting, re.sub(_HELPS, "", piece)]
            waiting = []
        else:
            waiting.append(piece)
    if not leads and not helps:
        return None
    bracketed = "牵头）" in text or "牵头)" in text or "主办）" in text
    if bracketed or not waiting or leads:
        helps += waiting
    else:
        leads += waiting
    return tuple(leads), tuple(helps)


def _by_labels(text: str, marks: list[re.Match[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    leads = list(split_units(text[: marks[0].start()]))
    helps: list[str] = []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    # beside 牵头单位, whoever is only 责任单位 helps
    led = any(mark[0].startswith(("牵头", "主办", "主责")) for mark in marks)
    leading = ("牵头", "主办", "主责") if led else ("责任", "承办")
    for mark, end in zip(marks, ends, strict=True):
        side = leads if mark[0][:2] in leading else helps
        side += split_units(text[mark.end() : end].strip(" ；;，,。"))
    return tuple(leads), tuple(helps)
