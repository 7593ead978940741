"""The page on which a review is given to one reviewer: who may, who has least to do, who must not."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.invited import reviewer_of
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk.frame import show
from sanzhi.desk.special_work import Problem, carry_out, dry_deed, new_key, problem_of, sent
from sanzhi.desk.views_case import crumbs
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, SanzhiError
from sanzhi.pages.navigation import Entry
from sanzhi.review import recusing, reviewers
from sanzhi.review.guards import handlers_of

_ACT = "assign_reviewer"


@as_actor
@for_roles("head", "reviewer")
def assign(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Choose who reviews; a reviewer may take the case himself, a head gives it to anybody."""
    file = open_case(actor, case_id)
    if request.method != "POST":
        return _page(request, actor, file)
    try:
        chosen = request.POST.get("reviewer", "")
        if not chosen:
            raise Invalid([FieldError("reviewer", "审核人员", "请选择一名审核人员")])
        carry_out(file, actor, _ACT, sent(request.POST), {"reviewer": chosen})
    except SanzhiError as error:
        return _page(request, actor, open_case(actor, case_id), problem_of(error, file, actor, _ACT))
    messages.success(request, "已分派审核人员。")
    return redirect("special_review", case_id)


def _page(request: HttpRequest, actor: Actor, file: CaseFile, problem: Problem | None = None) -> HttpResponse:
    deed = dry_deed(file, actor, _ACT, None)
    out = handlers_of(deed) | recusing.recused_ids(file.facts)
    found = reviewers.candidates(file.row.agency.id, clock.today(), out)
    mine = [each for each in found if each.user.pk == actor.user_id]
    context = {
        "file": file,
        "candidates": found if "head" in actor.roles else mine,
        "legal": bool(file.facts.get("major")),
        "assigned": reviewer_of(file.facts),
        "form": {"key": new_key(), "seen": file.row.seq},
        "problem": problem,
        "crumbs": [*crumbs(file), Entry("分派审核人员", "")],
    }
    return show(request, actor, "desk/review/assign.html", context, problem.status if problem else 200)
