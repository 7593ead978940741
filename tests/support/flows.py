"""A flow of an agency's own for tests: that of its sector, as it ships."""

from typing import Any

from sanzhi.accounts.actors import Actor
from sanzhi.procedure import designing, drafts, library, publishing
from sanzhi.procedure.models import ProcedureDraft, ProcedureVersion

ORDINARY = "cn.samr.penalty.ordinary"


def without(document: dict[str, Any], step: str, *acts: str) -> dict[str, Any]:
    """A document in which a step no longer offers some acts."""
    kept = [way for way in designing.step_of(document, step)["acts"] if way["act"] not in acts]
    return designing.describe_step(document, step, {"acts": kept})


def sound_draft(clerk: Actor, title: str = "本局普通程序") -> ProcedureDraft:
    """A draft in which the checker finds nothing."""
    return drafts.begin(clerk, title, library.latest(ORDINARY))


def published(draft: ProcedureDraft, clerk: Actor, head: Actor) -> ProcedureVersion:
    """The version that the head publishes of what the clerk hands in."""
    handed_in = drafts.submit(draft.pk, actor=clerk)
    return publishing.publish(draft.pk, actor=head, seen=handed_in.revision)
