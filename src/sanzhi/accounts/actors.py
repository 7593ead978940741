"""Who performs an act: a signed-in person, or time itself."""

from dataclasses import dataclass
from uuid import UUID

from sanzhi.accounts.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """The performer of an act as the door and the lists know them.

    ``scopes`` are the keys of ``case_scope`` rows that the person may read; empty for the three
    administrators, who see no case content.
    """

    user_id: UUID | None
    name: str
    roles: frozenset[str]
    agency_id: UUID | None = None
    government_id: UUID | None = None
    officer_id: UUID | None = None
    is_timer: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes this actor reads: own cases, the agency for those who lead it, or the line above."""
        keys: list[str] = []
        if self.user_id and self.roles & {"officer", "head", "reviewer", "editor"}:
            keys.append(f"user:{self.user_id}")
        if self.agency_id and self.roles & {"head", "reviewer", "editor"}:
            keys.append(f"agency:{self.agency_id}")
        if "supervisor" in self.roles:
            keys += [f"government:{self.government_id}"] if self.government_id else []
            keys += [f"superior:{self.agency_id}", f"agency:{self.agency_id}"] if self.agency_id else []
        return tuple(keys)


TIMER = Actor(user_id=None, name="定时", roles=frozenset({"timer"}), is_timer=True)


def actor_of(user: User) -> Actor:
    """The actor for a signed-in person; an inactive account has no roles."""
    roles = frozenset(user.grants.values_list("role", flat=True)) if user.is_active else frozenset()
    return Actor(
        user_id=user.id,
        name=user.display_name,
        roles=roles,
        agency_id=user.agency_id,
        government_id=user.government_id,
        officer_id=user.officer_id,
    )
