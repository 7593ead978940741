"""The document that an act would issue, drawn from what is typed so far: nothing is stored, no number taken.

One small function an act says which facts the act would set before its document is made; the source itself
is built where the door builds it, so a draft and its document never say different things.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sanzhi.accounts.actors import Actor
from sanzhi.cases.papers import source_in_clear
from sanzhi.cases.queries import CaseFile
from sanzhi.desk.addresses import reachable
from sanzhi.desk.special_loose import loosely
from sanzhi.desk.special_work import dry_deed
from sanzhi.documents import drafting
from sanzhi.documents.checking import Remark, check
from sanzhi.documents.issuing import held_back
from sanzhi.documents.models import Document
from sanzhi.documents.render import missing_fields, render_preview
from sanzhi.law.errors import NotFound
from sanzhi.procedure import acts
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import plain

Facts = dict[str, Any]
Set = Callable[[Deed], Facts]


def _nothing(deed: Deed) -> Facts:
    return {}


def _opinion(deed: Deed) -> Facts:
    return {"filing": {"on": deed.on.isoformat(), "by": deed.actor.name, "opinion": deed.data.opinion}}


def _declined(deed: Deed) -> Facts:
    return {"declined": {"on": deed.on.isoformat(), "by": deed.actor.name, "reason": deed.data.reason}}


def _draft(deed: Deed) -> Facts:
    return {"draft": {**plain(deed.data), "on": deed.on.isoformat(), "by": deed.actor.name}}


def _review(deed: Deed) -> Facts:
    submission = deed.facts.get("submission", {})
    return {
        "review": {
            **plain(deed.data),
            "round": submission.get("round", 1),
            "submitted_at": submission.get("at"),
        }
    }


def _decision(deed: Deed) -> Facts:
    return {"decision": {**plain(deed.data), "on": deed.on.isoformat(), "by": deed.actor.name}}


def _acted(deed: Deed) -> Facts:
    """What the act itself would set: performed on the dry deed, without documents, and rolled back."""
    with transaction.atomic(), held_back():
        acts.get(deed.act).apply(deed)
        transaction.set_rollback(True)
    return dict(deed.facts)


def _typed(deed: Deed) -> Facts:
    """As ``_acted``, for a form that is only begun: what cannot be worked with yet is missing."""
    try:
        return _acted(deed)
    except (TypeError, AttributeError, ValueError) as error:
        raise KeyError(deed.act) from error


_DOCUMENTS: Final[Mapping[str, tuple[str, Set]]] = {
    "file": ("filing_approval", _opinion),
    "decline_filing": ("no_filing_approval", _declined),
    "record_inspection": ("inspection_record", _nothing),
    "record_interview": ("interview_record", _nothing),
    "conclude": ("investigation_report", _draft),
    "give_opinion": ("review_opinion", _review),
    "check_case": ("check_opinion", _typed),
    "issue_notice": ("prior_notice", _nothing),
    "serve_notice": ("service_receipt", _nothing),
    "record_statement": ("statement_record", _nothing),
    "deliberate": ("deliberation_record", _typed),
    "decide": ("decision", _decision),
    "issue_decision": ("decision", _nothing),
    "serve_decision": ("service_receipt", _nothing),
    "close": ("closure_approval", _typed),
    "pass_lead": ("lead_transfer", _typed),
    "tell_informer": ("informer_notice", _typed),
    "approve_preservation": ("preservation_approval", _typed),
    "preserve_evidence": ("preservation_notice", _typed),
    "handle_preservation": ("preservation_decision", _typed),
    "take_samples": ("sampling_record", _typed),
    "send_test": ("test_notice", _typed),
    "tell_test_result": ("test_result_notice", _typed),
    "order_correction": ("correction_order", _typed),
    "suspend_investigation": ("suspension_approval", _typed),
    "lift_suspension": ("resumption_approval", _typed),
    "end_investigation": ("ending_approval", _typed),
    "extend_term": ("extension_approval", _typed),
    "review_statement": ("statement_review", _typed),
    "refuse_hearing": ("hearing_refusal", _typed),
    "notify_hearing": ("hearing_notice", _typed),
    "announce_hearing": ("hearing_announcement", _typed),
    "record_hearing": ("hearing_record", _typed),
    "report_hearing": ("hearing_report", _typed),
    "confirm_address": ("address_confirmation", _typed),
    "announce_service": ("service_announcement", _typed),
    "join_case": ("joining_approval", _typed),
    "correct_document": ("correction_decision", _typed),
    "decide_deferral": ("deferral_notice", _typed),
    "issue_demand": ("demand", _typed),
    "apply_to_court": ("court_application", _typed),
}
_SERVED: Final[Mapping[str, str]] = {"serve_notice": "prior_notice", "serve_decision": "decision"}


def document_of(act: str) -> str:
    """The title of the document that an act issues; empty when it issues none."""
    return drafting.in_force(_DOCUMENTS[act][0]).title if act in _DOCUMENTS else ""


def preview_url(case_id: UUID, act: str) -> str:
    """Where the draft of an act's document is drawn; empty when the act issues none."""
    return reachable("special_preview", case_id, act) if act in _DOCUMENTS else ""


@dataclass(frozen=True)
class Draft:
    """The pages as SVG, what must still be filled in, and what a careful reader would mark."""

    pages: list[str]
    missing: list[str]
    remarks: list[Remark]


def draw(file: CaseFile, actor: Actor, act: str, typed: Mapping[str, Any]) -> Draft:
    """The document that the act would issue now.

    ``NotFound`` for an act that issues none, or whose document rests on facts that the case does not have
    yet; ``Invalid`` when a value has the wrong shape.
    """
    if act not in _DOCUMENTS:
        raise NotFound("这一办理动作不制作文书。")
    kind, sets = _DOCUMENTS[act]
    deed = dry_deed(file, actor, act, loosely(acts.get(act).data, typed))
    try:
        deed.facts |= sets(deed)
        sheet = drafting.in_force(kind, deed.agency, deed.on)
        if drafting.groundless(sheet, deed):
            raise KeyError(kind)
        source = plain(drafting.source(sheet, deed, _extra(act, deed)))
    except KeyError as error:
        raise NotFound("案件还没有制作这份文书所需的内容，办理前面的环节后再预览。") from error
    demo = settings.SANZHI_DEMO or bool(source.get("practice"))
    return Draft(
        render_preview(kind, source, issued_on=deed.on, demo=demo, sheet=sheet),
        missing_fields(kind, source, sheet=sheet),
        check(sheet, source, on=deed.on, earlier=issued_before(file)),
    )


def issued_before(file: CaseFile) -> list[tuple[str, Facts]]:
    """The documents of the case so far, oldest first: their titles and sources in the clear."""
    rows = Document.objects.filter(case_id=file.row.id).order_by("issued_at", "id")
    return [(row.title, source_in_clear(row)) for row in rows]


def _extra(act: str, deed: Deed) -> Facts:
    if act not in _SERVED:
        return {}
    served = deed.facts[f"document.{_SERVED[act]}"]
    return {"documents": [{"title": served["title"], "number": served["number"], "copies": 1}]}
