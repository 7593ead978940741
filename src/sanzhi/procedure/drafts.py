"""Writing a flow: begin, change, undo, hand in, give back, drop. Each function is one transaction.

Clerks and heads of the agency write; every change is kept with what stood before it.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from sanzhi.accounts.actors import Actor, employed
from sanzhi.jobs import clock
from sanzhi.law.errors import Changed, FieldError, Invalid, NotFound, NotOpen, Refused
from sanzhi.orgs.models import Agency
from sanzhi.procedure import designing, library
from sanzhi.procedure.examining import examine
from sanzhi.procedure.models import WRITABLE, ProcedureDraft, ProcedureEdit, ProcedureVersion, State
from sanzhi.procedure.shapes import Bundle, BundleError

WRITERS = frozenset({"clerk", "head"})
PENALTY = "penalty"
_ONE_EDIT = timedelta(minutes=1)
Change = Callable[[dict[str, Any]], dict[str, Any]]


class Overtaken(Changed):
    """Somebody else changed the same place after the writer had opened it; ``edits`` say who and what."""

    default = "您打开页面后，他人修改了这个环节。您填写的内容还在，请核对下列变化后再保存。"

    def __init__(self, edits: Iterable[ProcedureEdit], revision: int) -> None:
        self.edits = list(edits)
        self.revision = revision
        super().__init__()


def begin(actor: Actor, title: str, base: Bundle | None = None) -> ProcedureDraft:
    """A draft from nothing or from a version: the next one of the agency's own flow, else a new flow.

    ``Invalid`` when a draft of that flow is open already.
    """
    _, agency_id = _writer(actor)
    agency = Agency.objects.get(pk=agency_id)
    name, number = _numbered(agency, base)
    version = f"{number}.0"
    if base is None:
        document = designing.blank(name, version, title, PENALTY, agency.domain)
    else:
        document = designing.renewed(library.document(base.digest), name, version, title)
    now = clock.now()
    draft = ProcedureDraft(
        agency=agency, name=name, number=number, title=title, document=document,
        begun_from=base.digest if base else "", begun_at=now, changed_at=now, changed_by=actor.name,
        writers={str(actor.user_id): actor.name},
    )  # fmt: skip
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid([FieldError("base", "底本", "这个流程已有未发布的草稿，请在那份草稿上修改")]) from error
    return draft


@transaction.atomic
def change(
    draft_id: UUID, make: Change, *, actor: Actor, seen: int, place: str, words: str
) -> ProcedureDraft:
    """Apply a pure change to what stands now. ``Overtaken`` when another person changed this place since.

    ``place`` is the id of a step, or empty for the flow as a whole. ``Invalid`` for what cannot be done.
    """
    draft = _open_draft(draft_id, actor, *WRITABLE)
    _not_overtaken(draft, actor, seen, place)
    before = draft.document
    try:
        after = make(before)
    except BundleError as error:
        raise Invalid([FieldError("step", "环节", str(error))]) from error
    if after == before:
        return draft
    if after.get("overlay", "") == before.get("overlay"):
        # What is changed by hand is base and overlay no more.
        after = {name: value for name, value in after.items() if name not in {"base", "overlay"}}
    _write(draft, after, actor)
    if not _continues(draft, actor, place):
        tell(draft, words, actor, place=place, before=before)
    return draft


@transaction.atomic
def undo(draft_id: UUID, edit_id: int, *, actor: Actor) -> ProcedureEdit:
    """Take back the last change that still stands. ``NotOpen`` when it is not that one any more."""
    draft = _open_draft(draft_id, actor, *WRITABLE)
    last = undoable(draft)
    if last is None or last.pk != edit_id:
        raise NotOpen("这项修改已经撤销，或者其后又有修改，请核对现在的流程。")
    _write(draft, last.before, actor)
    ProcedureEdit.objects.filter(pk=last.pk).update(undone=True)
    tell(draft, f"撤销：{last.words}", actor, place=last.place)
    return last


def undoable(draft: ProcedureDraft) -> ProcedureEdit | None:
    """The last change that still stands; an undo of it is itself a change that cannot be undone."""
    return draft.edits.filter(undone=False, before__isnull=False).last()


@transaction.atomic
def submit(draft_id: UUID, *, actor: Actor) -> ProcedureDraft:
    """Hand a draft in for publication. ``Refused`` names everything that the checker finds."""
    draft = _open_draft(draft_id, actor, *WRITABLE)
    insist_sound(draft)
    draft.state, draft.reason = State.SUBMITTED, ""
    draft.submitted_by, draft.submitted_at = actor.name, clock.now()
    draft.writers = {**draft.writers, str(actor.user_id): actor.name}
    draft.save()
    tell(draft, "提请发布", actor)
    return draft


@transaction.atomic
def give_back(draft_id: UUID, reason: str, *, actor: Actor) -> ProcedureDraft:
    """Return what was handed in to its writers, with the reason; a writer takes it back the same way."""
    draft = _open_draft(draft_id, actor, State.SUBMITTED)
    if not reason.strip():
        raise Invalid([FieldError("reason", "退回理由", "请写明退回理由，以便起草人改正")])
    draft.state, draft.reason = State.RETURNED, reason.strip()
    draft.save(update_fields=["state", "reason"])
    tell(draft, f"退回：{draft.reason}"[:200], actor)
    return draft


@transaction.atomic
def drop(draft_id: UUID, *, actor: Actor) -> ProcedureDraft:
    """Give a draft up; it stays readable."""
    draft = _open_draft(draft_id, actor, *WRITABLE)
    draft.state = State.DROPPED
    draft.save(update_fields=["state"])
    tell(draft, "作废", actor)
    return draft


def insist_sound(draft: ProcedureDraft) -> int:
    """How many states the checker walked through; ``Refused`` with all it found."""
    found = examine(draft.document, step_names())
    if not found.sound:
        raise Refused(found.findings())
    return found.states


def step_names() -> dict[str, str]:
    """Names of steps by id in the flows that ship, the newest last."""
    return {step.id: step.title for bundle in library.all_bundles() for step in bundle.steps.values()}


def draft_of(actor: Actor, draft_id: UUID) -> ProcedureDraft:
    """A draft of the actor's agency for whoever may write there; ``NotFound`` for everybody else."""
    if actor.agency_id is None or not actor.roles & WRITERS:
        raise NotFound
    mine = ProcedureDraft.objects.filter(pk=draft_id, agency_id=actor.agency_id)
    found = mine.select_related("agency").first()
    if found is None:
        raise NotFound
    return found


def _writer(actor: Actor) -> tuple[UUID, UUID]:
    if not actor.roles & WRITERS:
        raise NotOpen("流程由本机关的资料管理员或者行政机关负责人起草。")
    return employed(actor)


def _open_draft(draft_id: UUID, actor: Actor, *states: State) -> ProcedureDraft:
    draft_of(actor, draft_id)
    draft = ProcedureDraft.objects.select_for_update().get(pk=draft_id)
    if draft.state not in states:
        raise NotOpen(f"这份流程现在是“{draft.get_state_display()}”，不能这样办理。")
    return draft


def _numbered(agency: Agency, base: Bundle | None) -> tuple[str, int]:
    """The name of the flow and the number of its next version."""
    own = f"cn.a{agency.uscc.lower()}.f"
    if base is not None and base.name.startswith(own):
        return base.name, ProcedureVersion.objects.filter(name=base.name).count() + 1
    names = set(ProcedureDraft.objects.filter(agency=agency).values_list("name", flat=True))
    return f"{own}{len(names) + 1}", 1


def _not_overtaken(draft: ProcedureDraft, actor: Actor, seen: int, place: str) -> None:
    others = draft.edits.filter(revision__gt=seen, place=place)
    found = list(others.exclude(by_id=employed(actor)[0]))
    if found:
        raise Overtaken(found, draft.revision)


def _write(draft: ProcedureDraft, document: dict[str, Any], actor: Actor) -> None:
    draft.document, draft.title = document, document["title"]
    draft.revision += 1
    draft.changed_at, draft.changed_by = clock.now(), actor.name
    draft.writers = {**draft.writers, str(actor.user_id): actor.name}
    draft.save()


def _continues(draft: ProcedureDraft, actor: Actor, place: str) -> bool:
    """Whether the change belongs to the last edit: the same place and person, a moment ago."""
    last = draft.edits.last()
    if last is None or last.undone or last.before is None or not place:
        return False
    if (last.place, last.by_id) != (place, actor.user_id) or clock.now() - last.at > _ONE_EDIT:
        return False
    ProcedureEdit.objects.filter(pk=last.pk).update(revision=draft.revision)
    return True


def tell(
    draft: ProcedureDraft, words: str, actor: Actor, *, place: str = "", before: dict[str, Any] | None = None
) -> None:
    """Keep what somebody did to a draft; with ``before`` it can be undone."""
    ProcedureEdit.objects.create(
        draft=draft, revision=draft.revision, place=place, words=words[:200], before=before, by=actor.name,
        by_id=employed(actor)[0], at=clock.now(),
    )  # fmt: skip
