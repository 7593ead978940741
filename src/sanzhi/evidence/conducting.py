"""Who conducted an interview or an inspection: those of the record, not the whole team of the case."""

from collections.abc import Sequence
from uuid import UUID

from sanzhi.procedure.deed import Deed
from sanzhi.registry.queries import team


def conducting(deed: Deed, ids: Sequence[UUID]) -> list[dict[str, str]]:
    """Name and certificate of each officer, as they stand that day (行政处罚法 Art 55)."""
    members = team(list(ids), deed.agency.id, deed.on)
    return [{"name": each.name, "certificate": each.certificate} for each in members]
