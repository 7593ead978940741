"""Publication: a second person puts a checked flow in force, and no word of it changes from then on.

Whoever wrote in a flow never publishes it; what the checker finds is asked again at this moment.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from sanzhi.accounts.actors import Actor, employed
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound, NotOpen
from sanzhi.law.statutes import MARKET
from sanzhi.ledger.canonical import dumps
from sanzhi.orgs.models import Agency
from sanzhi.procedure import library
from sanzhi.procedure.drafts import WRITERS, draft_of, insist_sound, tell
from sanzhi.procedure.grammar import parse
from sanzhi.procedure.models import ProcedureDraft, ProcedureVersion, State
from sanzhi.procedure.shapes import Bundle

PUBLISHERS = frozenset({"head"})
READERS = frozenset({"clerk", "head", "officer", "reviewer", "editor"})
# 简易程序 and others are chosen for a case, not for an agency.
_ORDINARY = ".ordinary"


@transaction.atomic
def publish(draft_id: UUID, *, actor: Actor, seen: int) -> ProcedureVersion:
    """Publish what was handed in; the version before it is superseded.

    Errors: ``NotOpen`` (no publisher, or wrote in it himself, or changed since ``seen``), ``Refused`` (the
    checker, with articles).
    """
    draft_of(actor, draft_id)
    draft = ProcedureDraft.objects.select_for_update().get(pk=draft_id)
    if why := why_not(actor, draft):
        raise NotOpen(why)
    if draft.revision != seen:
        raise NotOpen("您打开页面后，这份流程又有变化，请重新核对后再发布。")
    states = insist_sound(draft)
    try:
        with transaction.atomic():
            made = _version(draft, actor, states)
    except IntegrityError as error:
        raise NotOpen("这一版刚刚已经发布。") from error
    draft.state = State.PUBLISHED
    draft.save(update_fields=["state"])
    tell(draft, f"发布为 {made.version}", actor)
    return made


def why_not(actor: Actor, draft: ProcedureDraft) -> str:
    """Why this person may not publish this draft now; empty when he may."""
    if not actor.roles & PUBLISHERS:
        return "流程由行政机关负责人发布。"
    if draft.state != State.SUBMITTED:
        return f"这份流程现在是“{draft.get_state_display()}”，提请发布后才能发布。"
    if str(actor.user_id) in draft.writers:
        return "起草或者修改过这份流程的人不能发布它，请由另一名行政机关负责人核对后发布。"
    return ""


@transaction.atomic
def use(digest: str, *, actor: Actor) -> None:
    """Let new cases of the agency begin by this flow; cases that run keep the version they began under."""
    _, agency_id = employed(actor)
    if not actor.roles & PUBLISHERS:
        raise NotOpen("启用流程由行政机关负责人决定。")
    found = visible(actor, digest)
    if digest not in {each.digest for each in usable(actor)}:
        raise NotOpen("这一版已被新版本取代，请启用新版本。")
    Agency.objects.filter(pk=agency_id).update(procedure=found.name)


def usable(actor: Actor) -> Sequence[Bundle]:
    """The flows by which new cases of the agency may begin: those that ship for its sector, and its own in
    force. A sector without an order of its own takes that of market regulation.
    """
    own = versions(actor).filter(superseded_at=None).values_list("name", flat=True)
    domain = Agency.objects.values_list("domain", flat=True).get(pk=employed(actor)[1])
    shipped = [each for each in library.all_bundles() if each.name.endswith(_ORDINARY)]
    sector = domain if any(each.domain == domain for each in shipped) else MARKET
    names = [*dict.fromkeys(each.name for each in shipped if each.domain == sector), *own]
    return [library.latest(name) for name in names]


def visible(actor: Actor, digest: str) -> Bundle:
    """A version that ships, or one of the actor's agency; ``NotFound`` for any other."""
    if not actor.roles & READERS:
        raise NotFound
    shipped = any(each.digest == digest for each in library.all_bundles())
    if not shipped and not versions(actor).filter(digest=digest).exists():
        raise NotFound
    return library.by_digest(digest)


def versions(actor: Actor) -> QuerySet[ProcedureVersion]:
    """The published versions of the actor's agency."""
    if actor.agency_id is None or not actor.roles & READERS:
        return ProcedureVersion.objects.none()
    return ProcedureVersion.objects.filter(agency_id=actor.agency_id)


def waiting_for(actor: Actor) -> QuerySet[ProcedureDraft]:
    """What was handed in, for a publisher, and what came back, for a clerk."""
    states = [State.SUBMITTED] if actor.roles & PUBLISHERS else []
    states += [State.RETURNED] if "clerk" in actor.roles else []
    return drafts_of(actor).filter(state__in=states)


def drafts_of(actor: Actor) -> QuerySet[ProcedureDraft]:
    """The drafts of the actor's agency, whatever became of them, for those who may write there."""
    if actor.agency_id is None or not actor.roles & WRITERS:
        return ProcedureDraft.objects.none()
    return ProcedureDraft.objects.filter(agency_id=actor.agency_id)


def _version(draft: ProcedureDraft, actor: Actor, states: int) -> ProcedureVersion:
    bundle, now = parse(draft.document), clock.now()
    ProcedureVersion.objects.filter(name=draft.name, superseded_at=None).update(superseded_at=now)
    return ProcedureVersion.objects.create(
        digest=bundle.digest, agency_id=draft.agency_id, name=draft.name, number=draft.number,
        version=bundle.version, title=bundle.title, kind=bundle.kind, domain=bundle.domain,
        grammar=bundle.grammar, body=dumps(draft.document).decode(), draft=draft, writers=draft.writers,
        written_by="、".join(draft.writers.values())[:300], publisher_id=employed(actor)[0],
        published_by=actor.name, published_at=now, examined={"states": states},
    )  # fmt: skip
