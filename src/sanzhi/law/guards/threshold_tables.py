"""Threshold tables: for which amounts, parties and kinds a decision is reviewed by the legal staff (V2, V10).

A table answers every case once: no two rows speak at the same time, no case is left out, its stored
examples come out as written, and it is nowhere milder than those of the layers above.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import decides, enforces
from sanzhi.law.guards.hearing import HEARING_KINDS
from sanzhi.law.guards.major import DraftFacts, MajorReason
from sanzhi.law.statutes import OPINION_118
from sanzhi.law.table_faults import faults, loosened
from sanzhi.law.tables import TABLE, Table, decide, read

V10 = Rule("V10", (Citation(OPINION_118, "第四部分（十二）"),))
PERSON, ENTITY = "个人", "单位"
SPARED, REVIEWED = "不审核", "应当审核"
_INPUTS: Final = (
    {"id": "fine", "title": "罚款", "type": "money"},
    {"id": "confiscated", "title": "没收", "type": "money"},
    {"id": "party", "title": "当事人", "type": "choice", "choices": [PERSON, ENTITY]},
    {"id": "heavy", "title": "较重的处罚种类", "type": "bool"},
)


@dataclass(frozen=True)
class ThresholdTable:
    """A table in force: who set it, for which matters (none: all), its version and where it comes from."""

    id: str
    owner: str
    table: Table
    citation: Citation
    matters: frozenset[str] = frozenset()
    version: int = 1

    def concerns(self, other: frozenset[str]) -> bool:
        """Whether it speaks of any of these matters; none stands for all."""
        return not self.matters or not other or bool(self.matters & other)


def threshold_table(
    title: str, rows: Sequence[Mapping[str, Any]], tests: Sequence[Mapping[str, Any]]
) -> Table:
    """The table of these rows ({when, then, because}) and examples ({given, then}); amounts in fen.

    ``TableError`` names the first place that cannot be read.
    """
    output = {"id": "review", "title": "法制审核", "values": [SPARED, REVIEWED]}
    said = {"table": TABLE, "name": "major", "title": title, "inputs": list(_INPUTS), "output": output}
    return read({**said, "rows": list(rows), "tests": list(tests)})


@enforces("V10")
def table_sound(table: Table, *, on: date) -> list[Finding]:
    """V10: no overlap, no gap, and examples that come out as written (国办发〔2018〕118号 part 4 (12))."""
    if gap := V10.gap(on):
        return gap
    cure = "改正审核标准表后再提交"
    found = [V10.refuse(fault.words, cure, None) for fault in faults(table)]
    if not table.tests:
        found.append(V10.refuse("没有验证：至少写一条金额和应有的结果", cure, None))
    return found


@enforces("V10")
def table_only_tightens(own: ThresholdTable, above: Sequence[ThresholdTable], *, on: date) -> list[Finding]:
    """V10: for no case is the table milder than one of a layer above (国办发〔2018〕118号 part 4 (12))."""
    if gap := V10.gap(on):
        return gap
    upper = [each for each in above if each.concerns(own.matters)]
    milder = ((each.owner, loosened(each.table, own.table)) for each in upper)
    cure = "不宽于上级的审核标准"
    return [V10.refuse(f"{fault.words}（上一层：{owner}）", cure, None) for owner, fault in milder if fault]


@decides("V2", otherwise=lambda facts, tables: [])
def table_reasons(facts: DraftFacts, tables: Sequence[ThresholdTable]) -> list[MajorReason]:
    """V2: the rows of the tables of all layers that want the legal review of this draft (行政处罚法 Art 58
    ¶1(4); 国办发〔2018〕118号 part 4 (12)).
    """
    return [
        MajorReason(f"table:{each.id}", words, each.citation, version=each.version)
        for each in tables
        if each.concerns(frozenset({facts.matter}))
        for words, wanted in rows_for(facts, each)
        if wanted
    ]


def rows_for(facts: DraftFacts, held: ThresholdTable) -> Iterator[tuple[str, bool]]:
    """The rows that speak of a draft: in words, and whether the review follows."""
    given = {
        "fine": facts.penalty.fine_fen,
        "confiscated": facts.penalty.confiscated_fen,
        "party": ENTITY if facts.party.is_entity else PERSON,
        "heavy": bool(facts.penalty.kinds & HEARING_KINDS),
    }
    for row in decide(held.table, given):
        number = held.table.rows.index(row) + 1
        because = f"（{row.because}）" if row.because else ""
        yield f"{held.owner}“{held.table.title}”第 {number} 行：{row.then}{because}", row.then == REVIEWED
