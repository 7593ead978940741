"""What every store can do, wherever it keeps the bytes."""

import re
from typing import BinaryIO, NamedTuple, Protocol

DIGEST = re.compile(r"[0-9a-f]{64}")


class Blob(NamedTuple):
    """Stored content: the SHA-256 of its bytes as 64 lower-case hex digits, and its size in bytes."""

    digest: str
    size: int


class StoreError(Exception):
    """Something the store refuses; the message is for the operator."""


class WrongDigest(StoreError):
    """The text is no SHA-256 in hex, or the content offered is not that of the digest it came with."""


class Missing(StoreError):
    """No content of that digest is stored."""


class Damaged(StoreError):
    """The stored bytes are no longer those of their digest."""


class Store(Protocol):
    """Content by digest. The same bytes are stored once, and nothing is ever stored in part.

    A digest that is no SHA-256 in hex raises WrongDigest everywhere.
    """

    def put(self, source: bytes | BinaryIO, *, expected: str | None = None) -> Blob:
        """Store content read to its end; durable when this returns, invisible before.

        Raises WrongDigest when its digest is not the `expected` one, Damaged when the same content is
        already there but has decayed.
        """

    def open(self, digest: str, start: int = 0, length: int | None = None) -> BinaryIO:
        """Give a reader of `length` bytes from `start`, or of all to the end; the caller closes it.

        Raises Missing, ValueError when `start` lies beyond the end or either is negative.
        """

    def verify(self, digest: str) -> Blob:
        """Read the content again and compare its digest. Raises Missing, Damaged."""

    def destroy(self, digest: str) -> bool:
        """Destroy content for good; tell whether it was there. Who may is for the caller to know."""

    def exists(self, digest: str) -> bool:
        """Tell whether content of that digest is stored."""


def checked(digest: str) -> str:
    """Pass a digest through, or raise WrongDigest."""
    if not DIGEST.fullmatch(digest):
        raise WrongDigest(f"“{digest[:80]}”不是 SHA-256 摘要。")
    return digest
