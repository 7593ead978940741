"""Documents of a case, and their files."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from ninja import Router

from sanzhi.api import shown
from sanzhi.api.answers import many
from sanzhi.api.auth import StaffRequest
from sanzhi.api.requests import no_query
from sanzhi.api.schemas import DocumentShape, Many
from sanzhi.api.sights import reader_of, says_purpose
from sanzhi.cases.papers import open_file
from sanzhi.cases.sight import look
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
    openapi_extra=says_purpose(),
)
def list_documents(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """案件的全部文书，先制作的在前。"""
    no_query(request)
    look(reader_of(request), case_id)
    return many([shown.document(row) for row in Document.objects.filter(case_id=case_id).defer("source")])


@router.get(
    "/documents/{uuid:document_id}/pdf",
    summary="文书的 PDF",
    operation_id="read_pdf",
    openapi_extra=says_purpose(_PDF),
)
def read_pdf(request: StaffRequest, document_id: UUID) -> FileResponse:
    """由冻结的内容生成的文件；尚未生成的当即生成。同一文书的字节永远相同。"""
    no_query(request)
    row = Document.objects.filter(pk=document_id).first()
    if row is None:
        raise NotFound
    look(reader_of(request), row.case_id)
    file = open_file(row, original=True)
    return FileResponse(file, content_type="application/pdf", filename=f"{row}.pdf")
