"""What this room keeps beside the cases when news of an act arrives; each may be told more than once."""

from datetime import date
from uuid import UUID

from sanzhi.cases.models import Case
from sanzhi.jobs.news import News
from sanzhi.law.penalty import PartyType
from sanzhi.review.models import DecidedCase

_DECIDING = frozenset({"decide"})
# What makes a decision another one, or none: told by the names that such acts bear.
_TOUCHING = ("correct", "annul", "revoke")


def on_acted(news: News) -> None:
    """Keep what was decided, or forget it where the case has no decision any more."""
    act = str(news.payload.get("act", ""))
    if act in _DECIDING or act.startswith(_TOUCHING):
        keep(UUID(news.payload["case"]))


def keep(case_id: UUID) -> None:
    """Write the row of a decided case from its facts; a practice case is none."""
    case = Case.objects.filter(pk=case_id).first()
    facts = case.facts if case else {}
    decision, draft = facts.get("decision"), facts.get("draft", {})
    if case is None or decision is None or decision.get("summary") or "practice" in facts:
        DecidedCase.objects.filter(pk=case_id).delete()
        return
    DecidedCase.objects.update_or_create(
        case_id=case_id,
        defaults={
            "agency_id": case.agency_id,
            "matter": facts.get("power", {}).get("code", ""),
            "number": case.number,
            "decided_on": date.fromisoformat(decision["on"]),
            "fine_fen": decision.get("fine_fen", 0),
            "confiscated_fen": decision.get("confiscated_fen", 0),
            "treatment": draft.get("treatment", ""),
            "entity": PartyType(facts["party"]["type"]).is_entity,
        },
    )
