"""Secrets of an instance: one file each under ``SANZHI_HOME/secrets``, made at first use.

They are never settings or environment variables: a file can be readable by its owner alone, is left
out of a copy of the database, and does not show in the list of processes. A lost secret cannot be
made again; ``personal`` and its later versions are the keys without which personal values at rest are
unreadable (``store.sealed.keyring``), so the folder belongs into the backup of an operator, apart from
the database.
"""

from pathlib import Path

from sanzhi.store.secretfiles import SecretError, create, make_folder, read

__all__ = ["SecretError", "secret_bytes", "secret_text"]


def secret_bytes(home: Path, name: str) -> bytes:
    """The 32 random bytes of secret ``name`` of the instance in ``home``, made when they do not exist."""
    return bytes.fromhex(secret_text(home, name))


def secret_text(home: Path, name: str) -> str:
    """Secret ``name`` as 64 lower-case hexadecimal digits, made when it does not exist.

    Raises ``SecretError`` when the file is open to others, damaged or unreadable.
    """
    path = make_folder(home / "secrets") / name
    if not path.exists():
        create(path)
    return read(path)
