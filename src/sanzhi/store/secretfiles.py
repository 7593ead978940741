"""Files of 32 random bytes, for their owner alone: how every secret of an instance is kept.

A file holds 64 lower-case hexadecimal digits and a line feed, mode 0600, in a folder of mode 0700. It
is made complete or not at all, by whichever of several starting processes is first.
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


def make_folder(folder: Path) -> Path:
    """The folder of the secrets, made for its owner alone when it does not exist."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return folder


def create(path: Path) -> bool:
    """Write a new secret at ``path``, durable when this returns; False when somebody else was first."""
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
        return False
    finally:
        draft.unlink()
        sync_folder(path.parent)
    return True


def read(path: Path) -> str:
    """The 64 digits of a secret. ``SecretError`` when it is open to others, damaged or unreadable."""
    _refuse_open(path)
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


def sync_folder(folder: Path) -> None:
    """Make names that were added or removed survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_open(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise SecretError(f"密钥文件 {path} 的权限是 {mode:04o}，其他用户可以读写。请执行：chmod 600 {path}")
