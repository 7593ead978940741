"""One new row with a statement that is made once: what the ORM's ``save`` does anew at every call."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model


def insert(row: Model) -> None:
    """Insert a new row as its model describes it. A number that the database gives is not read back.

    Signals are not sent; who needs them uses ``save``.
    """
    statement, fields = _insert_into(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@cache
def _insert_into(model: type[Model]) -> "tuple[str, tuple[Field[Any, Any], ...]]":
    quote = connection.ops.quote_name
    fields = tuple(each for each in model._meta.concrete_fields if not isinstance(each, AutoField))
    columns = ", ".join(quote(str(each.column)) for each in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", fields  # noqa: S608  # names of the model
