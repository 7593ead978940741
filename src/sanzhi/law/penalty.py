"""A penalty as the law compares it: kinds, money, terms (行政处罚法 Art 9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class PenaltyKind(StrEnum):
    """The kinds of 行政处罚法 Art 9. The value is the Chinese name, which is also what is stored."""

    WARNING = "警告"
    CIRCULAR = "通报批评"
    FINE = "罚款"
    CONFISCATE_GAINS = "没收违法所得"
    CONFISCATE_GOODS = "没收非法财物"
    SUSPEND_LICENCE = "暂扣许可证件"
    DOWNGRADE = "降低资质等级"
    REVOKE_LICENCE = "吊销许可证件"
    RESTRICT_BUSINESS = "限制开展生产经营活动"
    STOP_PRODUCTION = "责令停产停业"
    CLOSE = "责令关闭"
    BAN_FROM_TRADE = "限制从业"
    DETENTION = "行政拘留"
    OTHER = "其他"


class PartyType(StrEnum):
    """Whom the penalty meets (行政相对人类别)."""

    PERSON = "自然人"
    LEGAL_PERSON = "法人"
    ORGANISATION = "非法人组织"
    TRADER = "个体工商户"

    @property
    def is_entity(self) -> bool:
        """Whether the thresholds for 法人或者其他组织 apply.

        An individual trader is held to those for a person: 民法典 Art 54 sees a natural person, and the
        lower threshold gives the wider right to a hearing.
        """
        return self in (PartyType.LEGAL_PERSON, PartyType.ORGANISATION)


# Art 9 lists the kinds in groups of rising weight; inside the group on licences and business the weight
# rises too.
_WEIGHT: Mapping[PenaltyKind, int] = MappingProxyType(
    {
        PenaltyKind.WARNING: 1,
        PenaltyKind.CIRCULAR: 1,
        PenaltyKind.FINE: 2,
        PenaltyKind.CONFISCATE_GAINS: 2,
        PenaltyKind.CONFISCATE_GOODS: 2,
        PenaltyKind.SUSPEND_LICENCE: 3,
        PenaltyKind.DOWNGRADE: 4,
        PenaltyKind.RESTRICT_BUSINESS: 4,
        PenaltyKind.STOP_PRODUCTION: 5,
        PenaltyKind.REVOKE_LICENCE: 6,
        PenaltyKind.BAN_FROM_TRADE: 6,
        PenaltyKind.CLOSE: 7,
        PenaltyKind.DETENTION: 8,
        PenaltyKind.OTHER: 5,
    }
)


@dataclass(frozen=True)
class Penalty:
    """What is to be imposed: kinds, fine and confiscation in fen, and terms in days by kind where a kind
    has one.
    """

    kinds: frozenset[PenaltyKind]
    fine_fen: int = 0
    confiscated_fen: int = 0
    terms: Mapping[PenaltyKind, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.fine_fen < 0 or self.confiscated_fen < 0 or any(days <= 0 for days in self.terms.values()):
            raise ValueError("处罚的金额不能为负，期限应当大于零")


def heavier_in(before: Penalty, after: Penalty) -> list[str]:
    """In what respects `after` is heavier than `before`, as Chinese phrases; empty when it is not
    (行政处罚法 Art 45 ¶2).
    """
    reasons = [f"增加“{kind}”" for kind in _unmatched(before.kinds, after.kinds)]
    if after.fine_fen > before.fine_fen:
        reasons.append("罚款数额增加")
    if after.confiscated_fen > before.confiscated_fen:
        reasons.append("没收数额增加")
    for kind in sorted(before.terms.keys() & after.terms.keys()):
        if after.terms[kind] > before.terms[kind]:
            reasons.append(f"“{kind}”的期限延长")
    endless = (before.terms.keys() - after.terms.keys()) & after.kinds
    return [*reasons, *(f"“{kind}”不再有期限" for kind in sorted(endless))]


def _unmatched(before: frozenset[PenaltyKind], after: frozenset[PenaltyKind]) -> list[PenaltyKind]:
    """New kinds that no dropped, heavier kind makes up for; each dropped kind makes up for one."""
    dropped = sorted((_WEIGHT[kind] for kind in before - after), reverse=True)
    left = []
    for kind in sorted(after - before, key=lambda k: (-_WEIGHT[k], k)):
        if dropped and dropped[0] > _WEIGHT[kind]:
            dropped.pop(0)
        else:
            left.append(kind)
    return left
