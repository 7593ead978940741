"""Who performs an act: a signed-in person, or time itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from sanzhi.accounts.models import User
from sanzhi.accounts.posts import NOTHING_HELD, Held, held_by
from sanzhi.jobs import clock
from sanzhi.law.errors import NotOpen

# Who holds one of these sees the whole agency, so that posts in its units add nothing to read.
_AGENCY_WIDE = frozenset({"head", "reviewer", "editor"})


@dataclass(frozen=True, slots=True)
class Actor:
    """The performer of an act as the door and the lists know them.

    ``scopes`` are the keys of ``case_scope`` rows that the person may read; empty for the three
    administrators, who see no case content. ``held`` is what posts, terms and the agency's policy add for
    an officer; ``purposes`` says, by case id, why the person looks at cases that are not his own today
    (the key ``""`` holds for every case of one request).
    """

    user_id: UUID | None
    name: str
    roles: frozenset[str]
    agency_id: UUID | None = None
    government_id: UUID | None = None
    officer_id: UUID | None = None
    is_timer: bool = False
    held: Held = NOTHING_HELD
    purposes: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes this actor reads: own cases, the agency for those who lead it, or the line above."""
        keys: list[str] = []
        if self.user_id and self.roles & {"officer", *_AGENCY_WIDE}:
            keys.append(f"user:{self.user_id}")
        if self.agency_id and self.roles & _AGENCY_WIDE:
            keys.append(f"agency:{self.agency_id}")
        elif self.agency_id and "officer" in self.roles:
            keys += self.held.keys(self.agency_id)
        if "supervisor" in self.roles:
            keys += [f"government:{self.government_id}"] if self.government_id else []
            keys += [f"superior:{self.agency_id}", f"agency:{self.agency_id}"] if self.agency_id else []
        return tuple(keys)

    @property
    def calls(self) -> tuple[str, ...]:
        """The scopes through which counsel acts on the cases that he was called to; he lists none by them."""
        return (f"counsel:{self.user_id}",) if self.user_id and "counsel" in self.roles else ()


TIMER = Actor(user_id=None, name="定时", roles=frozenset({"timer"}), is_timer=True)


def employed(actor: Actor) -> tuple[UUID, UUID]:
    """Who the person is and the agency he works in; ``NotOpen`` for whoever works in none."""
    if actor.user_id is None or actor.agency_id is None:
        raise NotOpen("只有执法机关的人员可以办理。")
    return actor.user_id, actor.agency_id


def actor_of(user: User) -> Actor:
    """The actor for a signed-in person; an inactive account has no roles."""
    roles = frozenset(user.grants.values_list("role", flat=True)) if user.is_active else frozenset()
    return with_posts(
        Actor(
            user_id=user.id,
            name=user.display_name,
            roles=roles,
            agency_id=user.agency_id,
            government_id=user.government_id,
            officer_id=user.officer_id,
        )
    )


def with_posts(actor: Actor) -> Actor:
    """The actor with what posts and terms give an officer today; others see their agency anyway."""
    if not actor.user_id or not actor.agency_id or "officer" not in actor.roles:
        return actor
    if actor.roles & _AGENCY_WIDE:
        return actor
    return replace(actor, held=held_by(actor.user_id, actor.agency_id, clock.today()))
