"""Why a case is major: every ground of every layer beside the draft, and each time it was asked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import open_case
from sanzhi.desk.frame import show
from sanzhi.desk.special_work import dry_deed
from sanzhi.desk.views_case import crumbs
from sanzhi.desk.words import act_title
from sanzhi.pages.navigation import Entry
from sanzhi.review import catalogue


@as_actor
def why(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The page 为什么属于(不属于)重大执法决定 of one case."""
    file = open_case(actor, case_id)
    found = catalogue.grounds(dry_deed(file, actor, "submit_for_review", None))
    asked = [(each, act_title(each.act)) for each in catalogue.evaluations(file.events)]
    context = {
        "file": file,
        "grounds": found,
        "major": any(each.fired for each in found),
        "asked": asked,
        "digest": file.facts.get("draft", {}).get("digest", ""),
        "crumbs": [*crumbs(file), Entry("重大执法决定的判断", "")],
    }
    return show(request, actor, "desk/review/why.html", context)
