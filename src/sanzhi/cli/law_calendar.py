"""The calendar that a question from the command line runs on: what ships, and what this instance imported.

An instance is asked without Django where its database is a file, because a single question should not wait
for it.
"""

import json
import os
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import click
import django

from sanzhi.law.calendar import Calendar, YearNotice

_TABLE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'registry_calendarnotice'"
_NOTICES = "SELECT notice FROM registry_calendarnotice ORDER BY year"


def calendar() -> Calendar:
    """The national calendar with every notice imported into this instance, if there is an instance here."""
    if os.environ.get("DATABASE_URL"):
        django.setup()
        found: Calendar = import_module("sanzhi.registry.calendar").calendar()
        return found
    days = Calendar.national()
    for notice in _imported(Path(os.environ.get("SANZHI_HOME", "var")) / "sanzhi.db"):
        days = days.with_notice(notice)
    return days


def _imported(database: Path) -> list[YearNotice]:
    if not database.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as rows:
            # A database without this table was never set up: nothing can have been imported into it.
            found = rows.execute(_NOTICES).fetchall() if rows.execute(_TABLE).fetchone() else []
    except sqlite3.Error as error:
        # Without what was imported a day could be counted wrongly, so nothing is counted.
        raise click.ClickException(f"不能读取 {database} 中导入的放假安排：{error}。") from error
    return [YearNotice.from_json(json.loads(text)) for (text,) in found]
