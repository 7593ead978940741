"""The legal facts of a running case, as the checker names them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sanzhi.procedure.conditions import look_up

Facts = Mapping[str, Any]
Clocks = Mapping[str, Mapping[str, Any]]


def legal_facts_of(facts: Facts, clocks: Clocks) -> dict[str, bool]:
    """Which legal facts of ``legal_effects.json`` hold, read from the facts and the clocks of a case."""
    decided = _has(facts, "decision.on")
    found = {name: reads(facts) for name, reads in _ALWAYS.items()}
    if not decided:
        # After the decision nothing asks any more how it was prepared.
        found |= {name: reads(facts) for name, reads in _BEFORE.items()}
        found["heard"] = found["noticed"] and (_spoke(facts) or clocks.get("O11", {}).get("state") == "over")
    return found


def _has(facts: Facts, name: str) -> bool:
    return bool(look_up(name, facts))


def _draft(facts: Facts) -> Any:
    return look_up("draft.digest", facts)


def _agreed(facts: Facts, name: str) -> bool:
    said = facts.get(name) or {}
    return said.get("outcome") == "agree" and said.get("draft") == _draft(facts)


def _spoke(facts: Facts) -> bool:
    return any(
        _has(facts, name) for name in ("waiver.on", "statement.on", "hearing.held_on", "hearing.ended_on")
    )


def _reheard(facts: Facts) -> bool:
    held, days = look_up("hearing.held_on", facts), (look_up("review.on", facts), look_up("check.on", facts))
    return bool(held) and not any(day and str(day) > str(held) for day in days)


def _opposed(facts: Facts) -> bool:
    rounds = [facts[name] for name in ("review", "check") if facts.get(name)]
    last: Facts = max(rounds, key=lambda each: each.get("round", 0), default={})
    return bool(last) and last.get("outcome") != "agree" and last.get("draft") == _draft(facts)


def _paper(name: str, key: str) -> Callable[[Facts], bool]:
    def reads(facts: Facts) -> bool:
        paper = facts.get(f"document.{name}") or {}
        return bool(paper.get(key)) and not paper.get("served_on")

    return reads


def _notice(key: str) -> Callable[[Facts], bool]:
    paper = _paper("prior_notice", key)
    return lambda facts: paper(facts) and look_up("document.prior_notice.draft", facts) == _draft(facts)


def _signed(paper: str, facts: Facts) -> bool:
    return len((facts.get(f"document.{paper}") or {}).get("signed", ())) > 1


_ALWAYS: Final[Mapping[str, Callable[[Facts], bool]]] = {
    "filed": lambda facts: _has(facts, "filing.on"),
    "major": lambda facts: _has(facts, "major"),
    "decided": lambda facts: _has(facts, "decision.on"),
    "decision_made": _paper("decision", "id"),
    "decision_signed": lambda facts: _signed("decision", facts) and _paper("decision", "id")(facts),
    "decision_sealed": _paper("decision", "sealed"),
    "served": lambda facts: _has(facts, "decision.served_on"),
    "release_made": lambda facts: look_up("release.state", facts) == "prepared",
    "published": lambda facts: look_up("release.state", facts) in {"published", "withheld", "withdrawn"},
    "executed": lambda facts: _has(facts, "execution.completed"),
    "ended": lambda facts: _has(facts, "declined.on") or _has(facts, "ending.on"),
    "closed": lambda facts: _has(facts, "closure.on"),
}
_BEFORE: Final[Mapping[str, Callable[[Facts], bool]]] = {
    "drafted": lambda facts: _draft(facts) is not None,
    "reviewed": lambda facts: _agreed(facts, "review"),
    "checked": lambda facts: _agreed(facts, "check"),
    "opposed": _opposed,
    "reheard": _reheard,
    "told": lambda facts: _has(facts, "notice.served_on"),
    "notice_made": _notice("id"),
    "notice_signed": lambda facts: _signed("prior_notice", facts) and _notice("id")(facts),
    "notice_sealed": _notice("sealed"),
    "noticed": lambda facts: _has(facts, "notice.current"),
    "hearing_asked": lambda facts: (
        _has(facts, "hearing.requested_on")
        and not (_has(facts, "hearing.held_on") or _has(facts, "hearing.ended_on"))
    ),
    "deliberated": lambda facts: (
        look_up("deliberation.draft", facts) == _draft(facts) and _draft(facts) is not None
    ),
}
