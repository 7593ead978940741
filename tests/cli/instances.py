"""Instances in folders of their own, made and asked by the real command; one demonstration for all tests."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sanzhi.ledger import durable

SANZHI = str(Path(sys.executable).with_name("sanzhi"))
# A worker of a parallel run has a home below the one that all of them share.
SHARED = Path(os.environ["SANZHI_HOME"]) / (".." if os.environ.get("PYTEST_XDIST_WORKER") else "")


@dataclass(frozen=True)
class Instance:
    """An instance; its database is read as it lies on the disk."""

    home: Path

    def sanzhi(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command on this instance."""
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        surroundings = kept | {
            "SANZHI_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "sanzhi.config.settings",
        }
        return subprocess.run(
            [SANZHI, *arguments], env=surroundings, capture_output=True, text=True, check=False
        )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with sqlite3.connect(f"file:{self.home / 'sanzhi.db'}?mode=ro", uri=True) as database:
            return database.execute(query, values).fetchall()

    def everything(self) -> list[str]:
        """The whole database as statements, in order."""
        with sqlite3.connect(f"file:{self.home / 'sanzhi.db'}?mode=ro", uri=True) as database:
            return list(database.iterdump())

    @property
    def mark(self) -> dict[str, Any]:
        """What the mark says."""
        mark: dict[str, Any] = json.loads((self.home / "demonstration").read_text(encoding="utf-8"))
        return mark

    @cached_property
    def facts(self) -> dict[str, dict[str, Any]]:
        """The facts of each case by the key of its story."""
        found = self.rows(
            "SELECT e.key, c.facts FROM cases_event e JOIN cases_case c ON c.id = e.case_id "
            "WHERE e.key LIKE 'demo:%:0'"
        )
        return {key.split(":")[1]: json.loads(facts) for key, facts in found}

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """Every event in the order in which it was recorded."""
        return [json.loads(body) for (body,) in self.rows("SELECT body FROM cases_event ORDER BY id")]

    @cached_property
    def contents(self) -> list[dict[str, Any]]:
        """What the feed shows at present."""
        files = sorted((self.home / "log" / "public" / "content").glob("*/*.json"))
        return [json.loads(file.read_text(encoding="utf-8"))["record"] for file in files]


def loaded_demonstration() -> Instance:
    """The demonstration, loaded by whoever of the parallel runs asks first."""
    place = SHARED.resolve() / "loaded-demonstration"
    with durable.alone(place):
        instance = Instance(place / "home")
        if not (place / "home" / "public.db").exists():
            loaded = instance.sanzhi("demo")
            assert loaded.returncode == 0, loaded.stderr
            assert instance.sanzhi("portal-sync").returncode == 0
    return instance


def texts(value: Any) -> Iterator[str]:
    """Every text in plain data, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield key
            yield from texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)


def instant(stamp: str) -> datetime:
    """The aware instant of an event's stamp."""
    return datetime.fromisoformat(stamp)
