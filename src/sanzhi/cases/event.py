"""An event: the canonical bytes of one act, and reading them again."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sanzhi.accounts.actors import Actor
from sanzhi.law.findings import Finding
from sanzhi.ledger.canonical import dumps
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.interpreter import Token
from sanzhi.procedure.personal import Commitments, Personal, plain

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Written:
    """What an act writes: the canonical body and its parts with personal values as commitments."""

    body: bytes
    changes: dict[str, Any]
    commitments: Commitments


def write(
    deed: Deed,
    *,
    step: str,
    marking: tuple[Token, ...],
    late_reason: str,
    opening: dict[str, Any] | None,
    successor: bool = False,
) -> Written:
    """The event of a deed. ``opening`` (number, kind, agency, procedure) stands in the first event only.

    With ``successor`` the event names the agency that acts: not the one that opened the case.
    """
    commitments = deed.commitments
    changes = commitments.close(deed.changes)
    body = {
        "v": SCHEMA,
        "case": str(deed.case.id),
        "seq": deed.seq,
        "act": deed.act,
        "step": step,
        "round": deed.round,
        "by": _by(deed.actor) | ({"for": deed.on_behalf} if deed.on_behalf else {}),
        "happened": stamp(deed.happened),
        "recorded": stamp(deed.recorded),
        # A person gives the reason in free words; the timer's own words name nobody.
        "late_reason": late_reason if deed.actor.is_timer else commitments.close(Personal(late_reason)),
        "data": commitments.close(plain(deed.data)),
        "set": changes,
        "marking": [token.to_json() for token in marking],
        "clocks": deed.clock_changes,
        "scopes": sorted(deed.scopes),
        "title": deed.title,
        "handler": None if deed.handler_id is None else str(deed.handler_id),
        "findings": [finding.to_json() for finding in deed.findings],
    }
    if deed.unscoped:
        body["unscoped"] = sorted(deed.unscoped)
    if successor:
        agency = deed.agency
        body["agency"] = {"id": str(agency.id), "name": agency.name, "uscc": agency.uscc}
    if deed.procedure:
        body["procedure"] = deed.procedure
    if opening is not None:
        body["opening"] = opening
    return Written(dumps(body), changes, commitments)


def _by(actor: Actor) -> dict[str, Any]:
    return {
        "user": None if actor.user_id is None else str(actor.user_id),
        "officer": None if actor.officer_id is None else str(actor.officer_id),
        "name": actor.name,
    }


def stamp(moment: datetime) -> str:
    """An instant as text with microseconds, UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(body: bytes) -> dict[str, Any]:
    """The parts of an event."""
    parts: dict[str, Any] = json.loads(bytes(body))
    return parts


def findings_of(body: bytes) -> list[Finding]:
    """The findings that let an act through."""
    return [Finding.from_json(each) for each in read(body)["findings"]]
