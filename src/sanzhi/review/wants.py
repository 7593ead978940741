"""What the acts of this room need before there is anything to do them to."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sanzhi.review.disagreement import failed_opinion
from sanzhi.review.panel import is_called

Facts = Mapping[str, Any]


def _waits_for_recusal(facts: Facts) -> bool:
    return any(not each.get("decided_on") for each in facts.get("recusals", []))


def _is_handed_over(facts: Facts) -> bool:
    return "draft" in facts


WANTS: Final[Mapping[str, Callable[[Facts], bool]]] = {
    "object_to_opinion": lambda facts: failed_opinion(facts) is not None,
    "decide_recusal": _waits_for_recusal,
    "convene_panel": _is_handed_over,
    "record_panel": is_called,
}
