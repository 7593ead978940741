#!/usr/bin/env python3
"""核对一条公示信息的存证，不需要联网，也不需要安装任何软件包（Python 3.9 以上）。

用法：python3 verify.py 内容.json 证明.tlog-proof 公钥.vkey

This file stands alone: the portal hands it out as it is, and it trusts nothing but the three files. It
checks that the content is the one named by the log entry, that the entry is in the tree of the
checkpoint (RFC 9162 2.1.3.2), and that the checkpoint was signed by the key (Ed25519, RFC 8032 5.1.7).
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import NamedTuple

Point = tuple[int, int, int, int]

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)


class Proof(NamedTuple):
    """A parsed ``.tlog-proof``: leaf bytes, place in the log, hashes from leaf to root, signed checkpoint."""

    leaf: bytes
    place: int
    path: list[bytes]
    checkpoint: str


def parse_proof(text: str) -> Proof:
    """Read the C2SP tlog-proof form; ValueError when a line is missing."""
    head, _, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if lines[0] != "c2sp.org/tlog-proof@v1" or not lines[1].startswith("extra "):
        raise ValueError("不是带条目的 tlog-proof 文件")
    path = [base64.b64decode(line) for line in lines[3:]]
    return Proof(base64.b64decode(lines[1][6:]), int(lines[2][6:]), path, checkpoint)


def root_from(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Walk from the leaf to the root; ValueError when the path does not fit index and size."""
    if index >= size:
        raise ValueError("序号不在日志之内")
    node, last, found = index, size - 1, hashlib.sha256(b"\x00" + leaf).digest()
    for sibling in path:
        if last == 0:
            raise ValueError("证明路径过长")
        if node & 1 or node == last:
            found = hashlib.sha256(b"\x01" + sibling + found).digest()
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + sibling).digest()
        node, last = node >> 1, last >> 1
    if last:
        raise ValueError("证明路径过短")
    return found


def signed_tree(checkpoint: str, vkey: str) -> tuple[int, bytes]:
    """Size and root of a checkpoint that ``vkey`` signed; ValueError when it did not."""
    name, _, rest = vkey.strip().partition("+")
    key = base64.b64decode(rest.partition("+")[2])
    if key[:1] != b"\x01" or len(key) != 33:
        raise ValueError("公钥不是 Ed25519 公钥")
    body, _, signatures = checkpoint.partition("\n\n")
    message = (body + "\n").encode()
    key_id = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    for line in signatures.splitlines():
        raw = base64.b64decode(line.rpartition(" ")[2])
        if line.startswith("— " + name + " ") and raw[:4] == key_id and ed25519(key[1:], message, raw[4:]):
            origin, size, root = body.split("\n")[:3]
            if origin != name:
                raise ValueError("检查点属于另一个日志")
            return int(size), base64.b64decode(root)
    raise ValueError("检查点没有这把公钥的有效签名")


def ed25519(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (64 bytes) is that of ``key`` (32 bytes) over ``message``."""
    public, commitment = _decode(key), _decode(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if public is None or commitment is None or len(signature) != 64 or scalar >= ORDER:
        return False
    challenge = hashlib.sha512(signature[:32] + key + message).digest()
    turn = int.from_bytes(challenge, "little") % ORDER
    base = _decode((4 * pow(5, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little"))
    left = _times(scalar, base) if base else None
    right = _plus(commitment, _times(turn, public))
    return left is not None and _same(left, right)


def _decode(raw: bytes) -> Point | None:
    y = int.from_bytes(raw, "little") & ((1 << 255) - 1)
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if x * x % PRIME != square:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if y >= PRIME or x * x % PRIME != square:
        return None
    if x & 1 != raw[31] >> 7:
        x = PRIME - x
    return x, y, 1, x * y % PRIME


def _plus(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    g, h = 2 * a[3] * b[3] * CURVE_D, 2 * a[2] * b[2]
    e, f, g, h = (f - e) % PRIME, (h - g) % PRIME, (h + g) % PRIME, (e + f) % PRIME
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def _times(scalar: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _plus(total, point)
        point, scalar = _plus(point, point), scalar >> 1
    return total


def _same(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % PRIME == 0 and (a[1] * b[2] - b[1] * a[2]) % PRIME == 0


def verify(content: bytes, proof_text: str, vkey: str) -> list[str]:
    """What was checked, one Chinese sentence each; ValueError at the first thing that does not fit."""
    proof = parse_proof(proof_text)
    # A leaf is one version byte and the entry as canonical JSON.
    entry = json.loads(proof.leaf[1:])
    if hashlib.sha256(content).hexdigest() != entry["content"]:
        raise ValueError("内容与日志条目中的摘要不符")
    size, root = signed_tree(proof.checkpoint, vkey)
    if root_from(proof.leaf, proof.place, size, proof.path) != root:
        raise ValueError("条目不在检查点所签的日志中")
    return [
        f"内容摘要与日志条目一致：{entry['content']}",
        f"条目是日志的第 {proof.place} 条（共 {size} 条），公示时间 {entry['at']}",
        "检查点签名有效，根与证明路径一致",
    ]


def main(arguments: list[str]) -> int:
    """Check three files and say the outcome; the exit code is 0, 1 (does not fit) or 2 (wrong call)."""
    if len(arguments) != 3:
        sys.stdout.write((__doc__ or "").split("\n\nThis file")[0] + "\n")
        return 2
    content, proof, key = (Path(name) for name in arguments)
    try:
        lines = verify(content.read_bytes(), proof.read_text("utf-8"), key.read_text("utf-8"))
    except (ValueError, KeyError, IndexError, OSError) as error:
        sys.stdout.write(f"✗ 核对不通过：{error}\n")
        return 1
    sys.stdout.write("".join(f"✓ {line}\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
