"""Letters of delegation: entered, published, ended; who may act on one on a day (行政处罚法 Art 20–21)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from sanzhi.jobs import outbox
from sanzhi.law.errors import FieldError, Invalid, NotFound, Refused
from sanzhi.law.findings import Finding, refusals
from sanzhi.law.guards.bodies import LetterFact, delegation_lawful, letter_complete, letter_published
from sanzhi.orgs.models import Agency, Delegation

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Letter:
    """A letter as it is entered. ``matters`` are codes of powers, ``held`` those that the agency holds on the
    first day (None where the caller cannot know); ``digest`` names the file (SHA-256) and may be empty.
    """

    number: str
    matters: tuple[str, ...]
    basis: str
    term_from: date | None
    term_to: date | None
    published_on: date | None = None
    digest: str = ""
    qualified: bool = False
    held: frozenset[str] | None = None


def delegate(agency_id: UUID, body_id: UUID, letter: Letter, *, on: date, by: str) -> Delegation:
    """Enter a letter by which ``body`` acts in the name of ``agency``. ``on`` is the day of the entry.

    ``Refused`` with 行政处罚法 Art 20–21 (H17, P21), ``Invalid`` by field, ``NotFound`` for an unknown body.
    """
    agency, body = _pair(agency_id, body_id)
    errors = list(_faults(agency, body, letter))
    if errors:
        raise Invalid(errors)
    found = letter_findings(agency, body, letter, on)
    if refusals(found):
        raise Refused(found)
    assert letter.term_from and letter.term_to  # noqa: S101  (P21 refused what lacks them; for the checker)
    try:
        with transaction.atomic():
            made = Delegation.objects.create(
                agency=agency, body=body, number=letter.number.strip(), digest=letter.digest,
                matters=list(dict.fromkeys(letter.matters)), basis=letter.basis.strip(),
                term_from=letter.term_from, term_to=letter.term_to, published_on=letter.published_on,
                recorded_by=by,
            )  # fmt: skip
            outbox.put("orgs.delegated", str(made.pk), {"delegation": str(made.pk)})
    except IntegrityError as error:
        raise Invalid([("number", "委托书文号", "本机关已登记过这份委托书")]) from error
    return made


def letter_findings(agency: Agency, body: Agency, letter: Letter, on: date) -> list[Finding]:
    """What the law says to a letter before it is entered."""
    fact = _fact(agency, body, letter)
    return [*delegation_lawful(fact, on=on), *letter_complete(fact, on=on)]


def publish_letter(delegation_id: UUID, *, on: date) -> Delegation:
    """Note the day on which both sides published the letter; from then on it counts (Art 20 ¶2)."""
    with transaction.atomic():
        found = Delegation.objects.select_for_update().filter(pk=delegation_id).first()
        if found is None:
            raise NotFound("没有这份委托书。")
        if found.published_on is not None:
            rule = f"已登记于 {found.published_on.isoformat()} 公布"
            raise Invalid([("published_on", "向社会公布日", rule)])
        Delegation.objects.filter(pk=found.pk).update(published_on=on)
        found.published_on = on
        outbox.put("orgs.delegated", f"{found.pk}:published", {"delegation": str(found.pk)})
    return found


def end_delegation(delegation_id: UUID, *, on: date, reason: str) -> Delegation:
    """End a letter before its term: from ``on`` it holds no more. ``Invalid`` outside its term."""
    with transaction.atomic():
        found = Delegation.objects.select_for_update().filter(pk=delegation_id).first()
        if found is None:
            raise NotFound("没有这份委托书。")
        errors = list(_end_faults(found, on, reason))
        if errors:
            raise Invalid(errors)
        Delegation.objects.filter(pk=found.pk).update(ended_on=on, end_reason=reason.strip())
        found.ended_on, found.end_reason = on, reason.strip()
        outbox.put("orgs.delegated", f"{found.pk}:ended", {"delegation": str(found.pk)})
    return found


def in_force(on: date) -> Q:
    """Letters that hold on a day: within the term, published by then, not ended."""
    return Q(term_from__lte=on, term_to__gte=on, published_on__lte=on) & (
        Q(ended_on=None) | Q(ended_on__gt=on)
    )


def mandates(body_id: UUID, on: date) -> QuerySet[Delegation]:
    """The letters on which a body may act on a day, the latest first."""
    return Delegation.objects.filter(in_force(on), body_id=body_id).select_related("agency")


def delegated_matters(body_id: UUID, agency_id: UUID, on: date) -> frozenset[str]:
    """The codes of powers that a body may use in an agency's name on a day; empty: none (H17)."""
    letters = mandates(body_id, on).filter(agency_id=agency_id)
    return frozenset(code for letter in letters for code in letter.matters)


def bodies_of(agency_id: UUID, on: date) -> frozenset[UUID]:
    """The bodies that may act in an agency's name on a day."""
    letters = Delegation.objects.filter(in_force(on), agency_id=agency_id)
    return frozenset(letters.values_list("body_id", flat=True))


def use_findings(delegation: Delegation, on: date) -> list[Finding]:
    """What the law says to an act on this letter on a day: not before it was published (P21)."""
    letter = Letter(
        delegation.number, tuple(delegation.matters), delegation.basis, delegation.term_from,
        delegation.term_to, delegation.published_on, delegation.digest, qualified=True,
    )  # fmt: skip
    return letter_published(_fact(delegation.agency, delegation.body, letter), on=on)


def _pair(agency_id: UUID, body_id: UUID) -> tuple[Agency, Agency]:
    found = Agency.objects.in_bulk([agency_id, body_id])
    if len(found) < 2:
        raise NotFound("没有这个机构，或者委托双方是同一机构。")
    return found[agency_id], found[body_id]


def _faults(agency: Agency, body: Agency, letter: Letter) -> Iterator[FieldError]:
    if not letter.number.strip():
        yield FieldError("number", "委托书文号", "必填")
    if not letter.basis.strip():
        yield FieldError("basis", "委托依据", "必填，写明法律、法规、规章的名称和条文")
    if letter.digest and not _DIGEST.fullmatch(letter.digest):
        yield FieldError("digest", "委托书文件摘要", "应为 64 位小写十六进制的 SHA-256 摘要")
    first, last = letter.term_from, letter.term_to
    if first and last and last < first:
        yield FieldError("term_to", "委托期限至", "不应早于起始日")
    for each in (agency, body):
        if first and not _stands(each, first):
            yield FieldError("term_from", "委托期限自", f"{each.name}在该日不存在")


def _end_faults(found: Delegation, on: date, reason: str) -> Iterator[FieldError]:
    if found.ended_on is not None:
        yield FieldError("ended_on", "终止日", f"已于 {found.ended_on.isoformat()} 终止")
    elif not found.term_from <= on <= found.term_to:
        yield FieldError("ended_on", "终止日", "应在委托期限之内")
    if not reason.strip():
        yield FieldError("end_reason", "终止原因", "必填")


def _fact(agency: Agency, body: Agency, letter: Letter) -> LetterFact:
    return LetterFact(
        agency=agency.kind, body=body.kind, matters=letter.matters, term_from=letter.term_from,
        term_to=letter.term_to, published_on=letter.published_on, qualified=letter.qualified,
        held=letter.held,
    )  # fmt: skip


def _stands(agency: Agency, on: date) -> bool:
    begun = agency.valid_from is None or agency.valid_from <= on
    return begun and (agency.valid_until is None or on < agency.valid_until)
