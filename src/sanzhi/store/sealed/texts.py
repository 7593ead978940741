"""Sealed texts inside a JSON column that is not ours: found by their beginning, sealed anew in place."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction

from sanzhi.store.sealed import vault
from sanzhi.store.sealed.envelope import HEADER, version_of
from sanzhi.store.sealed.places import Bite, current_header, lock_table


@dataclass(frozen=True)
class SealedTexts:
    """Every text in a JSON column that ``vault.seal_text`` made for one purpose; ``model`` is ``app.Model``.

    For tables of few rows: each is read and locked while it changes.
    """

    model: str
    column: str
    purpose: str

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self._model._meta.db_table}.{self.column}"

    @property
    def _model(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def versions(self) -> dict[int, int]:
        """See ``Place.versions``."""
        values = self._model._base_manager.values_list(self.column, flat=True)
        return dict(
            Counter(version_of(vault.bytes_of(text)) for value in values for text in _sealed_in(value))
        )

    def bite(self, after: Any, rows: int, allowed: Callable[[], None]) -> Bite:
        """See ``Place.bite``."""
        known = self._model._base_manager.order_by("pk")
        found = list((known if after is None else known.filter(pk__gt=after))[:rows])
        old = [row.pk for row in found if any(map(_is_old, _sealed_in(getattr(row, self.column))))]
        with transaction.atomic():
            if old:
                allowed()
            for row in known.select_for_update().filter(pk__in=old):
                setattr(row, self.column, self._renewed(getattr(row, self.column)))
                row.save(update_fields=[self.column])
        return Bite(len(found), len(old), found[-1].pk if len(found) == rows else None)

    def lock(self) -> None:
        """See ``Place.lock``."""
        lock_table(self._model._meta.db_table)

    def _renewed(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._renewed(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._renewed(each) for each in value]
        if isinstance(value, str) and vault.is_sealed(value):
            return vault.seal_text(self.purpose, vault.unseal_text(self.purpose, value))
        return value


def _is_old(text: str) -> bool:
    return vault.bytes_of(text)[:HEADER] != current_header()


def _sealed_in(value: Any) -> Iterator[str]:
    if isinstance(value, str) and vault.is_sealed(value):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _sealed_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _sealed_in(each)
