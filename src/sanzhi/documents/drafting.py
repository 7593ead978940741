"""Which wording a document takes, and its source from the facts as they stand in an act."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sanzhi.documents import kinds, wordings
from sanzhi.documents.casefacts import source_for
from sanzhi.documents.forming import kept, shelf
from sanzhi.documents.forming.casebook import path_known, source_of
from sanzhi.documents.forming.fields import STANDARD
from sanzhi.documents.sheets import FormSheet, OwnTemplate, Sheet, of
from sanzhi.procedure.deed import AgencyFacts, Deed


def in_force(kind: str, agency: AgencyFacts | None = None, on: date | None = None) -> Sheet:
    """The sheet from which an agency makes a document on a day; without an agency what ships."""
    if kind not in shelf.shipped():
        return of(kind)
    if agency is None or on is None:
        return FormSheet(shelf.get(kind))
    return FormSheet(wordings.in_force(kind, agency.id, agency.region, on))


def names() -> list[str]:
    """The kinds of document in the order of the case."""
    return list(shelf.shipped())


def issued_from(kind: str, template: str) -> Sheet:
    """The sheet that an issued document was made from; raises `DocumentError` when it is not at hand."""
    own = kinds.KINDS.get(kind)
    if own and template.split("@")[0] == own.template_name:
        return OwnTemplate(own)
    return FormSheet(kept.by_reference(template))


def source(sheet: Sheet, deed: Deed, extra: Mapping[str, Any]) -> dict[str, Any]:
    """The source of a document; `extra` gives or replaces fields."""
    if isinstance(sheet, FormSheet):
        found = source_of(sheet.form, deed, extra)
        # Only practice says what it is: the digests of all others stay as they are.
        return {**found, "practice": True} if deed.practice else found
    return source_for(sheet.name, deed, extra)


def groundless(sheet: Sheet, deed: Deed) -> bool:
    """Whether a fact that the document rests on is not in the case at all yet."""
    if not isinstance(sheet, FormSheet):
        return False
    wanted = (field for field in sheet.form.wanted() if field.origin and field.id not in STANDARD)
    return any(not any(path_known(path, deed) for path in field.origin) for field in wanted)


def keep(sheet: Sheet) -> None:
    """Keep what a document is made from, so that its file can be made again."""
    if isinstance(sheet, FormSheet):
        kept.keep(sheet.form)
