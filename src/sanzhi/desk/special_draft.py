"""The document that an act would issue, drawn from what is typed so far: nothing is stored, no number taken.

One small function an act says which facts the act would set before its document is made; the source itself
is built where the door builds it, so a draft and its document never say different things.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile
from sanzhi.desk.addresses import reachable
from sanzhi.desk.special_loose import loosely
from sanzhi.desk.special_work import dry_deed
from sanzhi.documents import kinds
from sanzhi.documents.casefacts import source_for
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


_DOCUMENTS: Final[Mapping[str, tuple[str, Set]]] = {
    "file": ("filing_approval", _opinion),
    "decline_filing": ("no_filing_approval", _declined),
    "record_interview": ("interview_record", _nothing),
    "conclude": ("investigation_report", _draft),
    "give_opinion": ("review_opinion", _review),
    "issue_notice": ("prior_notice", _nothing),
    "serve_notice": ("service_receipt", _nothing),
    "record_statement": ("statement_record", _nothing),
    "deliberate": ("deliberation_record", _nothing),
    "decide": ("decision", _decision),
    "issue_decision": ("decision", _nothing),
    "serve_decision": ("service_receipt", _nothing),
    "close": ("closure_approval", _nothing),
}
_SERVED: Final[Mapping[str, str]] = {"serve_notice": "prior_notice", "serve_decision": "decision"}


def document_of(act: str) -> str:
    """The title of the document that an act issues; empty when it issues none."""
    return kinds.get(_DOCUMENTS[act][0]).title if act in _DOCUMENTS else ""


def preview_url(case_id: UUID, act: str) -> str:
    """Where the draft of an act's document is drawn; empty when the act issues none."""
    return reachable("special_preview", case_id, act) if act in _DOCUMENTS else ""


def draw(file: CaseFile, actor: Actor, act: str, typed: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The pages as SVG, and what must still be filled in before the document can be issued.

    ``NotFound`` for an act that issues none, or whose document rests on facts that the case does not have
    yet; ``Invalid`` when a value has the wrong shape.
    """
    if act not in _DOCUMENTS:
        raise NotFound("这一办理动作不制作文书。")
    kind, sets = _DOCUMENTS[act]
    deed = dry_deed(file, actor, act, loosely(acts.get(act).data, typed))
    try:
        deed.facts |= sets(deed)
        source = plain(source_for(kind, deed, _extra(act, deed)))
    except KeyError as error:
        raise NotFound("案件还没有制作这份文书所需的内容，办理前面的环节后再预览。") from error
    pages = render_preview(kind, source, issued_on=deed.on, demo=settings.SANZHI_DEMO)
    return pages, missing_fields(kind, source)


def _extra(act: str, deed: Deed) -> Facts:
    if act not in _SERVED:
        return {}
    served = deed.facts[f"document.{_SERVED[act]}"]
    return {"documents": [{"title": served["title"], "number": served["number"], "copies": 1}]}
