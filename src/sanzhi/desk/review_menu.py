"""What the navigation offers of legal review beside the bench, by role."""

from collections.abc import Iterator
from typing import Final

from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.pages.navigation import Entry

_PLACES: Final[tuple[tuple[frozenset[str], str, str, str], ...]] = (
    (frozenset({"head"}), "审核分派", "special_bench", "scales"),
    (frozenset({"reviewer", "head", "supervisor"}), "审核力量", "review_workload", "person"),
    (frozenset({"counsel"}), "法律意见", "review_counsel", "scales"),
    (frozenset({"supervisor"}), "法律顾问", "review_terms", "person"),
    (frozenset({"supervisor"}), "审核人员库", "review_pool", "person"),
    (frozenset({"reviewer", "head", "clerk"}), "法制审核范围", "review_coverage", "scales"),
)


def review_entries(actor: Actor) -> list[Entry]:
    """The entries that this person's roles open."""
    return list(_entries(actor))


def _entries(actor: Actor) -> Iterator[Entry]:
    for roles, title, name, icon in _PLACES:
        if name == "special_bench" and "reviewer" in actor.roles:
            continue  # who reviews has the bench in the menu already
        if roles & actor.roles and (actor.agency_id or actor.government_id):
            yield Entry(title, reverse(name), icon)
