"""What follows as one types in the designer: the drawing, what the checker finds, who else writes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sanzhi.accounts.actors import Actor, employed
from sanzhi.desk.flow_drawing import Drawing, Marks, draw
from sanzhi.jobs import clock
from sanzhi.procedure import designing, drafts
from sanzhi.procedure.checker import Flaw
from sanzhi.procedure.examining import Examination, examine
from sanzhi.procedure.models import ProcedureDraft, ProcedureEdit

_JUST_NOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Live:
    """What stands now. ``chosen`` is the flaw whose path the drawing shows, ``others`` what other people
    changed in the last minutes.
    """

    draft: ProcedureDraft
    found: Examination
    chosen: Flaw | None
    number: int
    drawing: Drawing | None
    others: list[ProcedureEdit]
    address: str


def live_of(request: HttpRequest, actor: Actor, draft: ProcedureDraft, address: str) -> Live:
    """Examine and draw a draft; ``?finding=2`` chooses the second flaw."""
    found = examine(draft.document, drafts.step_names())
    asked = request.GET.get("finding", "")
    number = int(asked) if asked.isdecimal() and 0 < int(asked) <= len(found.flaws) else 1
    chosen = found.flaws[number - 1] if found.flaws else None
    since = clock.now() - _JUST_NOW
    recent = draft.edits.filter(at__gte=since).exclude(by_id=employed(actor)[0])
    others = recent.order_by("-id")[:5]
    return Live(draft, found, chosen, number, _drawn(draft, chosen), list(others), address)


def _drawn(draft: ProcedureDraft, flaw: Flaw | None) -> Drawing | None:
    bundle = designing.sketch(draft.document)
    if bundle is None:
        return None
    links = {step: reverse("flow_step", args=[draft.pk, step]) for step in bundle.steps}
    # A step at which several acts follow each other stands on the path once.
    steps = [taken.step for taken in flaw.path if taken.step in bundle.steps] if flaw else []
    path = [step for place, step in enumerate(steps) if not place or steps[place - 1] != step]
    broken = flaw.step if flaw else ""
    return draw(bundle, Marks(path=path, broken=broken, links=links))


def context(live: Live, **more: Any) -> dict[str, Any]:
    """What the template of the part needs."""
    return {"live": live, "draft": live.draft, "drawing": live.drawing, **more}
