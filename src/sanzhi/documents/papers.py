"""Papers beside notice and decision that are served on their own: each is a fact, and what its service does.

A room says with ``when_served`` what follows from the service of its kind of paper.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sanzhi.documents.issuing import issue
from sanzhi.law.findings import Finding
from sanzhi.procedure.deed import Deed

Effect = Callable[[Deed], None]
Ask = Callable[[Deed], list[Finding]]

PAPER: Final = "paper."
_effects: dict[str, tuple[Effect, Ask | None]] = {}


def paper(deed: Deed, kind: str, **extra: Any) -> str:
    """Issue a document and keep it among those that wait for their service; returns its id."""
    document = issue(deed, kind, **extra)
    made = deed.facts[f"document.{kind}"]
    deed.set(f"{PAPER}{document}", {key: made[key] for key in ("kind", "title", "number", "on")})
    return document


def when_served(kind: str, effect: Effect, ask: Ask | None = None) -> None:
    """What the service of a kind of paper does to the case, and what the law asks before it."""
    _effects[kind] = (effect, ask)


def effect_of(kind: str) -> tuple[Effect | None, Ask | None]:
    """What was said with ``when_served``; nothing for other kinds."""
    return _effects.get(kind, (None, None))


def waiting(facts: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The papers that have not been served, by id, in the order of their making."""
    found = {name.removeprefix(PAPER): fact for name, fact in facts.items() if name.startswith(PAPER)}
    return {key: fact for key, fact in found.items() if not fact.get("served_on")}
