"""Threshold tables by day and layer, and what the law asks of one before it is admitted (V10)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.admission import basis_resolved
from sanzhi.law.guards.threshold_tables import ThresholdTable, table_only_tightens, table_sound
from sanzhi.registry.access import Owner
from sanzhi.registry.bases import basis_facts
from sanzhi.registry.lists import entries_of_layers, entries_on, owners_above
from sanzhi.registry.models import RegisterEntry, RegisterKind
from sanzhi.registry.threshold_contents import ThresholdContent, table_of


def tables_on(agency_id: UUID, on: date) -> list[ThresholdTable]:
    """The tables that hold for an agency on a day, of all layers: joined they only widen what is major."""
    return _tables(entries_of_layers(RegisterKind.THRESHOLD, agency_id, on))


def tables_above(owner: Owner, on: date) -> list[ThresholdTable]:
    """The tables of the layers above an owner, which its own may only tighten."""
    return _tables(
        entries_on(RegisterKind.THRESHOLD, on).filter(owners_above(owner.agency, owner.government, on))
    )


def check(content: ThresholdContent, owner: Owner, on: date) -> list[Finding]:
    """V10: a basis in force, rows without overlap and gap, examples that come out, and nothing loosened."""
    own = proposed(content)
    return [
        *basis_resolved(basis_facts(content.basis, on)),
        *table_sound(own.table, on=on),
        *table_only_tightens(own, tables_above(owner, on), on=on),
    ]


def proposed(content: ThresholdContent) -> ThresholdTable:
    """The table of a content that is not in force."""
    table = table_of(content.title, content.model_dump(mode="json"))
    basis = content.basis[0]
    return ThresholdTable(
        content.code, "", table, Citation(basis.law, basis.article), frozenset(content.matters)
    )


def _tables(rows: Iterable[RegisterEntry]) -> list[ThresholdTable]:
    return [_table(row) for row in rows]


def _table(row: RegisterEntry) -> ThresholdTable:
    owner, basis = row.agency or row.government, row.content["basis"][0]
    return ThresholdTable(
        id=str(row.record),
        owner=owner.name if owner else "",
        table=table_of(row.title, row.content),
        citation=Citation(basis["law"], basis["article"]),
        matters=frozenset(row.content["matters"]),
        version=row.number,
    )
