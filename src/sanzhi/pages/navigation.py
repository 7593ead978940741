"""Entries of menus: what a program hands to its base template.

The portal hands one flat tuple as ``modules``; the desk hands groups as ``navigation``.  An entry
whose address does not exist is left out, so a module stands in the menu from the day it works.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """One link of a menu; ``count`` is what waits behind it (None: nothing is counted)."""

    title: str
    url: str
    icon: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Group:
    """Entries under one heading of the desk's left navigation."""

    title: str
    entries: tuple[Entry, ...]


def entries(pairs: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """Turn (title, URL name) pairs into entries; names without an address are left out."""
    found: list[Entry] = []
    for title, name in pairs:
        try:
            found.append(Entry(title, reverse(name)))
        except NoReverseMatch:
            continue
    return tuple(found)


def lit(menu: Sequence[Entry], path: str) -> tuple[Entry, ...]:
    """Mark the entry that the page at ``path`` belongs to: the longest address that begins it."""
    holding = [entry.url for entry in menu if _holds(entry.url, path)]
    best = max(holding, key=len, default=None)
    return tuple(replace(entry, current=entry.url == best) for entry in menu)


def lit_groups(groups: Sequence[Group], path: str) -> tuple[Group, ...]:
    """Mark the present entry across all groups, so that only one is lit on a page."""
    flat = lit([entry for group in groups for entry in group.entries], path)
    rest = iter(flat)
    return tuple(replace(group, entries=tuple(next(rest) for _ in group.entries)) for group in groups)


def _holds(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))
