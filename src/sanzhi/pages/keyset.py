"""Pages by key: one index range a page, whatever its distance from the start, and no counts.

A cursor is the sort value and the primary key of the row at the edge of a page.  Its cost is that
of reading one page: the ``>=`` in front of the tie-break lets the database enter an index on
(sort column, primary key) at the right place.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.db.models import F, Field, ForeignKey, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

M = TypeVar("M", bound=Model)
_VALUE = "sort_value"
_LARGEST = 2**63


class BadCursor(ValueError):
    """The address of a page that is not one: cut off, made up, or of another order."""


@dataclass(frozen=True)
class Order:
    """Sorting by the model path ``path`` (``agency__name``), empty values last, then by primary key."""

    path: str
    descending: bool = False

    @property
    def token(self) -> str:
        """The order as one word, as Django writes it: ``-decided_on``."""
        return f"-{self.path}" if self.descending else self.path


@dataclass(frozen=True)
class Cursor:
    """Stands at a row; ``back`` asks for the rows before it."""

    value: Any
    pk: Any
    back: bool


@dataclass(frozen=True)
class Slice(Generic[M]):
    """One page of rows in reading order, with the cursors of its neighbours (empty: there is none)."""

    rows: list[M]
    before: str
    after: str


def read(queryset: QuerySet[M], order: Order, cursor: str, size: int) -> Slice[M]:
    """Read one page.  ``cursor`` is empty for the first one; raises BadCursor for an unreadable one."""
    path = _path(queryset.model, order.path)
    at = _decode(cursor, path, order, queryset.model) if cursor else None
    nullable = any(field.null for field in path)
    rows = queryset.annotate(**{_VALUE: F(order.path)})
    if at:
        rows = rows.filter(_beyond(order, at, nullable))
    back = bool(at and at.back)
    found = list(rows.order_by(*_ordering(order, nullable, back))[: size + 1])
    more, kept = len(found) > size, found[:size]
    if back:
        kept.reverse()
    if back and not kept:
        return read(queryset, order, "", size)
    before = _encode(order, kept[0], back=True) if kept and (more if back else at) else ""
    after = _encode(order, kept[-1], back=False) if kept and (back or more) else ""
    return Slice(kept, before, after)


def ordered(queryset: QuerySet[M], order: Order) -> QuerySet[M]:
    """The whole list in the order its pages have, for exports."""
    nullable = any(field.null for field in _path(queryset.model, order.path))
    return queryset.order_by(*_ordering(order, nullable, back=False))


def _ordering(order: Order, nullable: bool, back: bool) -> tuple[OrderBy | str, ...]:
    down = order.descending != back
    key, pk = F(order.path), "-pk" if down else "pk"
    if not nullable:
        return (key.desc() if down else key.asc()), pk
    last, first = (None, True) if back else (True, None)
    make = key.desc if down else key.asc
    return make(nulls_last=last, nulls_first=first), pk


def _beyond(order: Order, at: Cursor, nullable: bool) -> Q:
    """Rows on the far side of the cursor; empty values stand at the end in both directions."""
    word = "gt" if order.descending == at.back else "lt"
    further = Q((f"pk__{word}", at.pk))
    if at.value is None:
        same = Q((f"{order.path}__isnull", True)) & further
        return same | Q((f"{order.path}__isnull", False)) if at.back else same
    side = Q((f"{order.path}__{word}e", at.value)) & (Q((f"{order.path}__{word}", at.value)) | further)
    if nullable and not at.back:
        return side | Q((f"{order.path}__isnull", True))
    return side


def _path(model: type[Model], path: str) -> "list[Field[Any, Any]]":
    """The fields that ``path`` walks through; FieldError when it leaves the model's own columns."""
    fields: list[Field[Any, Any]] = []
    for name in path.split("__"):
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        if not isinstance(field, Field):
            raise FieldError(f"{path} is not a column to sort by")
        fields.append(field)
        if isinstance(field, ForeignKey):
            model = field.related_model
    return fields


def _encode(order: Order, row: Model, *, back: bool) -> str:
    value = getattr(row, _VALUE)
    plain = value.isoformat() if isinstance(value, date) else None if value is None else str(value)
    text = json.dumps([order.token, plain, str(row.pk), int(back)], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(text: str, path: "list[Field[Any, Any]]", order: Order, model: type[Model]) -> Cursor:
    try:
        token, value, pk, back = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if token != order.token or pk is None or "\0" in f"{value}{pk}":
            raise BadCursor(text)
        field = model._meta.pk
        cursor = Cursor(None if value is None else path[-1].to_python(value), field.to_python(pk), bool(back))
    except (binascii.Error, ValueError, TypeError, ValidationError) as error:
        raise BadCursor(text) from error
    if any(isinstance(part, int) and abs(part) >= _LARGEST for part in (cursor.value, cursor.pk)):
        raise BadCursor(text)
    return cursor
