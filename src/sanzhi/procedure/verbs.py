"""The acts by name, title and roles, for who asks about flows and performs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """What an act is called on its button, and who may perform it."""

    title: str
    roles: frozenset[str]


_verbs: dict[str, Verb] = {}


def note(name: str, title: str, roles: frozenset[str]) -> None:
    """Keep the verb of an act that a room registers."""
    _verbs[name] = Verb(title, roles)


def verbs() -> Mapping[str, Verb]:
    """Every verb by the name of its act."""
    return _verbs


def title_of(name: str) -> str:
    """The words on the button; the name where no room registered the act."""
    verb = _verbs.get(name)
    return verb.title if verb else name
