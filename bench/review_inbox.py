"""A reviewer's inbox with a hundred and with ten thousand reviews: what its first and last pages cost.

``python -m bench.review_inbox``: the whole page, through the middleware, without a network.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Any

SIZES = (100, 10_000)
_ROUNDS = 30


def main() -> None:
    """Print one line for each size."""
    print("| waiting | first page p50 | p95 | last pages p50 | p95 | SQL |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("SANZHI_HOME", home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "sanzhi.config.settings"
        reviewer, template = _begin()
        for size in SIZES:
            _fill(template, size)
            print(_measured(reviewer, size), flush=True)


def _begin() -> tuple[Any, Any]:
    import django  # noqa: PLC0415  (settings stand by now)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    setup_test_environment()

    from sanzhi.accounts.models import User  # noqa: PLC0415
    from tests.support.cast import assemble  # noqa: PLC0415
    from tests.support.story import Story  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    cast = assemble()
    story = Story(cast).submitted()
    return User.objects.get(username="reviewer"), story.case


def _fill(template: Any, size: int) -> None:
    """So many cases that wait for review, with due days over a year; each a copy of a real one."""
    from sanzhi.cases.models import Case, OpenStep  # noqa: PLC0415
    from sanzhi.jobs import clock  # noqa: PLC0415
    from sanzhi.jobs.ids import uuid7  # noqa: PLC0415

    known = OpenStep.objects.filter(role="reviewer").count()
    cases = []
    for number in range(known, size):
        copy = Case(**{each.name: getattr(template, each.name) for each in Case._meta.fields})
        copy.pk, copy.number = uuid7(), f"示例案〔2026〕{number}号"
        cases.append(copy)
    Case.objects.bulk_create(cases, batch_size=500)
    now, today = clock.now(), clock.today()
    OpenStep.objects.bulk_create(
        [
            OpenStep(
                case_id=case.pk, step="review", role="reviewer", agency_id=case.agency_id, round=1,
                handler_id=case.handler_id, since=now, due=today + timedelta(days=place % 365),
            )
            for place, case in enumerate(cases)
        ],
        batch_size=1000,
    )  # fmt: skip


def _measured(reviewer: Any, size: int) -> str:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client()
    client.force_login(reviewer)
    client.get("/reviews/?whose=free")
    first = [_timed(client, "?whose=free")[0] for _ in range(_ROUNDS)]
    last = [spent for spent, _ in _walk(client)][-_ROUNDS:]
    with CaptureQueriesContext(connection) as asked:
        client.get("/reviews/?whose=free")
    times = [f"{found:.1f} ms" for each in (first, last) for found in (median(each), _p95(each))]
    return f"| {size:,} | {' | '.join(times)} | {len(asked)} |"


def _walk(client: Any) -> Iterator[tuple[float, str]]:
    """Every page of the list, one after the other."""
    at = "?whose=free"
    while at:
        spent, at = _timed(client, at)
        yield spent, at


def _timed(client: Any, at: str) -> tuple[float, str]:
    start = time.perf_counter()
    answer = client.get(f"/reviews/{at}")
    spent = 1000 * (time.perf_counter() - start)
    if answer.status_code != 200:
        sys.exit(f"{at}: {answer.status_code}")
    return spent, answer.context["next_url"]


def _p95(found: list[float]) -> float:
    return sorted(found)[int(0.95 * (len(found) - 1))]


if __name__ == "__main__":
    main()
