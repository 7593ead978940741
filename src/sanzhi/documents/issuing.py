"""Making a document inside an act: number, frozen source, and the news that its PDF is wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sanzhi.accounts.actors import employed
from sanzhi.documents import drafting, render
from sanzhi.documents.models import Document
from sanzhi.documents.numbers import take, use_reserved
from sanzhi.documents.sheets import Sheet
from sanzhi.documents.view import undrawable
from sanzhi.jobs.clock import CHINA
from sanzhi.jobs.ids import uuid7
from sanzhi.jobs.rows import insert
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.deed import Deed

_held_back: ContextVar[bool] = ContextVar("documents_held_back", default=False)


@contextmanager
def held_back() -> Iterator[None]:
    """Let acts run without making documents: a preview asks what the facts would be, and takes no number."""
    token = _held_back.set(True)
    try:
        yield
    finally:
        _held_back.reset(token)


def issue(deed: Deed, kind_name: str, reserved: str = "", **extra: Any) -> str:
    """Make a document from the facts of the case and return its id.

    ``reserved`` is the number of a block that the officer has written on paper already.
    The number is taken and the source frozen inside the act; ``Invalid`` names what is missing and
    any character that no font at hand draws, and the number is given back with the transaction.
    """
    sheet = drafting.in_force(kind_name, deed.agency, deed.on)
    if _held_back.get():
        return _unmade(deed, sheet)
    source = drafting.source(sheet, deed, extra)
    _refuse_unfinished(sheet, source)
    document = Document(
        id=uuid7(),
        case_id=deed.case.id,
        kind=kind_name,
        title=sheet.title_for(source),
        volume=sheet.volume,
        issued_at=deed.happened,
        seq=deed.seq,
        template=sheet.reference,
    )
    if sheet.number_word:
        document.number = _number(deed, sheet, str(document.id), reserved)
    document.source_digest = render.source_digest(
        kind_name, source, number=document.number or None, issued_on=deed.on, sheet=sheet
    )
    document.source = deed.commitments.close(source)
    drafting.keep(sheet)
    insert(document)
    deed.set(f"document.{kind_name}", _fact(document, deed))
    deed.tell("document.issued", document=str(document.id))
    return str(document.id)


def _number(deed: Deed, sheet: Sheet, document: str, reserved: str) -> str:
    word = f"练习{sheet.number_word}" if deed.practice else sheet.number_word
    agency, at = deed.agency, deed.happened.astimezone(CHINA)
    if reserved:
        return use_reserved(
            reserved, agency_id=agency.id, word=word, holder_id=employed(deed.actor)[0],
            case_id=deed.case.id, used_for=document, at=at,
        )  # fmt: skip
    return take(
        agency_id=agency.id, short=agency.short, word=word, case_id=deed.case.id, used_for=document, at=at
    )


def _unmade(deed: Deed, sheet: Sheet) -> str:
    made = str(uuid7())
    blank = {"id": made, "kind": sheet.name, "title": sheet.title, "number": "", "on": deed.on.isoformat()}
    deed.set(f"document.{sheet.name}", {**blank, "source": "", "template": sheet.reference, "signed": []})
    return made


def _refuse_unfinished(sheet: Sheet, source: dict[str, Any]) -> None:
    if missing := sheet.missing(source):
        raise Invalid(missing)
    # Laying it out finds a value of the wrong shape before a number is taken.
    sheet.shown(source, draft=False)
    if lacking := undrawable(source):
        raise Invalid([FieldError("source", sheet.title, f"字体中没有这些字：{'、'.join(lacking)}")])


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
