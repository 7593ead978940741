"""Rows of the program as the interface shows them."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sanzhi.accounts.actors import Actor
from sanzhi.api.answers import instant
from sanzhi.api.openapi import data_schema
from sanzhi.api.problems import findings_as_json
from sanzhi.cases import event as events
from sanzhi.cases.door import Outcome
from sanzhi.cases.door_store import CaseRow
from sanzhi.cases.lanes import strip_of
from sanzhi.cases.models import Case, Event
from sanzhi.cases.queries import CaseFile
from sanzhi.cases.team import may_perform
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.jobs.clock import CHINA
from sanzhi.orgs.models import Agency
from sanzhi.procedure import acts
from sanzhi.procedure.deed import AgencyFacts
from sanzhi.procedure.interpreter import open_acts

_CLOCK = ("rule", "start", "due", "provisional", "steps", "citation", "state", "stopped", "lapsed")


def outcome(found: Outcome) -> dict[str, Any]:
    """What came of an act."""
    return {
        "case": str(found.case_id),
        "number": found.number,
        "seq": found.seq,
        "act": found.act,
        "findings": findings_as_json(found.findings),
        "repeated": found.repeated,
    }


def head(row: Case | CaseRow, state: str, agency: Agency | AgencyFacts) -> dict[str, Any]:
    """A case as lists show it."""
    return {
        "id": str(row.id),
        "number": row.number,
        "title": row.title,
        "kind": row.kind,
        "state": state,
        "agency": {"id": str(agency.id), "name": agency.name, "uscc": agency.uscc},
        "handler": None if row.handler_id is None else str(row.handler_id),
        "seq": row.seq,
        "opened_at": instant(row.opened_at),
    }


def detail(file: CaseFile, actor: Actor) -> dict[str, Any]:
    """A case as its page shows it to this person: facts in the clear, open acts, clocks, the strip."""
    row = file.row
    opened = row.opened_at.astimezone(CHINA).date()
    return {
        **head(row, next((token.step for token in file.present), ""), row.agency),
        "facts": file.facts,
        "steps": [_step(file, place) for place in range(len(file.present))],
        "open_acts": _offers(file, actor),
        "clocks": [{key: each[key] for key in _CLOCK if key in each} for each in row.clocks.values()],
        "strip": strip_of(file.facts, row.clocks, opened=opened, today=clock.today()),
    }


def _step(file: CaseFile, place: int) -> dict[str, Any]:
    token = file.present[place]
    step = file.bundle.steps[token.step]
    running = file.row.clocks.get(step.clock)
    due = running["due"] if running and running["state"] in {"running", "lapsed"} else None
    return {"id": step.id, "title": step.title, "role": step.role, "round": token.round, "due": due}


def _offers(file: CaseFile, actor: Actor) -> list[dict[str, Any]]:
    known = acts.registered()
    return [
        {"name": name, "title": known[name].title, "step": token.step if token else None}
        for name, token in open_acts(file.bundle, file.marking).items()
        if may_perform(actor, known[name], file.row)
    ]


def event(file: CaseFile, row: Event) -> dict[str, Any]:
    """An event with its personal values in the clear."""
    body = bytes(row.body)
    parts: Mapping[str, Any] = events.read(body)
    known = acts.registered().get(row.act)
    return {
        "seq": row.seq,
        "act": row.act,
        "title": known.title if known else row.act,
        "step": parts["step"],
        "round": parts["round"],
        "by": parts["by"],
        "happened": instant(row.happened),
        "recorded": instant(row.recorded),
        "late_reason": file.in_clear(parts["late_reason"]),
        "data": file.in_clear(parts["data"]),
        "findings": findings_as_json(tuple(events.findings_of(body))),
        "digest": hashlib.sha256(body).hexdigest(),
        "leaf": row.leaf,
    }


def document(row: Document) -> dict[str, Any]:
    """A document of a case."""
    return {
        "id": str(row.id),
        "kind": row.kind,
        "title": row.title,
        "number": row.number,
        "volume": row.volume,
        "issued_at": instant(row.issued_at),
        "pages": row.pages,
        "pdf_digest": row.pdf_digest,
        "sealed_digest": row.sealed_digest,
        "sealed_at": None if row.sealed_at is None else instant(row.sealed_at),
    }


def act(found: acts.Act) -> dict[str, Any]:
    """An act with the JSON Schema of its data."""
    return {
        "name": found.name,
        "title": found.title,
        "room": found.room,
        "roles": sorted(found.roles),
        "opens_case": found.opens_case,
        "late_days": found.late_days,
        "reads": list(found.reads),
        "data": data_schema(found.data),
    }
