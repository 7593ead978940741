"""The one door: perform this act on this case, by this person, with this data.

In one transaction it asks the procedure whether the act is open, the policy whether this person
may, the law whether it is allowed; then it appends the event, moves the open steps, starts and
stops clocks, and writes what follows to the outbox. It knows no act by name.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sanzhi.accounts.actors import Actor
from sanzhi.cases import door_store as store
from sanzhi.cases import event as events
from sanzhi.cases import practice
from sanzhi.cases.bodies import stands_for
from sanzhi.cases.envelope import Envelope, seal_envelope
from sanzhi.cases.invited import ASSIGNED, is_invited
from sanzhi.cases.opening import open_row
from sanzhi.cases.rulebook import rules
from sanzhi.cases.seal import seal, seal_salt
from sanzhi.cases.team import follow, may_perform
from sanzhi.cases.turnstile import WRITERS
from sanzhi.cases.working import Working, base_scopes, revealed
from sanzhi.jobs import clock
from sanzhi.law.errors import Changed, FieldError, Invalid, NotFound, NotOpen, Refused
from sanzhi.law.findings import Finding, refusals
from sanzhi.procedure import acts
from sanzhi.procedure.deed import CaseHead, Deed
from sanzhi.procedure.interpreter import Token, move, offered_always, open_steps, step_for


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act. ``repeated`` says that the same request had been performed before."""

    case_id: UUID
    number: str
    seq: int
    act: str
    findings: tuple[Finding, ...]
    repeated: bool = False


def perform(
    act_name: str,
    case_id: UUID | None,
    *,
    actor: Actor,
    data: Mapping[str, Any],
    key: str,
    seen: int | None = None,
    happened: datetime | None = None,
    late_reason: str = "",
) -> Outcome:
    """Perform an act, or refuse it and leave everything as it was.

    ``key`` makes a repeated request harmless; ``seen`` refuses a writer whose step or facts have
    changed; ``happened`` (aware) may lie before now only within the act's bound and with a reason.

    Errors: ``Invalid`` (a field), ``NotFound`` (missing or not to be seen), ``NotOpen`` (procedure or
    role), ``Changed`` (somebody else wrote what was read), ``Refused`` (the law, with its articles).
    """
    act = acts.registered().get(act_name)
    if act is None:
        raise NotFound(f"没有“{act_name}”这个办理动作。")
    envelope = seal_envelope(
        act,
        case_id,
        actor=actor,
        data=data,
        key=key,
        seen=seen,
        happened=happened,
        late_reason=late_reason,
        recorded=clock.now(),
    )
    with _one_writer(), transaction.atomic():
        return _repeat(envelope) or _perform(envelope)


@contextmanager
def _one_writer() -> Iterator[None]:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with WRITERS.turn():
            yield
    else:
        yield


@contextmanager
def together() -> Iterator[None]:
    """Let several acts be done as one: all of them, or none."""
    with _one_writer(), transaction.atomic():
        yield


def _repeat(envelope: Envelope) -> Outcome | None:
    found = store.performed_before(envelope.key)
    if found is None:
        return None
    request, body, number = found
    if request not in envelope.requests:
        raise Invalid([FieldError("key", "幂等键", "已用于另一项请求，请换一个")])
    parts = events.read(body)
    findings = tuple(events.findings_of(body))
    return Outcome(UUID(parts["case"]), number, parts["seq"], parts["act"], findings, repeated=True)


def _perform(envelope: Envelope) -> Outcome:
    working = _load(envelope)
    _check_person(envelope, working)
    deed = _deed(envelope, working)
    token = _token(envelope, working)
    deed.findings = _judge(envelope, deed)
    if token is None and not _open_anyway(envelope.act, working):
        raise NotOpen(f"案件现处于“{working.state_title}”环节，不能办理“{envelope.act.title}”。")
    _check_seen(envelope, working, token)
    deed.round = token.round if token else 1
    envelope.act.apply(deed)
    practice.mark(deed)
    if deed.way:
        token = step_for(working.bundle, working.marking, deed.way)
    follow(working.row, deed, is_new=working.is_new)
    return _store(envelope, working, deed, token)


def _open_anyway(act: acts.Act, working: Working) -> bool:
    """Whether an act may be done though no open step offers it."""
    if act.opens_case or offered_always(working.bundle, act.name):
        return True
    steps = [working.bundle.steps[token.step] for token in open_steps(working.marking)]
    return act.house and any(not step.final for step in steps)


def _load(envelope: Envelope) -> Working:
    if envelope.act.opens_case:
        return Working(open_row(envelope.actor, envelope.recorded, envelope.act.name), is_new=True)
    actor = envelope.actor
    seen_by = None if actor.is_timer else (*actor.scopes, *actor.calls)
    row = envelope.case_id and store.read_case(envelope.case_id, lock=True, seen_by=seen_by)
    if not row:
        raise NotFound
    return Working(row, is_new=False)


def _check_person(envelope: Envelope, working: Working) -> None:
    actor = envelope.actor
    if not envelope.act.roles & actor.roles:
        raise NotOpen(f"您的角色不能办理“{envelope.act.title}”。")
    called = is_invited(working.row.facts, actor, envelope.act.name)
    if not actor.is_timer and not called and not stands_for(actor, working.row.agency.id):
        raise NotOpen(f"“{envelope.act.title}”由{working.row.agency.name}的人员办理。")
    if not may_perform(actor, envelope.act, working.row):
        raise NotOpen(f"“{envelope.act.title}”由本案的承办人和办案人员办理。")


def _deed(envelope: Envelope, working: Working) -> Deed:
    row = working.row
    return Deed(
        act=envelope.act.name,
        case=CaseHead(row.id, row.number, row.title, row.kind, row.seq, row.handler_id),
        agency=row.agency,
        actor=envelope.actor,
        data=envelope.data,
        happened=envelope.happened,
        recorded=envelope.recorded,
        rules=rules(),
        facts=revealed(row),
        clocks=dict(row.clocks),
        marking=working.marking,
        flow=working.bundle,
    )


def _token(envelope: Envelope, working: Working) -> Token | None:
    return step_for(working.bundle, working.marking, envelope.act.name, getattr(envelope.data, "clock", ""))


def _judge(envelope: Envelope, deed: Deed) -> list[Finding]:
    # The law is asked even where the procedure would not offer the act: an unlawful act is refused
    # with its article, not with "wrong step".
    findings = [finding for guard in acts.guards_of(envelope.act) for finding in guard(deed)]
    if refusals(findings):
        raise Refused(findings)
    return findings


def _check_seen(envelope: Envelope, working: Working, token: Token | None) -> None:
    if envelope.seen is None or working.is_new:
        return
    stale = [fact for fact in envelope.act.reads if working.row.versions.get(fact, 0) > envelope.seen]
    if stale or (token is not None and token.seq > envelope.seen):
        raise Changed


def _store(envelope: Envelope, working: Working, deed: Deed, token: Token | None) -> Outcome:
    row, bundle, marking = working.row, working.bundle, working.marking
    if token is not None:
        name = deed.way or deed.act
        moved = move(bundle, marking, token, name, deed.facts, deed.seq, getattr(deed.data, "clock", ""))
        marking = moved.marking
    marking = marking if deed.restored is None else deed.restored
    if working.is_new:
        deed.scopes |= base_scopes(row, deed)
    written = events.write(
        deed,
        step=token.step if token else "",
        marking=marking,
        late_reason=envelope.late_reason,
        opening=working.opening(),
        successor=row.is_taken_over,
    )
    after = working.after(deed, written.changes, marking)
    state = after.state
    if working.is_new:
        store.insert_case(after.row, state, deed.recorded)
    else:
        store.update_case(after.row, state, deed.recorded)
    store.insert_event(
        store.EventRow(
            row.id,
            deed.seq,
            deed.act,
            deed.actor.user_id,
            deed.happened,
            deed.recorded,
            written.body,
            envelope.key,
            envelope.request,
        )
    )
    _store_around(working, after, deed, written, state)
    return Outcome(row.id, row.number, deed.seq, deed.act, tuple(deed.findings))


def _store_around(working: Working, after: Working, deed: Deed, written: events.Written, state: str) -> None:
    row = after.row
    made = written.commitments.made
    if made:
        store.insert_personal(
            row.id,
            deed.seq,
            [
                (digest, seal_salt(salt, digest), seal(value, digest))
                for value, (salt, digest) in made.items()
            ],
        )
    if deed.scopes:
        store.insert_scopes(row, deed.scopes, state)
    if deed.unscoped:
        store.delete_scopes(row.id, deed.unscoped)
    if row.handler_id != working.row.handler_id:
        store.hand_steps(row.id, row.handler_id)
    if state != working.state and not working.is_new:
        store.move_scopes(row.id, state)
    given = after.row.facts.get(ASSIGNED) != working.row.facts.get(ASSIGNED)
    waiting = list(after.waiting())
    moved = after.marking != working.marking or waiting != list(working.waiting())
    if working.is_new or moved or deed.clock_changes or given:
        store.replace_steps(row, waiting, deed.recorded)
    store.write_clocks(row.id, deed.clock_changes)
    news = [("case.acted", {"act": deed.act}), *deed.news]
    store.insert_news(
        [
            (topic, f"{row.id}:{deed.seq}:{place}", {"case": str(row.id), "seq": deed.seq, **payload})
            for place, (topic, payload) in enumerate(news)
        ],
        deed.recorded,
    )
