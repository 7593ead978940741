"""When a decision is major (V2): statute, the 118 opinion, and the agency's list, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sanzhi.law.findings import Citation
from sanzhi.law.guards.coverage import decides
from sanzhi.law.guards.hearing import HEARING_KINDS, Thresholds
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind
from sanzhi.law.statutes import APL, OPINION_118

_SCOPE = Citation(OPINION_118, "第四部分（十二）")


@dataclass(frozen=True)
class DraftFacts:
    """What decides whether a draft decision is major.

    The flags are judgements that the handler gives with the draft; `hearing_held` is a fact of the case.
    `matter` is the code of the power, for lists that name powers.
    """

    penalty: Penalty
    party: PartyType
    public_interest: bool = False
    social_risk: bool = False
    major_rights: bool = False
    complex_relations: bool = False
    hearing_held: bool = False
    required_by_law: Citation | None = None
    matter: str = ""


@dataclass(frozen=True)
class ListEntry:
    """One entry of a catalogue of major decisions (重大执法决定法制审核目录清单), of any layer.

    An entry fires when all it names holds: kinds (any one of them), amount of fine plus confiscation in fen
    (at least), matters (any one of them). An entry that names nothing covers every ordinary case
    (试点工作方案 二（三）2).
    """

    id: str
    title: str
    citation: Citation
    kinds: frozenset[PenaltyKind] = frozenset()
    at_least_fen: int = 0
    matters: frozenset[str] = frozenset()
    version: int = 1

    def fires(self, facts: DraftFacts) -> bool:
        """Whether the draft falls under this entry."""
        money = facts.penalty.fine_fen + facts.penalty.confiscated_fen
        return (
            (not self.kinds or bool(self.kinds & facts.penalty.kinds))
            and money >= self.at_least_fen
            and (not self.matters or facts.matter in self.matters)
        )


@dataclass(frozen=True)
class MajorReason:
    """One reason why a decision is major. `value` is the number that was met, in fen, and `version` that of
    its source.
    """

    code: str
    text: str
    citation: Citation
    value: int | None = None
    version: int = 1
    confirmed: bool = True


@decides("V2", otherwise=lambda facts, thresholds, entries=(): [])
def major_reasons(
    facts: DraftFacts, thresholds: Thresholds, entries: Sequence[ListEntry] = ()
) -> list[MajorReason]:
    """V2: every reason why the decision needs legal review; empty when it is not major.

    行政处罚法 Art 58 ¶1, 国办发〔2018〕118号 part 4 (12). All reasons are told, not the first. Lists of all
    layers are joined, so that a lower layer can widen the scope and never narrow it (V10). Asked again
    whenever the draft changes.
    """
    return [*_judged(facts), *_by_weight(facts, thresholds), *_listed(facts, entries)]


def _judged(facts: DraftFacts) -> list[MajorReason]:
    interest = "涉及重大公共利益"
    risk = "可能造成重大社会影响或者引发社会风险"
    rights = "直接关系当事人或者第三人重大权益"
    judged = (
        (facts.public_interest, "public_interest", interest, Citation(APL, "第五十八条第一款第一项")),
        (facts.social_risk, "social_risk", risk, _SCOPE),
        (facts.major_rights, "major_rights", rights, _SCOPE),
        (facts.hearing_held, "hearing", "经过听证程序", Citation(APL, "第五十八条第一款第二项")),
        (
            facts.complex_relations,
            "complex",
            "案件情况疑难复杂、涉及多个法律关系",
            Citation(APL, "第五十八条第一款第三项"),
        ),
    )
    reasons = [MajorReason(code, text, citation) for holds, code, text, citation in judged if holds]
    if facts.required_by_law:
        text = "法律、法规规定应当进行法制审核"
        reasons.append(MajorReason("required_by_law", text, facts.required_by_law))
    return reasons


def _by_weight(facts: DraftFacts, thresholds: Thresholds) -> list[MajorReason]:
    """A penalty heavy enough for a hearing right touches major rights, whether or not a hearing was asked
    for.
    """
    reasons = [
        MajorReason("heavy_kind", f"拟给予“{kind}”", _SCOPE)
        for kind in sorted(facts.penalty.kinds & HEARING_KINDS)
    ]
    row = thresholds.row_for(facts.party)
    if row is None:
        return reasons
    amounts = (
        ("larger_fine", "罚款", facts.penalty.fine_fen),
        ("larger_confiscation", "没收", facts.penalty.confiscated_fen),
    )
    for code, name, fen in amounts:
        if row.reached(fen):
            text = f"{name}达到较大数额标准（{row.value // 100}元）"
            reasons.append(MajorReason(code, text, row.citation, row.value, row.version, row.confirmed))
    return reasons


def _listed(facts: DraftFacts, entries: Sequence[ListEntry]) -> list[MajorReason]:
    return [
        MajorReason(
            f"list:{entry.id}",
            f"属于重大执法决定法制审核目录清单事项“{entry.title}”",
            entry.citation,
            entry.at_least_fen or None,
            entry.version,
        )
        for entry in entries
        if entry.fires(facts)
    ]
