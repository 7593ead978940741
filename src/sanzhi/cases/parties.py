"""Finding cases by their party: by a whole name, credit code, identity number or telephone, nothing less.

The values lie sealed; what is compared are keyed digests (``store.sealed``): a part of a name finds nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from sanzhi.cases.models import PartyMark
from sanzhi.jobs.ids import uuid7
from sanzhi.jobs.rows import insert
from sanzhi.store.sealed.digests import phone

FOUND_BY = ("name", "uscc", "id_number", "legal_representative", "phone")


def remember(case_id: UUID, party: Mapping[str, Any]) -> None:
    """Keep what the party of a new case is found by, in the transaction of the act."""
    for value in dict.fromkeys(marks_of(party)):
        insert(PartyMark(id=uuid7(), case_id=case_id, value=value))


def replant(case_id: UUID, party: Mapping[str, Any]) -> None:
    """Let a case be found by its corrected party, and by the wrong values no more."""
    PartyMark.objects.filter(case_id=case_id).delete()
    remember(case_id, party)


def marks_of(party: Mapping[str, Any]) -> Iterable[str]:
    """The values of a party (in the clear) that it is found by; a telephone by its digits alone."""
    for name in FOUND_BY:
        if value := str(party.get(name) or ""):
            yield phone(value) if name == "phone" else value


def cases_of(value: str) -> QuerySet[PartyMark, UUID]:
    """The ids of the cases whose party is known by this value, for a filter over what the reader may see."""
    asked = Q(value_digest__matching=value)
    if digits := phone(value):
        asked |= Q(value_digest__matching=digits)
    return PartyMark.objects.filter(asked).values_list("case_id", flat=True)
