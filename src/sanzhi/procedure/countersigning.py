"""Countersigning: who still has to speak at a step, and whether enough have agreed.

Each opinion is a fact of its own, ``countersign.<step>.<signer>`` = ``{"at": number of the event that opened
the step, "agreed": …, "opinion", "by", "user", "on"}``; so two who sign at the same moment write different
facts, and what was said in an earlier round does not count.
"""

from collections.abc import Mapping
from typing import Any

from sanzhi.procedure.conditions import look_up
from sanzhi.procedure.shapes import Step


def fact_of(step: str, signer: str) -> str:
    """The fact that holds one signer's opinion."""
    return f"countersign.{step}.{signer}"


def signers(step: Step, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The roles, or the ids of the people, whose opinions a step asks for."""
    asked = step.countersign
    if asked is None:
        return ()
    listed = look_up(asked.fact, facts) if asked.fact else asked.of
    people = (each.get("id", "") if isinstance(each, Mapping) else each for each in listed or ())
    return tuple(dict.fromkeys(str(each) for each in people if each))


def given(step: Step, at: int, facts: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The opinions that count, by signer: those given since the event ``at`` opened the step."""
    said = {who: facts.get(fact_of(step.id, who)) for who in signers(step, facts)}
    return {who: each for who, each in said.items() if each and each.get("at") == at}


def tally(step: Step, at: int, facts: Mapping[str, Any]) -> bool | None:
    """True when enough have agreed, False when that can no longer be, None while opinions are missing."""
    asked, said = step.countersign, given(step, at, facts)
    all_of_them = len(signers(step, facts))
    if asked is None or not all_of_them:
        return None
    need = min(asked.need or all_of_them, all_of_them)
    agreed = sum(1 for each in said.values() if each["agreed"])
    if agreed >= need:
        return True
    return False if all_of_them - (len(said) - agreed) < need else None
