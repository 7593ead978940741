"""The layout of a leaf: one version byte, then the canonical JSON of one object.

The version byte stands outside the JSON so that a later layout need not be JSON at all, and so that a
reader knows which rules apply before it parses anything.
"""

from collections.abc import Mapping
from typing import Any

from sanzhi.ledger import canonical
from sanzhi.ledger.errors import BadLeaf

VERSION = 1
# Entry bundles give the length of an entry in a uint16.
LONGEST = 65_535


def pack(record: Mapping[str, object]) -> bytes:
    """Give the leaf of a record: b"\\x01" and its canonical JSON, at most 65,535 bytes.

    Raises BadLeaf when it is longer, NotCanonical when the record has no canonical form.
    """
    return checked(bytes([VERSION]) + canonical.dumps(record))


def unpack(leaf: bytes) -> dict[str, Any]:
    """Give the record of a leaf. Raises BadLeaf for another version or anything but an object, and
    NotCanonical for JSON in any other form than the one that was hashed.
    """
    if not leaf or leaf[0] != VERSION:
        raise BadLeaf("条目的版本字节不认识；请升级程序后再读。")
    record = canonical.loads(leaf[1:])
    if not isinstance(record, dict):
        raise BadLeaf("条目内容不是 JSON 对象。")
    return record


def checked(leaf: bytes) -> bytes:
    """Pass a leaf through, or raise BadLeaf when it is empty or does not fit an entry bundle."""
    if not 0 < len(leaf) <= LONGEST:
        raise BadLeaf(f"条目长 {len(leaf)} 字节，应在 1 至 {LONGEST} 字节之间；大件内容请只记摘要。")
    return leaf
