"""The texts a public log refers to: files beside the log, named by the SHA-256 of their bytes.

The log holds only the digest, so a text can be destroyed on withdrawal (行政处罚法 Art 48) and every proof
stays whole. Each file carries its own salt, so a destroyed text cannot be guessed back from its digest.
"""

import hashlib
import re
from pathlib import Path

from sanzhi.ledger import durable
from sanzhi.ledger.errors import FeedFault

DIGEST = re.compile(r"[0-9a-f]{64}")


def content_path(digest: str) -> str:
    """Give the path of a content file below the log's folder. Raises FeedFault for no SHA-256 in hex."""
    if not DIGEST.fullmatch(digest):
        raise FeedFault(f"“{digest[:80]}”不是 SHA-256 摘要。")
    return f"content/{digest[:2]}/{digest}.json"


def put_content(folder: Path, data: bytes) -> str:
    """Write a content file durably, before the entry that names it is appended; give its digest."""
    digest = hashlib.sha256(data).hexdigest()
    durable.write(folder / content_path(digest), data)
    return digest


def destroy_content(folder: Path, digest: str) -> bool:
    """Destroy a content file, after the entry that withdraws it is signed; tell whether it was there."""
    return durable.remove(folder / content_path(digest))


def matches(digest: str, data: bytes) -> bool:
    """Tell whether bytes are those the digest names."""
    return hashlib.sha256(data).hexdigest() == digest
