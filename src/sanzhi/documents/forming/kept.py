"""Every form that a document was once made from.

A document names its form by name, version and digest; the text of the form is kept with the first document,
so that the same file can be made again when the program ships another one.
"""

import json
from functools import cache

from sanzhi.documents.errors import DocumentError
from sanzhi.documents.forming.form import Form, read
from sanzhi.documents.forming.shelf import every_version, reference
from sanzhi.documents.models import FormText


def keep(form: Form) -> None:
    """Keep the text of a form that a document is made from."""
    if not FormText.objects.filter(reference=reference(form)).exists():
        FormText.objects.get_or_create(
            reference=reference(form), defaults={"digest": form.digest, "text": form.canonical.decode()}
        )


def by_reference(wanted: str) -> Form:
    """The form that a document was made from; raises `DocumentError` when it is not at hand."""
    for form in every_version():
        if reference(form) == wanted:
            return form
    kept = FormText.objects.filter(reference=wanted).first()
    if kept is None:
        raise DocumentError(f"制作这份文书的模板 {wanted} 不在本机，不能重新排版。")
    return _read_text(kept.text)


@cache
def _read_text(text: str) -> Form:
    return read(json.loads(text))
