"""What stands beside the rounds of review: counsel, committee and experts, a disagreement, recusals."""

from collections.abc import Mapping
from typing import Any

from sanzhi.review.counsel import STANCES, opinions_of
from sanzhi.review.guards import ENDINGS
from sanzhi.review.panel import KINDS


def beside(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of the page, each empty where the case has nothing of the kind."""
    disagreement = facts.get("disagreement") or {}
    ending = disagreement.get("ending")
    return {
        "counselled": [(each, STANCES[each["stance"]]) for each in opinions_of(facts)],
        "panels": [(each, KINDS[each["kind"]]) for each in facts.get("panels", [])][::-1],
        "called": _called(facts),
        "disagreement": disagreement,
        "ending": ENDINGS[ending].value if ending else "",
        "recusals": facts.get("recusals", []),
    }


def _called(facts: Mapping[str, Any]) -> str:
    """The meeting that was called and not held yet, by its name."""
    panel = facts.get("panel") or {}
    return KINDS[panel["kind"]] if panel and "votes" not in panel else ""
