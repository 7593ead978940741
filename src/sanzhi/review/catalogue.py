"""Why a decision is major, and why not: every ground of every layer beside the draft (V2, V10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sanzhi.cases.guards import draft_facts
from sanzhi.law.findings import Citation
from sanzhi.law.guards.hearing import Thresholds
from sanzhi.law.guards.major import DraftFacts, ListEntry, MajorReason, major_reasons
from sanzhi.law.guards.threshold_tables import ThresholdTable, rows_for
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed, china_day
from sanzhi.registry.lists import Layer, major_layers

NATION = "国家"


@dataclass(frozen=True)
class Ground:
    """One ground of one layer: whether it holds for the draft, and what was compared.

    ``version`` is that of its source, ``confirmed`` false where no text at hand confirms its number.
    """

    layer: str
    text: str
    citation: Citation
    fired: bool
    told: str = ""
    version: int = 1
    confirmed: bool = True


@dataclass(frozen=True)
class Evaluation:
    """What one act found when it asked whether the draft is major; ``draft`` is the digest it asked about."""

    seq: int
    on: date
    act: str
    draft: str
    reasons: tuple[Mapping[str, Any], ...]


def grounds(deed: Deed) -> list[Ground]:
    """Every ground, the nation's first, then layer by layer downwards; empty while there is no draft."""
    facts = draft_facts(deed)
    if facts is None:
        return []
    thresholds = lawfacts.thresholds(deed)
    fired = {reason.code for reason in major_reasons(facts, thresholds)}
    listed = [_listed(layer, facts) for layer in major_layers(deed.agency.id, deed.on)]
    tabled = [ground for held in lawfacts.threshold_tables(deed) for ground in _tabled(held, facts)]
    return [*_statutory(facts, thresholds, fired), *listed, *tabled]


def evaluations(events: Iterable[Mapping[str, Any]]) -> list[Evaluation]:
    """Each time the case was asked whether it is major, the newest first."""
    found: list[Evaluation] = []
    digest = ""
    for event in events:
        written = event["set"]
        digest = (written.get("draft") or {}).get("digest", digest)
        if written.get("major_reasons") is not None:
            reasons = tuple(written["major_reasons"])
            found.append(Evaluation(event["seq"], _day(event), event["act"], digest, reasons))
    return found[::-1]


def _statutory(facts: DraftFacts, thresholds: Thresholds, fired: set[str]) -> list[Ground]:
    """The nation's grounds in its own words: what would be told if each of them held."""
    everything = replace(
        facts,
        public_interest=True,
        social_risk=True,
        major_rights=True,
        hearing_held=True,
        complex_relations=True,
    )
    judged = major_reasons(everything, Thresholds(person=None, entity=None))
    found = [_ground(reason, reason.code in fired) for reason in judged]
    return [*found, *_amounts(facts, thresholds)]


def _amounts(facts: DraftFacts, thresholds: Thresholds) -> list[Ground]:
    row = thresholds.row_for(facts.party)
    if row is None:
        return []
    amounts = (("罚款", facts.penalty.fine_fen), ("没收", facts.penalty.confiscated_fen))
    return [
        Ground(
            NATION,
            f"{name}达到较大数额标准（{row.value // 100}元）",
            row.citation,
            row.reached(fen),
            f"现稿{name}{_yuan(fen)}元",
            row.version,
            row.confirmed,
        )
        for name, fen in amounts
    ]


def _ground(reason: MajorReason, fired: bool) -> Ground:
    return Ground(NATION, reason.text, reason.citation, fired, version=reason.version)


def _listed(layer: Layer, facts: DraftFacts) -> Ground:
    entry = layer.entry
    told = "；".join(_parts(entry, facts)) or "全部普通程序案件"
    return Ground(layer.owner, entry.title, entry.citation, entry.fires(facts), told, entry.version)


def _tabled(held: ThresholdTable, facts: DraftFacts) -> Iterable[Ground]:
    """The row of a threshold table that speaks of the draft; nothing where the table has other matters."""
    if not held.concerns(frozenset({facts.matter})):
        return
    for words, wanted in rows_for(facts, held):
        yield Ground(held.owner, held.table.title, held.citation, wanted, words, held.version)


def _parts(entry: ListEntry, facts: DraftFacts) -> Iterable[str]:
    if entry.kinds:
        yield f"种类：{'、'.join(sorted(entry.kinds))}，现稿为{'、'.join(sorted(facts.penalty.kinds))}"
    if entry.at_least_fen:
        money = facts.penalty.fine_fen + facts.penalty.confiscated_fen
        yield f"罚款和没收合计达到{_yuan(entry.at_least_fen)}元，现稿为{_yuan(money)}元"
    if entry.matters:
        yield f"{'属于' if facts.matter in entry.matters else '不属于'}所列事项"


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def _day(event: Mapping[str, Any]) -> date:
    return china_day(datetime.fromisoformat(event["happened"]))
