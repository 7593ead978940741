"""The accounts that a demonstration lists on its sign-in page.

``SANZHI_HOME/demonstration`` marks the instance; its loader may write JSON into it::

    {"accounts": [{"username": "…", "password": "…", "display_name": "…", "role": "officer"}]}

An empty file means that there are none. A real instance has no such file, and none is read there.
"""

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.conf import settings

from sanzhi.accounts.models import Role


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """A made-up person with a password that everybody may know; ``role`` is a value of ``Role``."""

    username: str
    password: str
    display_name: str
    role: str


def demonstration_accounts() -> tuple[DemonstrationAccount, ...]:
    """The accounts of a demonstration in the order of the roles; always empty elsewhere."""
    path = Path(settings.SANZHI_HOME) / "demonstration"
    if not settings.SANZHI_DEMO or not path.exists():
        return ()
    text = path.read_text(encoding="utf-8").strip()
    listed = json.loads(text)["accounts"] if text else []
    accounts = [DemonstrationAccount(**each) for each in listed]
    return tuple(sorted(accounts, key=lambda account: Role.values.index(account.role)))


def by_role() -> list[tuple[str, list[DemonstrationAccount]]]:
    """The same accounts under the Chinese name of their role."""
    grouped = groupby(demonstration_accounts(), key=lambda account: account.role)
    return [(str(Role(role).label), list(accounts)) for role, accounts in grouped]
