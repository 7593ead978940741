"""Making a document inside an act: number, frozen source, and the news that its PDF is wanted."""

from typing import Any

from sanzhi.documents import kinds, render
from sanzhi.documents.casefacts import source_for
from sanzhi.documents.models import Document
from sanzhi.documents.needs import fields, unmet
from sanzhi.documents.numbers import take
from sanzhi.documents.view import parse, undrawable
from sanzhi.jobs.clock import CHINA
from sanzhi.jobs.ids import uuid7
from sanzhi.jobs.rows import insert
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.deed import Deed


def issue(deed: Deed, kind_name: str, **extra: Any) -> str:
    """Make a document from the facts of the case and return its id.

    The number is taken and the source frozen inside the act; ``Invalid`` names what is missing and
    any character that no font at hand draws, and the number is given back with the transaction.
    """
    kind = kinds.get(kind_name)
    source = source_for(kind_name, deed, extra)
    model = parse(kind, source)
    missing = unmet(kind.needs, model)
    if missing:
        raise Invalid(fields(missing))
    lacking = undrawable(source)
    if lacking:
        raise Invalid([FieldError("source", kind.title, f"字体中没有这些字：{'、'.join(lacking)}")])
    document = Document(
        id=uuid7(),
        case_id=deed.case.id,
        kind=kind_name,
        title=kind.title_for(model),
        volume=kind.volume,
        issued_at=deed.happened,
        seq=deed.seq,
        template=f"{kind.template_name}@{render.template_digest(kind_name)[:16]}",
    )
    if kind.number_word:
        document.number = take(
            agency_id=deed.agency.id,
            short=deed.agency.short,
            word=kind.number_word,
            case_id=deed.case.id,
            used_for=str(document.id),
            at=deed.happened.astimezone(CHINA),
        )
    document.source_digest = render.source_digest(
        kind_name, source, number=document.number or None, issued_on=deed.on
    )
    document.source = deed.commitments.close(source)
    insert(document)
    deed.set(f"document.{kind_name}", _fact(document, deed))
    deed.tell("document.issued", document=str(document.id))
    return str(document.id)


def _fact(document: Document, deed: Deed) -> dict[str, Any]:
    return {
        "id": str(document.id),
        "kind": document.kind,
        "title": document.title,
        "number": document.number,
        "on": deed.on.isoformat(),
        "source": document.source_digest,
        "template": document.template,
        "signed": [],
    }
