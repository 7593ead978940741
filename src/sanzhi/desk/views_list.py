"""The list of cases."""

from django.http import HttpRequest, HttpResponseBase

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.case_list import case_table
from sanzhi.desk.frame import READERS, show


@as_actor
@for_roles(*READERS)
def cases(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The cases that this person may see; filtered, sorted, page by page, or as a file."""
    view = case_table(actor).read(request)
    return view.download or show(request, actor, "desk/cases.html", {"table": view})
