"""What the forms of this room's acts begin with: members of the meeting, who is asked to withdraw."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Facts = Mapping[str, Any]


def _votes(facts: Facts) -> dict[str, Any]:
    members = facts.get("panel", {}).get("members", [])
    return {"votes": [{"name": each["name"], "vote": "", "reason": ""} for each in members]}


def _panel(facts: Facts) -> dict[str, Any]:
    """The members of the meeting before, who are mostly the same."""
    members = facts.get("panel", {}).get("members", [])
    return {"members": [{"name": each["name"], "post": each["post"]} for each in members]} if members else {}


def _recusal(facts: Facts) -> dict[str, Any]:
    waiting = (each["name"] for each in facts.get("recusals", []) if not each.get("decided_on"))
    return {"name": next(waiting, "")}


BEGINS: Final[Mapping[str, Callable[[Facts], dict[str, Any]]]] = {
    "record_panel": _votes,
    "convene_panel": _panel,
    "decide_recusal": _recusal,
}
