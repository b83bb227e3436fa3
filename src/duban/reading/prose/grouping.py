"""Which clauses of a sentence are one commitment: a literal, ordered list of rules.

A seam is the comma between the clauses gathered so far and the next one. The first rule that
knows the seam decides; no rule, and the seam is a cut, for a clause with its own verb is one thing
that someone can be asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duban.reading.prose.clauses import Clause

_SHARE = re.compile(r"其中|如(?!期)|包括|分别|即")
_HOLDS = re.compile(r"拥有|现有|新增|建成|汇聚|设立|成立|共有|包括")
_PREDICATE = re.compile(
    r"达|入选|获|居|超|落地|开工|投产|注册|完成|实现|提高|提升|降|突破|办结|增长|增加|开展|培训|惠及|投入|签约|交付|管理$"
)
#: a result that is done with, so that a figure behind it is another one
_EVENT = re.compile(r"纳入|列入|获评|入选|荣获|全覆盖|竣工|投入使用|启用|落地|投产|开工|揭牌")
_STATE = re.compile(r"(?:优化|改善|提升|增强|发展|完善|好转|巩固|显现|加快|提高|向好)$")
_SHORT_STATE = 12
_FOUR_SIGNS = 4
_OWN_RESULT = re.compile(r".{0,20}(?:完成|实现)")
#: says when or how far, and leaves what to the clause before it
_HOW_FAR = re.compile(
    r"(?:到\d{4}年底?|年底前|\d{1,2}月底前|力争|争取|确保|全面|全部|基本|如期|按期|年内|正式|尽快|早日)*"
    r"(?:完成|建成|投用|竣工|开工|启用|完工|达产|见效|投入使用|投入运营|通过[^，]{0,8}验收)$"
)
_ADDS = re.compile(r"并|且|又|以及|由(?!于)|重点|特别是|尤其是")


@dataclass(frozen=True, slots=True)
class Seam:
    """`group` holds the clauses gathered, `clause` the next one; `first`: nothing was cut yet."""

    group: Sequence[Clause]
    clause: Clause
    after: Clause | None
    first: bool

    @property
    def said(self) -> list[Clause]:
        """The clauses of the group that say something themselves; all, where none does."""
        return [clause for clause in self.group if not clause.opening] or list(self.group)


@dataclass(frozen=True, slots=True)
class Rule:
    """`joins`: what becomes of a seam that `knows` recognises."""

    reason: str
    joins: bool
    knows: Callable[[Seam], bool]


def _waits(seam: Seam) -> bool:
    return all(clause.opening for clause in seam.group)


def _by_means_of(seam: Seam) -> bool:
    [opener, *rest] = seam.group
    return not rest and (opener.means or (seam.first and opener.general_means))


def _briefly(seam: Seam) -> bool:
    """Four signs say how, not what: 以商引商，推动企业设立分公司."""
    [first, *rest] = seam.group
    return not rest and len(first.text) == _FOUR_SIGNS < len(seam.clause.text)


def _how_far(seam: Seam) -> bool:
    return _HOW_FAR.match(seam.clause.text) is not None


def _adds(seam: Seam) -> bool:
    return _ADDS.match(seam.clause.text) is not None


def _part_with_own_result(seam: Seam) -> bool:
    return (
        _SHARE.match(seam.clause.text) is not None
        and _OWN_RESULT.match(seam.clause.text) is not None
        and seam.clause.figure
    )


def _part(seam: Seam) -> bool:
    return _SHARE.match(seam.clause.text) is not None


def _goes_on(seam: Seam) -> bool:
    return seam.clause.continues


def _list_of_figures(seam: Seam) -> bool:
    """Nouns with their figures after one verb: 拥有研发机构10家，工程中心3家."""
    clause = seam.clause
    if not clause.figure or clause.verb:
        return False
    if any(_SHARE.match(one.text) for one in seam.group):
        return _OWN_RESULT.match(clause.text) is None
    holds = seam.said[0].figure and _HOLDS.match(seam.said[0].core) is not None
    return holds and _PREDICATE.search(clause.text) is None


def _count_under_verb(seam: Seam) -> bool:
    """A count that needs the verb before it: 完成7家企业排查，32处排污口整治."""
    text = seam.clause.text
    return seam.said[-1].verb and text[:1].isdigit() and not _PREDICATE.search(text)


def _announces(seam: Seam) -> bool:
    """A general clause that opens the sentence, then the figure that it comes to."""
    if not seam.first or len(seam.said) != 1 or not seam.clause.figure or seam.clause.opening:
        return False
    general = seam.said[0]
    if general.figure:
        return False
    return general.verb or not _EVENT.search(general.text)


def _small_state(seam: Seam) -> bool:
    """A short state without a figure behind a figure that has a subject of its own."""
    clause = seam.clause
    if clause.figure or clause.verb or seam.said[0].verb:
        return False
    if not seam.said[0].figure and "得到" not in clause.text:
        return False
    return len(clause.text) <= _SHORT_STATE and _STATE.search(clause.text) is not None


def _assured(seam: Seam) -> bool:
    return seam.clause.text.startswith("确保")


def _purpose(seam: Seam) -> bool:
    return seam.clause.tail and not seam.clause.figure


RULES: tuple[Rule, ...] = (
    Rule("an opening (依托, 围绕, 以…为) waits for its verb", True, _waits),
    Rule("a general means (用好, 加强…管理) stays with what it is used for", True, _by_means_of),
    Rule("four signs say how the next clause is done", True, _briefly),
    Rule("how far (到2027年全面完成) is said of the clause before", True, _how_far),
    Rule("并, 由 and 重点 go on with what was begun", True, _adds),
    Rule(
        "a part that has its own result (其中镇本级完成…) is asked about by itself",
        False,
        _part_with_own_result,
    ),
    Rule("a part (其中, 如) belongs to its whole", True, _part),
    Rule("growth, rank or share speaks of the figure before it", True, _goes_on),
    Rule("nouns with figures under one verb are one count", True, _list_of_figures),
    Rule("a count that begins with its number needs the verb before it", True, _count_under_verb),
    Rule("a general clause and the figure it comes to are one promise", True, _announces),
    Rule("what is to be made sure of belongs to what makes it sure", True, _assured),
    Rule("a short state rounds off the figure before it", True, _small_state),
    Rule("a purpose or effect without a figure stays with what serves it", True, _purpose),
)


def groups_of(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """The clauses of one segment as commitments, in order."""
    groups: list[list[Clause]] = []
    for at, clause in enumerate(clauses):
        after = clauses[at + 1] if at + 1 < len(clauses) else None
        if groups and _joined(Seam(groups[-1], clause, after, first=len(groups) == 1)):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _joined(seam: Seam) -> bool:
    for rule in RULES:
        if rule.knows(seam):
            return rule.joins
    return False
