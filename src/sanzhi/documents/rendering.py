"""The file of a document: made after the commit from the frozen source, the same bytes every time."""

from typing import Any

from django.conf import settings

from sanzhi.documents.drafting import issued_from
from sanzhi.documents.models import Document
from sanzhi.documents.render import Rendered, render_pdf
from sanzhi.jobs.clock import CHINA


def file_of(document: Document, source: dict[str, Any]) -> Rendered:
    """Make the file of an issued document from its source in the clear."""
    return render_pdf(
        document.kind,
        source,
        number=document.number or None,
        issued_on=document.issued_at.astimezone(CHINA).date(),
        qr=str(document.id),
        demo=settings.SANZHI_DEMO or bool(source.get("practice")),
        draft=False,
        sheet=issued_from(document.kind, document.template),
    )
