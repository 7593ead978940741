"""Before somebody looks at a case that is not his own: what for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from sanzhi.accounts import purposes
from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases import door_store as store
from sanzhi.cases.access import may_see
from sanzhi.cases.sight import purpose_of
from sanzhi.desk.addresses import case_url, reachable
from sanzhi.desk.frame import show
from sanzhi.desk.house_forms import PurposeForm
from sanzhi.law.errors import Invalid, NotFound
from sanzhi.pages.navigation import Entry


@as_actor
def sight(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Ask for the purpose, keep it for the day, and go on; nothing of the case but its number is shown."""
    row = store.read_case(case_id, lock=False) if may_see(actor, case_id) else None
    if row is None:
        raise NotFound
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            purposes.state(request, case_id, purpose_of(form.purpose))
        except Invalid as error:
            form.add_error("other", error.fields[0].rule)
        else:
            return redirect(_onward(request, case_id))
    context = {
        "form": form,
        "number": row.number,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "crumbs": [Entry("案件", reachable("desk_cases")), Entry(row.number, "")],
    }
    return show(request, actor, "desk/house/sight.html", context, 422 if form.is_bound else 200)


def _onward(request: HttpRequest, case_id: UUID) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else case_url(case_id)
