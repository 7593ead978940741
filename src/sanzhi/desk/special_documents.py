"""Documents of a case: the file of an issued one, and the draft of one that is being typed."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.papers import open_file
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk.frame import show
from sanzhi.desk.offers import may_act
from sanzhi.desk.reading import read
from sanzhi.desk.special_draft import document_of, draw
from sanzhi.desk.special_files import media_type_of, send
from sanzhi.documents.models import Document
from sanzhi.law.errors import NotFound, SanzhiError
from sanzhi.procedure import acts
from sanzhi.store.blobs import Missing

_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@require_safe
@as_actor
def document(request: HttpRequest, actor: Actor, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """The file of a document: the sealed copy where there is one, the unsealed with ``?original=1``."""
    return send_document(request, open_case(actor, case_id), document_id)


def send_document(request: HttpRequest, file: CaseFile, document_id: UUID) -> HttpResponseBase:
    """The file of a document of a case that was opened; ``NotFound`` for one of another case."""
    row = Document.objects.filter(pk=document_id, case_id=file.row.id).first()
    if row is None:
        raise NotFound
    try:
        stream = open_file(row, original=request.GET.get("original") == "1")
    except Missing as error:
        raise NotFound("这份文书的签章件不在存储中，请联系系统管理员。") from error
    media_type = media_type_of(stream)
    return send(request, stream, media_type, f"{row}.{_ENDINGS.get(media_type, 'bin')}")


# Drawings are long and repeat themselves; no secret stands beside what is typed here.
@require_POST
@gzip_page
@as_actor
def preview(request: HttpRequest, actor: Actor, case_id: UUID, act: str) -> HttpResponse:
    """The draft of the document that an act would issue, from what the form holds so far.

    A fragment for the page beside whose form it stands, else a page of its own.
    """
    file = open_case(actor, case_id)
    known = acts.registered().get(act)
    if known is None or not document_of(act) or not may_act(file, actor, known):
        raise NotFound
    context: dict[str, object] = {"title": document_of(act)}
    try:
        draft = draw(file, actor, act, read(known.data, request.POST).data)
        # As pictures the pages can hold no script, and their inner names cannot meet those of the page.
        context |= {"pages": [f"data:image/svg+xml,{quote(page)}" for page in draft.pages]}
        context |= {"missing": draft.missing, "remarks": draft.remarks}
    except SanzhiError as error:
        context["problem"] = error.detail
    if "HX-Request" in request.headers:
        return render(request, "desk/special/preview_pages.html", context)
    return show(request, actor, "desk/special/preview_page.html", context)
