"""A version of a flow as it is: drawing, steps, how it was published, and the files of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.opening import flow_of
from sanzhi.desk import flow_words as words
from sanzhi.desk.flow_drawing import draw
from sanzhi.desk.frame import show
from sanzhi.desk.house import agency_of
from sanzhi.law.errors import NotFound, NotOpen
from sanzhi.ledger.canonical import dumps
from sanzhi.orgs.models import Agency
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts, bpmn, drafts, library, publishing
from sanzhi.procedure.models import ProcedureVersion
from sanzhi.procedure.shapes import Bundle

_XML, _JSON = "application/xml; charset=utf-8", "application/json; charset=utf-8"


@as_actor
@for_roles(*publishing.READERS)
def version(request: HttpRequest, actor: Actor, digest: str) -> HttpResponseBase:
    """The page of a version; a POST puts it in use for new cases."""
    agency = Agency.objects.get(pk=agency_of(actor))
    bundle = publishing.visible(actor, digest)
    if request.method == "POST":
        return _use(request, actor, bundle)
    row = ProcedureVersion.objects.filter(digest=digest).first()
    facts = words.fact_titles(library.document(digest))
    usable = digest in {each.digest for each in publishing.usable(actor)}
    in_use = flow_of(agency.pk, agency.domain).digest == digest
    context = {
        "bundle": bundle, "row": row, "drawing": draw(bundle), "in_use": in_use,
        "steps": words.steps_words(bundle, facts),
        "anywhere": [words.way_words(way, bundle, facts) for way in bundle.anywhere],
        "may_use": bool(actor.roles & publishing.PUBLISHERS) and usable and not in_use,
        "writer": bool(actor.roles & drafts.WRITERS) and usable,
        "crumbs": [Entry("执法流程", reverse("flow_list")), Entry(f"{bundle.title} {bundle.version}", "")],
    }  # fmt: skip
    return show(request, actor, "desk/flow/version.html", context)


@as_actor
@for_roles(*publishing.READERS)
def exported(request: HttpRequest, actor: Actor, digest: str, form: str) -> HttpResponse:
    """The version as a file: ``bpmn`` for drawing tools, ``json`` byte for byte what the digest is of."""
    agency_of(actor)
    bundle = publishing.visible(actor, digest)
    if form not in {"bpmn", "json"}:
        raise NotFound
    if form == "bpmn":
        titles = {name: act.title for name, act in acts.registered().items()}
        answer = HttpResponse(bpmn.export(bundle, titles), content_type=_XML)
    else:
        answer = HttpResponse(dumps(library.document(digest)), content_type=_JSON)
    answer["Content-Disposition"] = f'attachment; filename="{bundle.name}-{bundle.version}.{form}"'
    return answer


def _use(request: HttpRequest, actor: Actor, bundle: Bundle) -> HttpResponse:
    try:
        publishing.use(bundle.digest, actor=actor)
        messages.success(request, f"已启用“{bundle.title}”{bundle.version}，今后登记的案件按它办理。")
    except NotOpen as error:
        messages.warning(request, error.detail)
    return redirect("flow_version", digest=bundle.digest)
