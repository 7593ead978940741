"""The signing key of a log: made at the first run, kept in a file that only its owner can read.

The file holds one line, `PRIVATE+KEY+name+id+base64`, the form the tools around C2SP notes also read.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sanzhi.ledger import durable
from sanzhi.ledger.errors import KeyFault
from sanzhi.ledger.note import ED25519, Signer, checked_name
from sanzhi.ledger.wire import from_base64, to_base64

PREFIX = "PRIVATE+KEY"


def load_or_create(path: Path, name: str) -> Signer:
    """Load the key, or make it if there is no such file; two starting at once get the same key.

    The file is of mode 0600. Raises KeyFault as `load` does, OSError when the folder cannot be written.
    """
    if not path.exists():
        _create(path, Signer(checked_name(name), Ed25519PrivateKey.generate()))
    return load(path, name)


def load(path: Path, name: str) -> Signer:
    """Load a key. Raises KeyFault when the file is missing, open to others, malformed or of another name."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFault(f"密钥文件 {path} 可被他人读取；请先执行 chmod 600。")
        signer = _parse(path.read_text(encoding="utf-8").strip())
    except FileNotFoundError as error:
        raise KeyFault(f"密钥文件 {path} 不存在；请从密钥备份恢复。") from error
    if signer.name != name:
        raise KeyFault(f"密钥文件 {path} 是“{signer.name}”的，不是“{name}”的。")
    return signer


def _parse(line: str) -> Signer:
    parts = line.removeprefix(PREFIX + "+").split("+", 2)
    seed = from_base64(parts[2]) if line.startswith(PREFIX) and len(parts) == 3 else None
    if seed is None or len(seed) != 33 or seed[:1] != ED25519:
        raise KeyFault("密钥文件内容不完整；请从密钥备份恢复。")
    signer = Signer(parts[0], Ed25519PrivateKey.from_private_bytes(seed[1:]))
    if signer.verifier.id.hex() != parts[1]:
        raise KeyFault("密钥文件的标识与密钥不符；请从密钥备份恢复。")
    return signer


def _line(signer: Signer) -> str:
    seed = to_base64(ED25519 + signer.private.private_bytes_raw())
    return f"{PREFIX}+{signer.name}+{signer.verifier.id.hex()}+{seed}\n"


def _create(path: Path, signer: Signer) -> None:
    durable.make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_line(signer))
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a rename, never replaces the key another process has just made.
        with suppress(FileExistsError):
            os.link(temporary, path)
        durable.sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
