"""Rendering a sample and reading it back, as the tests of this room need it."""

import re
from datetime import date
from typing import Any

from sanzhi.documents import kinds, pdfium
from sanzhi.documents.render import Rendered, render_pdf
from tests.documents.samples import sample

DOCUMENT_ID = "0192f3a1-5c7e-7b1a-9d55-0123456789ab"
ISSUED_ON = date(2026, 4, 2)


def number_of(kind: str) -> str | None:
    """A number for kinds that carry one."""
    word = kinds.get(kind).number_word
    return f"黔西市监{word}〔2026〕12号" if word else None


def issued(kind: str, *, qr: str | None = DOCUMENT_ID, demo: bool = False, **changes: Any) -> Rendered:
    """A finished document of the kind, from its sample with changes."""
    return render_pdf(
        kind,
        sample(kind, **changes),
        number=number_of(kind),
        issued_on=ISSUED_ON,
        qr=qr,
        demo=demo,
        draft=False,
    )


def squeeze(text: str) -> str:
    """Text without any white space: line breaks of the layout are no part of the wording."""
    return re.sub(r"\s", "", text)


def text_of(pdf: bytes) -> str:
    """The whole wording of a file, squeezed, without the running foot of its pages."""
    return re.sub(r"第\d+页共\d+页", "", "".join(squeeze(page) for page in pdfium.page_texts(pdf)))
