"""The bytes of materials and documents: one store by digest."""

from functools import cache
from pathlib import Path

from django.conf import settings

from sanzhi.store.folder import FolderStore


@cache
def _store_at(root: Path) -> FolderStore:
    return FolderStore(root)


def blobs() -> FolderStore:
    """The store of this instance."""
    return _store_at(Path(settings.SANZHI_HOME) / "blobs")
