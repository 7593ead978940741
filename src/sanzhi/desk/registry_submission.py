"""One submission: what it says, what it changes, what the law says to it, and what may be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.frame import show
from sanzhi.desk.registry_words import crumbs
from sanzhi.law.errors import Invalid, NotFound, Refused, SanzhiError
from sanzhi.law.findings import Citation, Finding
from sanzhi.registry import admission, settling
from sanzhi.registry.access import may_admit, may_write, open_submission
from sanzhi.registry.differences import compare, words
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.queries import marked_text
from sanzhi.registry.submissions import Action, State, Submission

_DONE: Final = {
    "submit": "已提交，等待审核。",
    "drop": "已作废。",
    "admit": "已入库。",
    "return": "已退回填报人。",
}


@dataclass(frozen=True)
class Cited:
    """An article that a content rests on, with its words in force on the day; empty when not at hand."""

    citation: str
    text: str


@as_actor
@for_roles("clerk", "head", "officer", "reviewer", "editor", "supervisor")
def page(request: HttpRequest, actor: Actor, submission_id: UUID) -> HttpResponse:
    """The submission; a POST hands it in, gives it up, admits or returns it."""
    row = open_submission(actor, submission_id)
    if request.method != "POST":
        return _show(request, actor, row)
    do = request.POST.get("do", "")
    act = _ACTS.get(do)
    if act is None:
        raise NotFound
    try:
        act(row.pk, request.POST.get("reason", ""), actor)
    except NotFound:
        raise
    except SanzhiError as error:
        row.refresh_from_db()
        return _show(request, actor, row, error)
    messages.success(request, _DONE[do])
    home = "registry_queue" if do in {"admit", "return"} else "registry_submission"
    return redirect(home) if home == "registry_queue" else redirect(home, submission_id=row.pk)


def _show(
    request: HttpRequest, actor: Actor, row: Submission, error: SanzhiError | None = None
) -> HttpResponse:
    kept = LIBRARIES[row.library]
    before = admission.base_of(row)
    fields = compare(kept.content, before, row.content)
    writes, admits = may_write(actor, row), may_admit(actor, row)
    context = {
        "row": row,
        "library": kept,
        "changed": [each for each in fields if each.changed],
        "same": [each for each in fields if not each.changed and each.new],
        "before": before,
        "facts": [(label, "\n".join(lines)) for label, lines in words(kept.content, row.content)],
        "findings": _findings(row, error),
        "cited": cited(row),
        "events": row.events.all(),
        "error": error,
        "wrong": error.fields[0].rule if isinstance(error, Invalid) and error.fields else "",
        "reason": request.POST.get("reason", ""),
        "may_edit": writes and row.state in {State.DRAFT, State.RETURNED} and row.action != Action.RETIRE,
        "may_submit": writes and row.state in {State.DRAFT, State.RETURNED},
        "may_settle": admits and row.state == State.SUBMITTED,
        "crumbs": crumbs(("填报记录", "/libraries/submissions/"), (row.title, "")),
    }
    status = 200 if error is None else 422 if isinstance(error, Invalid) else 409
    return show(request, actor, "desk/registry/submission.html", context, status)


def _findings(row: Submission, error: SanzhiError | None) -> Sequence[Finding]:
    if isinstance(error, Refused):
        return error.findings
    return [Finding.from_json(each) for each in row.findings]


def cited(row: Submission) -> list[Cited]:
    """The articles of a content with their text, so that whoever admits need not look them up."""
    on = row.since or admission.first_day(row)
    named = [*row.content.get("basis", []), *row.content.get("mandate_basis", [])]
    citations = dict.fromkeys(Citation(each["law"], each["article"]) for each in named)
    return [Cited(str(each), marked_text(each.law, each.article, on=on)) for each in citations]


Act = Callable[[UUID, str, Actor], Any]
_ACTS: Final[dict[str, Act]] = {
    "submit": lambda pk, _, actor: admission.submit(pk, actor=actor),
    "drop": lambda pk, _, actor: admission.drop(pk, actor=actor),
    "admit": lambda pk, _, actor: settling.admit(pk, actor=actor),
    "return": lambda pk, reason, actor: settling.hand_back(pk, reason, actor=actor),
}
