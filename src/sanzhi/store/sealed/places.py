"""Every column that holds sealed values: found from the models, or registered by the room that has one."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.apps import apps
from django.db import connection, models, transaction

from sanzhi.store.sealed import vault
from sanzhi.store.sealed.envelope import HEADER, header_of, version_of
from sanzhi.store.sealed.errors import Unreadable
from sanzhi.store.sealed.fields import Closed, DigestField, SealedField

logger = logging.getLogger(__name__)


class Bite(NamedTuple):
    """What one bite did: rows looked at, rows sealed anew, and the last row (None when there are no more)."""

    looked: int
    renewed: int
    after: Any


class Place(Protocol):
    """Where sealed values lie, for counting them and for sealing them anew."""

    @property
    def name(self) -> str:
        """Table and column, or what else tells it apart."""

    def versions(self) -> dict[int, int]:
        """How many values are sealed under each key version."""

    def bite(self, after: Any, rows: int, allowed: Callable[[], None]) -> Bite:
        """Seal the next ``rows`` rows anew where they need it, in one transaction that calls ``allowed``.

        ``after`` is None at the beginning. A bite may be cut short or repeated at any moment.
        """

    def lock(self) -> None:
        """Keep writers away from the rows until the transaction ends."""


def current_header() -> bytes:
    """How every value begins that needs no new seal."""
    return header_of(vault.keys().newest, vault.algorithm())


def lock_table(table: str) -> None:
    """Keep writers away until the transaction ends; SQLite has one writer, who holds the whole file."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table)} IN SHARE MODE")


@dataclass(frozen=True)
class Column:
    """A ``SealedField`` of a model with the digests that follow it."""

    field: SealedField
    digests: tuple[DigestField, ...]

    @property
    def name(self) -> str:
        """Table and column."""
        return self.field.place

    def versions(self) -> dict[int, int]:
        """Rows that need each version, for the value or its digest; one walk through the table."""
        counted: Counter[int] = Counter()
        column, table = self._names(self.field.column, self.field.model._meta.db_table)
        with connection.cursor() as cursor:
            # The names are those of the model.
            cursor.execute(
                f"SELECT substr({column}, 1, {HEADER}), count(*) FROM {table} "  # noqa: S608
                f"WHERE {column} IS NOT NULL AND length({column}) > 0 GROUP BY 1"
            )
            for beginning, rows in cursor.fetchall():
                counted[version_of(bytes(beginning))] += rows
        for version in vault.keys().masters:
            for digest in self.digests:
                counted[version] = max(counted[version], self._digested(digest, version))
        return {version: rows for version, rows in sorted(counted.items()) if rows}

    def _digested(self, digest: DigestField, version: int) -> int:
        column, table = self._names(digest.column, self.field.model._meta.db_table)
        with connection.cursor() as cursor:
            asked = f"SELECT count(*) FROM {table} WHERE {column} LIKE %s"  # noqa: S608
            cursor.execute(asked, [f"{version}.%"])
            (rows,) = cursor.fetchone()
        return int(rows)

    def bite(self, after: Any, rows: int, allowed: Callable[[], None]) -> Bite:
        """See ``Place.bite``. Values are opened and sealed before the transaction begins."""
        found = self._next(after, rows)
        changes = [change for pk, *stored in found if (change := self._renewed(pk, stored))]
        if changes:
            with transaction.atomic():
                allowed()
                for change in changes:
                    self._write(*change)
        return Bite(len(found), len(changes), found[-1][0] if len(found) == rows else None)

    def lock(self) -> None:
        """See ``Place.lock``."""
        lock_table(self.field.model._meta.db_table)

    def _next(self, after: Any, rows: int) -> list[tuple[Any, ...]]:
        known = self.field.model._base_manager.exclude(**{f"{self.field.name}__isnull": True})
        if after is not None:
            known = known.filter(pk__gt=after)
        names = [self.field.attname, *(digest.attname for digest in self.digests)]
        return list(known.order_by("pk").values_list("pk", *names)[:rows])

    def _renewed(self, pk: Any, stored: Sequence[Any]) -> tuple[Any, Closed, list[Any]] | None:
        sealed, digests = stored[0], stored[1:]
        newest = f"{vault.keys().newest}."
        current = not sealed or sealed[:HEADER] == current_header()
        if current and all(not each or each.startswith(newest) for each in digests):
            return None
        try:
            text = self.field.open(pk, sealed)
        except Unreadable:
            # One damaged row must not keep all others under an old key; it is still counted there.
            logger.exception("%s 的一行（%s）无法读出，未更换密钥", self.name, pk)
            return None
        return pk, sealed, [self.field.close(pk, text), *(each.digest(text) for each in self.digests)]

    def _write(self, pk: Any, before: Closed, values: Sequence[Any]) -> None:
        meta = self.field.model._meta
        fields = [self.field, *self.digests]
        table, key, column = self._names(meta.db_table, meta.pk.column, self.field.column)
        sets = ", ".join(f"{self._names(each.column)[0]} = %s" for each in fields)
        database: Any = connection
        given = [each.get_db_prep_save(value, connection) for each, value in zip(fields, values, strict=True)]
        with connection.cursor() as cursor:
            # A row that somebody wrote, or erased, in between is theirs.
            cursor.execute(
                f"UPDATE {table} SET {sets} WHERE {key} = %s AND {column} = %s",  # noqa: S608
                [
                    *given,
                    meta.pk.get_db_prep_value(pk, connection),
                    database.Database.Binary(bytes(before)),
                ],
            )

    @staticmethod
    def _names(*names: str | None) -> list[str]:
        return [connection.ops.quote_name(str(name)) for name in names]


_by_hand: dict[str, Place] = {}


def register(place: Place) -> None:
    """Have a change of keys look after values that no ``SealedField`` holds; the same name replaces."""
    _by_hand[place.name] = place


def places() -> list[Place]:
    """Every place, by name."""
    found: list[Place] = [*_columns(apps.get_models()), *_by_hand.values()]
    return sorted(found, key=lambda place: place.name)


def _columns(known: Iterable[type[models.Model]]) -> Iterator[Column]:
    for model in known:
        fields = model._meta.local_concrete_fields
        digests = [each for each in fields if isinstance(each, DigestField)]
        for field in fields:
            if isinstance(field, SealedField):
                yield Column(field, tuple(each for each in digests if each.of == field.name))
