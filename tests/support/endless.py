"""A program that performs acts one after another until it is killed, each at once acknowledged in a line.

``prepare`` makes an instance with its cast; ``work K`` takes up at act K, first performing again what K
rests on; ``report`` prints what the instance holds. Data and keys follow from the number of an act alone,
so an act that was under way when the program died is the same request when it is sent again.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from sanzhi.accounts.actors import actor_of  # noqa: E402
from sanzhi.accounts.models import User  # noqa: E402
from sanzhi.cases.door import Outcome, perform  # noqa: E402
from sanzhi.cases.fold import check_columns  # noqa: E402
from sanzhi.cases.models import Event  # noqa: E402
from sanzhi.documents.models import Document, NumberSeries, NumberUse  # noqa: E402
from sanzhi.evidence.files import blobs  # noqa: E402
from sanzhi.evidence.models import Material  # noqa: E402
from sanzhi.registry.models import Power  # noqa: E402
from tests.support.cast import assemble  # noqa: E402

ROUND = ("register_lead", "add_evidence", "propose_filing", "file")
LEAD = {
    "suspected": "涉嫌经营超过保质期的食品",
    "source": "投诉",
    "received_on": "2026-03-02",
    "summary": "群众投诉。",
    "party": {"type": "个体工商户", "name": "示例小店", "address": "示例路1号"},
}


def act(number: int, case_id: UUID | None) -> Outcome:
    """Perform act ``number``: the first of each round opens the case of the round."""
    name = ROUND[number % len(ROUND)]
    who = actor_of(User.objects.get(username="head" if name == "file" else "officer"))
    opens = name == "register_lead"
    return perform(name, None if opens else case_id, actor=who, data=_data(name, number), key=f"act:{number}")


def _data(name: str, number: int) -> dict[str, Any]:
    if name == "register_lead":
        return {**LEAD, "summary": f"第 {number} 号线索。"}
    if name == "add_evidence":
        blob = blobs().put(f"photo {number}".encode() * 1000)
        return {
            "title": f"照片{number}",
            "kind": "物证",
            "digest": blob.digest,
            "size": blob.size,
            "media_type": "image/jpeg",
            "file_name": "a.jpg",
            "collected_at": "2026-03-02T09:00:00+08:00",
        }
    if name == "propose_filing":
        officers = [User.objects.get(username=each).officer_id for each in ("officer", "second")]
        return {
            "officers": [str(each) for each in officers],
            "power": str(Power.objects.get().id),
            "facts": "货架上有过期面包三袋。",
            "violated": [{"law": "食品安全法", "article": "第三十四条第十项"}],
        }
    return {"opinion": "同意立案。"}


def work(number: int) -> Iterator[tuple[int, Outcome]]:
    """Act after act from ``number`` on, without end."""
    begins = number - number % len(ROUND)
    case_id = act(begins, None).case_id if number > begins else None
    while True:
        outcome = act(number, case_id)
        case_id = outcome.case_id
        yield number, outcome
        number += 1


def report() -> dict[str, Any]:
    """What the instance holds, and what is wrong with it."""
    with connection.cursor() as cursor:
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
        integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    return {
        "synchronous": synchronous,
        "integrity": integrity,
        "differences": [str(each) for each in check_columns()],
        "events": dict(Event.objects.values_list("key", "seq")),
        "materials": [blobs().verify(each.digest).size == each.size for each in Material.objects.all()],
        "series": {each.word: each.last for each in NumberSeries.objects.all()},
        "numbers": [[each.word, each.sequence] for each in NumberUse.objects.all()],
        "documents": Document.objects.count(),
    }


def main(command: str, number: str = "0") -> None:
    """Do what the command line says."""
    if command == "prepare":
        call_command("migrate", verbosity=0)
        assemble()
    elif command == "report":
        json.dump(report(), sys.stdout)
    else:
        for done, outcome in work(int(number)):
            sys.stdout.write(f"{done} {outcome.seq} {int(outcome.repeated)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
