"""Sealing what stood in the clear: the step of a migration that fills a sealed column from a plain one."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

BATCH = 500


def seal_column(app: str, model: str, plain: str, sealed: str) -> Callable[[Any, Any], None]:
    """A ``RunPython`` step: ``sealed`` (a ``SealedField``) of each row becomes the text of ``plain``.

    Rows of the same model may be many: they are read and written ``BATCH`` at a time.
    """

    def run(apps: Any, editor: Any) -> None:
        rows = apps.get_model(app, model)
        field = rows._meta.get_field(sealed)
        after = None
        while found := _next(rows, plain, after):
            with transaction.atomic():
                for pk, text in found:
                    rows.objects.filter(pk=pk).update(**{sealed: field.close(pk, text or "")})
            after = found[-1][0]

    return run


def _next(rows: Any, plain: str, after: Any) -> list[tuple[Any, str]]:
    known = rows.objects.order_by("pk")
    if after is not None:
        known = known.filter(pk__gt=after)
    return list(known.values_list("pk", plain)[:BATCH])
