"""A case interface by hand on the same stack: what the door is measured against.

It does for each request what somebody would write who needs nothing but cases with a state: looks up the key,
parses the JSON, and in one transaction runs a handful of statements; a file goes to the disk. No law, no
procedure, no ledger, no personal values, no documents.
"""

import hashlib
import json
import os
import secrets
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from sanzhi.config.database import from_url, sqlite

HOME = Path(os.environ["SANZHI_HOME"])

settings.configure(
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": from_url(os.environ["DATABASE_URL"])
        if os.environ.get("DATABASE_URL")
        else sqlite(HOME / "bare.db")
    },
)

TABLES = (
    "CREATE TABLE person (key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL)",
    "CREATE TABLE series (year INTEGER PRIMARY KEY, last INTEGER NOT NULL)",
    "CREATE TABLE matter (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, state TEXT NOT NULL, "
    "seq INTEGER NOT NULL, facts TEXT NOT NULL, changed TEXT NOT NULL)",
    "CREATE TABLE happening (matter TEXT NOT NULL, seq INTEGER NOT NULL, act TEXT NOT NULL, "
    "who TEXT NOT NULL, data TEXT NOT NULL, key TEXT NOT NULL UNIQUE, PRIMARY KEY (matter, seq))",
    "CREATE TABLE viewer (who TEXT NOT NULL, matter TEXT NOT NULL, PRIMARY KEY (who, matter))",
    "CREATE TABLE news (key TEXT PRIMARY KEY, payload TEXT NOT NULL)",
)
_turn = threading.Lock()


def prepare(people: dict[str, str]) -> None:
    """Make the tables and the people: secret → name."""
    with connection.cursor() as cursor:
        for statement in TABLES:
            cursor.execute(statement)
        for secret, name in people.items():
            cursor.execute("INSERT INTO person VALUES (%s, %s, 'officer')", [_digest(secret), name])


def leads(request: HttpRequest) -> HttpResponse:
    """Open a case."""
    who, body, key = _caller(request), json.loads(request.body), request.headers["Idempotency-Key"]
    case_id = uuid.uuid4().hex
    with _writing() as cursor:
        cursor.execute("SELECT matter FROM happening WHERE key = %s", [key])
        if found := cursor.fetchone():
            return JsonResponse({"data": {"case": found[0]}}, status=201)
        cursor.execute(
            "INSERT INTO series VALUES (2026, 1) "
            "ON CONFLICT (year) DO UPDATE SET last = series.last + 1 RETURNING last"
        )
        number = f"案〔2026〕{cursor.fetchone()[0]}号"
        facts = json.dumps({"register_lead": body["data"]}, ensure_ascii=False)
        cursor.execute("INSERT INTO matter VALUES (%s, %s, 'lead', 1, %s, '2026')", [case_id, number, facts])
        cursor.execute("INSERT INTO viewer VALUES (%s, %s), ('all', %s)", [who, case_id, case_id])
        _happened(cursor, case_id, 1, "register_lead", who, body, key)
    return JsonResponse({"data": {"case": case_id, "number": number}}, status=201)


def acts(request: HttpRequest, case_id: str, act: str) -> HttpResponse:
    """Do something to a case."""
    who, body, key = _caller(request), json.loads(request.body), request.headers["Idempotency-Key"]
    with _writing() as cursor:
        cursor.execute("SELECT seq FROM happening WHERE key = %s", [key])
        if found := cursor.fetchone():
            return JsonResponse({"data": {"case": case_id, "seq": found[0]}})
        state, seq, facts = _seen(cursor, case_id, who, lock=True)
        after = json.dumps({**facts, f"{act}{seq}": body["data"]}, ensure_ascii=False)
        cursor.execute(
            "UPDATE matter SET state = %s, seq = %s, facts = %s, changed = '2026' WHERE id = %s",
            [act, seq + 1, after, case_id],
        )
        _happened(cursor, case_id, seq + 1, act, who, body, key)
    return JsonResponse({"data": {"case": case_id, "seq": seq + 1, "was": state}})


def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Read a case."""
    who = _caller(request)
    with connection.cursor() as cursor:
        state, seq, facts = _seen(cursor, case_id, who, lock=False)
    return JsonResponse({"data": {"id": case_id, "state": state, "seq": seq, "facts": facts}})


def files(request: HttpRequest) -> HttpResponse:
    """Keep a file under its digest, durably."""
    _caller(request)
    digest, arriving, size = hashlib.sha256(), HOME / secrets.token_hex(8), 0
    with arriving.open("xb") as file:
        while chunk := request.read(1 << 20):
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    arriving.rename(HOME / digest.hexdigest())
    return JsonResponse({"data": {"digest": digest.hexdigest(), "size": size}}, status=201)


@contextmanager
def _writing() -> Iterator[Any]:
    waiting = _turn if connection.vendor == "sqlite" else nullcontext()
    with waiting, transaction.atomic(), connection.cursor() as cursor:
        yield cursor


def _caller(request: HttpRequest) -> str:
    secret = request.headers["Authorization"].removeprefix("Bearer ")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, role FROM person WHERE key = %s", [_digest(secret)])
        return str(cursor.fetchone()[0])


def _seen(cursor: Any, case_id: str, who: str, *, lock: bool) -> tuple[str, int, dict[str, Any]]:
    last = " FOR UPDATE" if lock and connection.vendor == "postgresql" else ""
    cursor.execute(f"SELECT state, seq, facts FROM matter WHERE id = %s{last}", [case_id])  # noqa: S608
    state, seq, facts = cursor.fetchone()
    cursor.execute("SELECT 1 FROM viewer WHERE matter = %s AND who IN (%s, 'all')", [case_id, who])
    cursor.fetchone()
    return state, seq, json.loads(facts)


def _happened(cursor: Any, case_id: str, seq: int, act: str, who: str, body: Any, key: str) -> None:
    data = json.dumps(body["data"], ensure_ascii=False)
    cursor.execute(
        "INSERT INTO happening VALUES (%s, %s, %s, %s, %s, %s)", [case_id, seq, act, who, data, key]
    )
    cursor.execute("INSERT INTO news VALUES (%s, %s)", [f"{case_id}:{seq}", act])


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


urlpatterns = [
    path("api/v1/cases", leads),
    path("api/v1/cases/<str:case_id>", case),
    path("api/v1/cases/<str:case_id>/acts/<str:act>", acts),
    path("api/v1/files", files),
]
application = get_wsgi_application()
