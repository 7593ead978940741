"""A city's libraries from spreadsheets beside a bare INSERT of the same rows, in the same run.

    python -m bench.imports [--officers N] [--powers N] [--agencies N]

The whole way of a spreadsheet is timed: reading it, checking every record against its model and the law,
and writing the submissions. The bare INSERT writes the same contents with one prepared statement, a thousand
rows a transaction, into a table of its own in the same database. Without ``DATABASE_URL`` that is SQLite.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.city import contents

OFFICERS, POWERS, AGENCIES = 11_963, 25_023, 632
_BITE = 1000


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="sanzhi-bench-imports-") as home:
        os.environ |= {"SANZHI_HOME": home, "DJANGO_SETTINGS_MODULE": "sanzhi.config.settings"}
        import django  # noqa: PLC0415  (the settings read the folder)

        django.setup()
        _measure(asked.officers, asked.powers, asked.agencies)


def _measure(officers: int, powers: int, agencies: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from bench.city import people_and_agencies  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    office, uscc = people_and_agencies(agencies)
    total = bare = 0.0
    for library, count in (("officer", officers), ("power", powers)):
        took, rows = _import(library, list(contents(library, count, uscc)), office)
        inserted = _timed(lambda rows=rows: _insert(rows))  # type: ignore[misc]
        total, bare = total + took, bare + inserted
        print(
            f"{library:<8} {len(rows):>6} records  import {took:6.1f} s  INSERT {inserted:5.2f} s", flush=True
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{'all':<8} {officers + powers:>6} records  import {total:6.1f} s  INSERT {bare:5.2f} s")
    print(f"ratio    {total / bare:.0f}  peak memory {peak} MB")


def _import(library: str, wanted: list[tuple[str, dict[str, Any]]], office: Any) -> tuple[float, list[Any]]:
    from sanzhi.jobs import outbox  # noqa: PLC0415
    from sanzhi.registry.models import Submission  # noqa: PLC0415
    from sanzhi.registry.sheets import arriving, workbook, writing  # noqa: PLC0415

    with workbook.exported(library, wanted, with_agency=True) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        began = time.perf_counter()
        stream: Any = file
        batch = arriving.arrive(library, stream, "city.xlsx", size, actor=office)
    outbox.drain()
    writing.write(batch.pk, hand_in=True, actor=office)
    outbox.drain()
    took = time.perf_counter() - began
    batch.refresh_from_db()
    assert batch.state == "written", (batch.state, batch.fault)
    return took, list(Submission.objects.filter(library=library).values_list("key", "title", "content"))


def _insert(rows: list[Any]) -> None:
    import json  # noqa: PLC0415

    from django.db import connection, transaction  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bare (key TEXT, title TEXT, content TEXT)")
        for start in range(0, len(rows), _BITE):
            part = [(key, title, json.dumps(content)) for key, title, content in rows[start : start + _BITE]]
            with transaction.atomic():
                cursor.executemany("INSERT INTO bare VALUES (%s, %s, %s)", part)


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--officers", type=int, default=OFFICERS)
    parser.add_argument("--powers", type=int, default=POWERS)
    parser.add_argument("--agencies", type=int, default=AGENCIES)
    return parser.parse_args()


if __name__ == "__main__":
    main()
