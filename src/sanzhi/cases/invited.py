"""Who is called in to a case that is not his agency's, and to whom of an office a step was given.

A reviewer of a common pool (国办发〔2018〕118号 part 4 (11)) or counsel may do the acts named for him on this
one case, and no other; the facts of the case say so.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sanzhi.accounts.actors import Actor

INVITED: Final = "invited"
ASSIGNED: Final = "assignment"


def is_invited(facts: Mapping[str, Any], actor: Actor, act: str) -> bool:
    """Whether this person was called in for an act."""
    return actor.user_id is not None and act in facts.get(INVITED, {}).get(str(actor.user_id), ())


def reviewer_of(facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The reviewer who was given the case: ``reviewer`` (his id), ``name``, ``pooled``; None when nobody."""
    found = facts.get(ASSIGNED, {})
    return found if found.get("reviewer") else None


def assignee(facts: Mapping[str, Any], role: str, step: str = "") -> UUID | None:
    """To whom of those who hold a role the case, or this step of it, was given; None when to nobody."""
    given = facts.get(ASSIGNED, {})
    found = given.get(step) or given.get(role, "")
    return UUID(found) if found else None
