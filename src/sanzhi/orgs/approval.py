"""An agency's own chain of approval, as plain functions: who is next, and who may not stand in it.

A chain is order of the house (行政执法审批制度). The law names the last word alone: the head of the agency
examines and decides (行政处罚法 Art 57 ¶1). No statute at hand forbids a head of unit to endorse a case that
he handles; but the result of an investigation is examined by somebody else than the investigator (Art 57 ¶1;
for market regulation 程序规定 Art 49 ¶3: 办案人员不得作为审核人员), so a chain in which investigators
approve themselves is refused. That one person stands at one level only is what makes levels levels.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sanzhi.law.findings import Citation, Finding, Verdict

ENDORSE = "endorse"


class Level(StrEnum):
    """A level of approval, from the lowest to the highest."""

    UNIT_HEAD = "unit_head"
    DEPUTY = "deputy"
    HEAD = "head"

    @property
    def words(self) -> str:
        """办案机构负责人, 分管负责人, 行政机关主要负责人"""
        return _TITLES[self]


_TITLES = {
    Level.UNIT_HEAD: "办案机构负责人",
    Level.DEPUTY: "分管负责人",
    Level.HEAD: "行政机关主要负责人",
}


@dataclass(frozen=True, slots=True)
class Chain:
    """The levels of one act, in order; the last one performs it. ``basis`` is the title of the agency's rule.

    ``ground`` are the articles that name who decides, ``apart`` those that keep investigators out.
    """

    act: str
    title: str
    levels: tuple[Level, ...]
    basis: str
    ground: tuple[Citation, ...] = ()
    apart: tuple[Citation, ...] = ()

    @property
    def words(self) -> str:
        """办案机构负责人、分管负责人、行政机关主要负责人"""
        return "、".join(level.words for level in self.levels)


@dataclass(frozen=True, slots=True)
class Endorsement:
    """What one level said: ``person`` is the id of the account, ``agreed`` False where it was sent back."""

    level: Level
    person: str
    agreed: bool


def faults_of(levels: Sequence[str]) -> str:
    """Why levels make no chain, in Chinese; empty when they do."""
    known = [level.value for level in Level]
    if any(level not in known for level in levels):
        return "没有这个审批层级"
    if len(levels) < 2:
        return "至少两级；只有一级的不必规定审批链"
    if list(levels) != [level for level in known if level in levels]:
        return "应当从低到高排列，同一层级只出现一次"
    if levels[-1] == Level.UNIT_HEAD:
        return "最后一级应当是行政机关负责人（行政处罚法第五十七条第一款）"
    return ""


def next_level(chain: Chain, given: Collection[Endorsement]) -> Level:
    """The level that is next to speak: the first that has not agreed, else the last one."""
    agreed = {each.level for each in given if each.agreed}
    return next((level for level in chain.levels[:-1] if level not in agreed), chain.levels[-1])


def chain_complete(chain: Chain, given: Collection[Endorsement]) -> list[Finding]:
    """The act waits until every level below the last has agreed; the finding names who is next."""
    level = next_level(chain, given)
    if level is chain.levels[-1]:
        return []
    message = f"“{chain.title}”须依次经{chain.words}，现待{level.words}审签"
    return [_refuse("chain.incomplete", chain, chain.ground, message, f"由{level.words}审签", ENDORSE)]


def stands_at(chain: Chain, level: Level, stands: Collection[Level]) -> list[Finding]:
    """Whoever speaks at a level holds it for this case on the day, or stands in within the term."""
    if level in stands:
        return []
    message = f"“{chain.title}”现由{level.words}审签，您在当日不担任本案的{level.words}，也不在代行期限内"
    cure = f"由{level.words}审签；其不在岗的，先由负责人确定代行人和期限"
    return [_refuse("chain.level", chain, chain.ground, message, cure, None)]


def approver_apart(chain: Chain, person: str, handlers: Collection[str]) -> list[Finding]:
    """Nobody approves a case that he handles; ``handlers`` are ids of accounts and of officers."""
    if person not in handlers:
        return []
    message = f"办案人员不得审签本人办理的案件（“{chain.title}”）"
    cure = "由未参加办案的该级人员审签；没有的，由负责人确定代行人"
    return [_refuse("chain.apart", chain, chain.apart, message, cure, None)]


def one_level_each(chain: Chain, person: str, given: Collection[Endorsement]) -> list[Finding]:
    """Nobody stands at two levels of one chain."""
    held = next((each.level for each in given if each.person == person and each.agreed), None)
    if held is None:
        return []
    message = f"您已作为{held.words}审签过“{chain.title}”，同一人不得在两级审批"
    return [_refuse("chain.once", chain, (), message, "由另一人在本级审签", None)]


def _refuse(
    rule: str, chain: Chain, ground: tuple[Citation, ...], message: str, cure: str, act: str | None
) -> Finding:
    cited = (*ground, Citation(chain.basis, ""))
    return Finding(rule, 1, Verdict.REFUSE, message, cited, cure, act)
