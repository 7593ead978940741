"""What a draft changes in the version in force: in words, and on the drawing."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk import flow_words as words
from sanzhi.desk.flow_draft import crumbs
from sanzhi.desk.flow_drawing import Drawing, Marks, draw
from sanzhi.desk.frame import show
from sanzhi.procedure import designing, drafts, library
from sanzhi.procedure.differences import Difference, arrows_of, differences
from sanzhi.procedure.models import ProcedureDraft
from sanzhi.procedure.shapes import Bundle

_SORTS = {"added": "新增", "removed": "删除", "changed": "修改"}
_ASPECTS = {
    "title": "名称", "public": "对外名称", "role": "办理人", "clock": "期限", "final": "是否终点",
    "optional": "是否只有部分案件经过", "join": "汇合的环节", "join_any": "汇合方式", "countersign": "会签",
    "fields": "字段", "documents": "文书", "start": "流程的起点",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One difference in words: 新增 · 法制审核 · 环节."""

    sort: str
    word: str
    step: str
    what: str


def base_of(draft: ProcedureDraft) -> Bundle | None:
    """The version that the draft would supersede, else the one it began as; None for a flow from nothing."""
    try:
        return library.latest(draft.name)
    except KeyError:
        return library.by_digest(draft.begun_from) if draft.begun_from else None


@as_actor
@for_roles(*drafts.WRITERS)
def difference(request: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponse:
    """The page of differences of a draft."""
    found = drafts.draft_of(actor, draft_id)
    old, new = base_of(found), designing.sketch(found.document)
    told: list[Told] = []
    drawing: Drawing | None = None
    if old is not None and new is not None:
        told = told_of(old, new)
        drawing = draw(new, marks_of(old, new))
    context = {
        "draft": found, "old": old, "new": new, "told": told, "drawing": drawing,
        "back": reverse("flow_draft", args=[found.pk]), "crumbs": crumbs(found, ("与现行版本对比", "")),
    }  # fmt: skip
    return show(request, actor, "desk/flow/difference.html", context)


def told_of(old: Bundle, new: Bundle) -> list[Told]:
    """The differences of two versions as people read them."""
    return [_told(each, old, new) for each in differences(old, new)]


def marks_of(old: Bundle, new: Bundle) -> Marks:
    """What the new version adds, for its drawing."""
    return Marks(
        added=frozenset(new.steps) - frozenset(old.steps),
        new_arrows=frozenset(arrows_of(new) - arrows_of(old)),
    )


def _told(each: Difference, old: Bundle, new: Bundle) -> Told:
    bundle = old if each.sort == "removed" else new
    step = bundle.steps[each.step].title if each.step else "随时可办"
    if each.way is not None:
        what = words.way_words(each.way, bundle, words.fact_titles({"steps": []}))
    elif each.aspect:
        what = _aspect(each, old, new)
    else:
        what = "环节"
    return Told(each.sort, _SORTS[each.sort], step, what)


def _aspect(each: Difference, old: Bundle, new: Bundle) -> str:
    name = _ASPECTS[each.aspect]
    if each.aspect == "start":
        return f"{name}由“{old.steps[old.start].title}”改为“{new.steps[new.start].title}”"
    before, after = (getattr(bundle.steps[each.step], each.aspect) for bundle in (old, new))
    if isinstance(before, str) and isinstance(after, str):
        known = dict(words.role_choices()) | dict(words.clock_choices())
        return f"{name}由“{known.get(before, before)}”改为“{known.get(after, after)}”"
    return name
