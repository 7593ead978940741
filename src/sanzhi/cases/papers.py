"""Documents of a case with their personal values in the clear, and the act that records their file."""

import io
from typing import Any, BinaryIO
from uuid import UUID

from sanzhi.accounts.actors import TIMER
from sanzhi.cases.door import perform
from sanzhi.cases.door_store import read_personal
from sanzhi.cases.seal import reader
from sanzhi.documents.models import Document
from sanzhi.documents.rendering import file_of
from sanzhi.evidence.files import blobs
from sanzhi.jobs.news import News
from sanzhi.procedure.personal import reveal
from sanzhi.store.blobs import Missing


def source_in_clear(document: Document) -> dict[str, Any]:
    """The frozen source of a document with its personal values."""
    source: dict[str, Any] = reveal(document.source, reader(read_personal(document.case_id)))
    return source


def open_file(document: Document, *, original: bool = False) -> BinaryIO:
    """The file of a document for reading, seekable: its sealed copy where there is one, else the file itself.

    ``original`` asks for the unsealed one. What is not yet made is made in memory and nothing is written:
    the frozen source gives the same bytes at any time. ``Missing`` when a sealed copy is not in the store.
    """
    if document.sealed_digest and not original:
        return blobs().open(document.sealed_digest)
    if document.pdf_digest:
        try:
            return blobs().open(document.pdf_digest)
        except Missing:
            pass
    return io.BytesIO(file_of(document, source_in_clear(document)).pdf)


def ensure_file(document_id: UUID) -> Document:
    """Make and record the file of a document unless it is there; safe to call from several places at once."""
    document = Document.objects.get(pk=document_id)
    if document.pdf_digest:
        return document
    rendered = file_of(document, source_in_clear(document))
    blobs().put(rendered.pdf, expected=rendered.digest)
    perform(
        "record_rendering",
        document.case_id,
        actor=TIMER,
        data={
            "document": str(document.id),
            "kind": document.kind,
            "pdf": rendered.digest,
            "pages": rendered.pages,
        },
        key=f"rendering:{document.id.hex}",
    )
    document.refresh_from_db()
    return document


def on_document_issued(news: News) -> None:
    """Make the file of a document just issued; one removed with its practice case needs none."""
    if not Document.objects.filter(pk=UUID(news.payload["document"])).exists():
        return
    ensure_file(UUID(news.payload["document"]))
