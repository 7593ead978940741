"""Documents of a case, and their files."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from ninja import Router

from sanzhi.api import shown
from sanzhi.api.answers import many
from sanzhi.api.auth import StaffRequest
from sanzhi.api.requests import no_query
from sanzhi.api.schemas import DocumentShape, Many
from sanzhi.cases import access
from sanzhi.cases.papers import open_file
from sanzhi.documents.models import Document
from sanzhi.law.errors import NotFound

router = Router(tags=["文书"])

_PDF = {
    "responses": {
        200: {
            "description": "OK",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get(
    "/cases/{uuid:case_id}/documents",
    response=Many[DocumentShape],
    summary="案件的文书",
    operation_id="list_documents",
)
def list_documents(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """案件的全部文书，先制作的在前。"""
    no_query(request)
    if not access.may_see(request.auth, case_id):
        raise NotFound
    return many([shown.document(row) for row in Document.objects.filter(case_id=case_id).defer("source")])


@router.get(
    "/documents/{uuid:document_id}/pdf",
    summary="文书的 PDF",
    operation_id="read_pdf",
    openapi_extra=_PDF,
)
def read_pdf(request: StaffRequest, document_id: UUID) -> FileResponse:
    """由冻结的内容生成的文件；尚未生成的当即生成。同一文书的字节永远相同。"""
    no_query(request)
    row = Document.objects.filter(pk=document_id).first()
    if row is None or not access.may_see(request.auth, row.case_id):
        raise NotFound
    file = open_file(row, original=True)
    return FileResponse(file, content_type="application/pdf", filename=f"{row}.pdf")
