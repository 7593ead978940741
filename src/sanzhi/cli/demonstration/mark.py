"""The mark of a demonstration: the file that settings read at every start, with the accounts that it lists.

An instance with the mark can never become a real one, and a real one can never get it.
"""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sanzhi.cli.demonstration.script import Person

NAME = "demonstration"
# No letters that are mistaken for others: somebody may type these from a screen.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 3, 5


@dataclass(frozen=True)
class Account:
    """A made-up person who may sign in, in the words of the sign-in page."""

    username: str
    password: str
    display_name: str
    role: str


@dataclass(frozen=True)
class Mark:
    """``anchor`` is the aware instant that the stories count back from: a resumed load keeps it."""

    accounts: tuple[Account, ...]
    anchor: datetime
    loaded: bool = False

    @property
    def password(self) -> str:
        """The password of every account that is shown."""
        return self.accounts[0].password


def new_mark(people: Iterable[Person], anchor: datetime) -> Mark:
    """A mark for the people whom the sign-in page shows, with one fresh password of this instance for all."""
    password = _password()
    shown = (person for person in people if person.shown)
    return Mark(tuple(Account(p.username, password, p.shown_name, p.role) for p in shown), anchor)


def read(home: Path) -> Mark | None:
    """The mark of the instance in ``home``, or None when it has none."""
    path = home / NAME
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    accounts = tuple(Account(**each) for each in told["accounts"])
    return Mark(accounts, datetime.fromisoformat(told["anchor"]), told["loaded"])


def write(home: Path, mark: Mark) -> None:
    """Write the mark, readable by its owner alone, whole or not at all."""
    told = {
        "accounts": [vars(account) for account in mark.accounts],
        "anchor": mark.anchor.isoformat(),
        "loaded": mark.loaded,
    }
    draft = home / f".{NAME}.new"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home / NAME)


def finish(home: Path, mark: Mark) -> Mark:
    """Say in the mark that everything is loaded."""
    finished = replace(mark, loaded=True)
    write(home, finished)
    return finished


def _password() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
