"""The keyring: the versions of the key of personal values, as files under ``SANZHI_HOME/secrets``.

=================  =====================================================================
``personal``       version 1: 64 hexadecimal digits and a line feed, mode 0600
``personal.2`` …   later versions, the same form; the newest one encrypts
=================  =====================================================================

A version is 32 random bytes from which HKDF-SHA256 (RFC 5869, no salt) derives one key for each use:
``sanzhi sealed aes-256-gcm``, ``sanzhi sealed sm4-gcm``, ``sanzhi digest``, ``sanzhi request``. Knowing one
of them tells nothing about the others. Only values of format 0 use the bytes of version 1 as they are.
A key lies outside the database and its backup (GB/T 22239-2019 8.1.4.5).
"""

import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sanzhi.store import secretfiles
from sanzhi.store.sealed.errors import KeyMissing

FIRST = "personal"
_NAME = re.compile(r"personal(?:\.([1-9]\d{0,4}))?")
LARGEST = 0xFFFF
#  Every value asks for the keys, so the folder is looked at only so often. Who meets a version that is not
# known yet looks again at once.
_LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Keys:
    """The versions at one moment: number → 32 bytes."""

    masters: Mapping[int, bytes]
    # What was made of the keys before, by the first bytes of the values: thousands are opened for one page.
    made: dict[bytes, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def newest(self) -> int:
        """The version that encrypts."""
        return max(self.masters)

    def master(self, version: int) -> bytes:
        """The bytes of a version; ``KeyMissing`` names it otherwise."""
        try:
            return self.masters[version]
        except KeyError:
            name = file_name(version)
            raise KeyMissing(f"缺少第 {version} 版密钥（secrets/{name}），请从密钥备份恢复。") from None

    def derived(self, version: int, use: str, length: int = 32) -> bytes:
        """The key of a version for one use: ``length`` bytes."""
        return derive(self.master(version), use, length)


@lru_cache(maxsize=256)
def derive(master: bytes, use: str, length: int = 32) -> bytes:
    """The key of a version's 32 bytes for one use."""
    return HKDF(SHA256(), length, salt=None, info=f"sanzhi {use}".encode()).derive(master)


def file_name(version: int) -> str:
    """The name of the file of a version."""
    return FIRST if version == 1 else f"{FIRST}.{version}"


class Keyring:
    """The key versions in a folder, read again when there are others than before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keys: Keys | None = None
        self._looked = 0.0

    def keys(self) -> Keys:
        """The versions that are there now; the first one is made in a folder that has none.

        Raises ``secretfiles.SecretError`` for a file that is open to others or damaged.
        """
        now = time.monotonic()
        known = self._keys
        if known is None or now - self._looked > _LOOK_SECONDS:
            if known is None or known.masters.keys() != self._files().keys():
                known = self._keys = self._load()
            self._looked = now
        return known

    def refresh(self) -> Keys:
        """Read all files again and give what is there now."""
        self._keys = None
        return self.keys()

    def add(self) -> int:
        """Make the next version, which encrypts from now on; its number."""
        number = self.keys().newest + 1
        if number > LARGEST:
            raise ValueError(f"密钥版本不能超过 {LARGEST}。")
        secretfiles.create(self.folder / file_name(number))
        self.refresh()
        return number

    def remove(self, version: int) -> None:
        """Destroy a version. Whoever calls has made sure that nothing is sealed under it."""
        self.keys().master(version)
        if version == self.keys().newest:
            raise ValueError("正在使用的最新密钥不能停用。")
        (self.folder / file_name(version)).unlink()
        secretfiles.sync_folder(self.folder)
        self.refresh()

    def made_at(self, version: int) -> float:
        """When the file of a version was made: seconds since 1970."""
        return (self.folder / file_name(version)).stat().st_mtime

    def _load(self) -> Keys:
        secretfiles.make_folder(self.folder)
        if not self._files():
            secretfiles.create(self.folder / FIRST)
        return Keys({number: bytes.fromhex(secretfiles.read(path)) for number, path in self._files().items()})

    def _files(self) -> dict[int, Path]:
        if not self.folder.is_dir():
            return {}
        # Asked so often that making a path of each name would be felt.
        found = {name: _NAME.fullmatch(name) for name in os.listdir(self.folder)}  # noqa: PTH208
        return {int(match[1] or 1): self.folder / name for name, match in found.items() if match}
