"""Secrets of an instance: one file each under ``SANZHI_HOME/secrets``, made at first use.

They are never settings or environment variables: a file can be readable by its owner alone, is left
out of a copy of the database, and does not show in the list of processes. A lost secret cannot be
made again; ``personal`` is the key without which personal values at rest are unreadable, so the
folder belongs into the backup of an operator, apart from the database.
"""

import os
import secrets
import stat
from pathlib import Path

SECRET_BYTES = 32
FOLDER_MODE = 0o700
FILE_MODE = 0o600


class SecretError(Exception):
    """A secret is unreadable, damaged or open to others; the message says what to do."""


def secret_bytes(home: Path, name: str) -> bytes:
    """The 32 random bytes of secret ``name`` of the instance in ``home``, made when they do not exist."""
    return bytes.fromhex(secret_text(home, name))


def secret_text(home: Path, name: str) -> str:
    """Secret ``name`` as 64 lower-case hexadecimal digits, made when it does not exist.

    Raises ``SecretError`` when the file is open to others, damaged or unreadable.
    """
    path = _folder(home) / name
    if not path.exists():
        _create(path)
    _refuse_open(path)
    return _read(path)


def _folder(home: Path) -> Path:
    folder = home / "secrets"
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return folder


def _create(path: Path) -> None:
    # Web, worker and clockwork may start at the same moment: each writes a file of its own, and the
    # link succeeds for exactly one of them, with the content already complete.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SECRET_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _refuse_open(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise SecretError(f"密钥文件 {path} 的权限是 {mode:04o}，其他用户可以读写。请执行：chmod 600 {path}")


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii").strip()
        complete = len(bytes.fromhex(text)) == SECRET_BYTES
    except PermissionError as error:
        raise SecretError(f"无权读取密钥文件 {path}。请用安装本系统的用户启动。") from error
    except ValueError as error:
        raise SecretError(f"密钥文件 {path} 已损坏。请从备份恢复，不要删除。") from error
    if not complete:
        raise SecretError(f"密钥文件 {path} 不完整。请从备份恢复，不要删除。")
    return text
