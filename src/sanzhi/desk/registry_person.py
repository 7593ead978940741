"""Identity number and telephone of one officer, for the clerk of his agency."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.frame import show
from sanzhi.desk.registry_words import crumbs
from sanzhi.law.errors import Invalid
from sanzhi.registry.persons import identify, officer_known_to


@as_actor
@for_roles("clerk")
def page(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The two values in a form; a POST stores them."""
    officer = officer_known_to(actor, record)
    typed = {"identity": officer.identity, "phone": officer.phone}
    problems: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        try:
            identify(actor, record, **typed)
        except Invalid as error:
            problems = {each.field: each.rule for each in error.fields}
        else:
            messages.success(request, f"已保存{officer.name}的身份信息。")
            return redirect("registry_record", kind="officer", record=record)
    context = {
        "officer": officer,
        "typed": typed,
        "problems": problems,
        "back": reverse("registry_record", args=["officer", record]),
        "crumbs": crumbs(
            (officer.name, reverse("registry_record", args=["officer", record])), ("身份信息", "")
        ),
    }
    return show(request, actor, "desk/registry/person.html", context, 422 if problems else 200)
