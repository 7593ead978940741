"""A store in a folder: `ab/cd/abcd…` by digest, and `incoming/` for what is still arriving."""

import hashlib
import io
import os
import secrets
import time
from pathlib import Path
from typing import BinaryIO

from sanzhi.ledger import durable
from sanzhi.store.blobs import Blob, Damaged, Missing, WrongDigest, checked
from sanzhi.store.slice import Slice

CHUNK = 1 << 20
DAY = 86_400


class FolderStore:
    """Content by digest below `root`; see `Store`. Safe for many processes at once on one file system."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"
        durable.make_folder(self._incoming)

    def put(self, source: bytes | BinaryIO, *, expected: str | None = None) -> Blob:
        """See `Store.put`. Memory does not grow with the content."""
        if expected is not None:
            checked(expected)
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        arriving = self._incoming / secrets.token_hex(16)
        try:
            blob = _receive(stream, arriving)
            if expected not in (None, blob.digest):
                raise WrongDigest(f"内容的摘要是 {blob.digest}，不是所称的 {expected}；请重新上传。")
            self._keep(arriving, blob)
        finally:
            arriving.unlink(missing_ok=True)
        return blob

    def open(self, digest: str, start: int = 0, length: int | None = None) -> BinaryIO:
        """See `Store.open`."""
        file = self._open(digest)
        try:
            return _section(file, start, length)
        except BaseException:
            file.close()
            raise

    def verify(self, digest: str) -> Blob:
        """See `Store.verify`."""
        actual, size = hashlib.sha256(), 0
        with self._open(digest) as file:
            while chunk := file.read(CHUNK):
                actual.update(chunk)
                size += len(chunk)
        if actual.hexdigest() != digest:
            raise Damaged(f"内容 {digest} 已损坏（现摘要 {actual.hexdigest()}）；请从第二份存储取回。")
        return Blob(digest, size)

    def destroy(self, digest: str) -> bool:
        """See `Store.destroy`."""
        return durable.remove(self._path(digest))

    def exists(self, digest: str) -> bool:
        """See `Store.exists`."""
        return self._path(digest).is_file()

    def sweep(self, older_than: float = DAY) -> int:
        """Remove what killed uploads left behind, untouched for that many seconds; give how many."""
        limit, swept = time.time() - older_than, 0
        for path in self._incoming.iterdir():
            if path.stat().st_mtime <= limit:
                path.unlink(missing_ok=True)
                swept += 1
        return swept

    def _path(self, digest: str) -> Path:
        return self._root / checked(digest)[:2] / digest[2:4] / digest

    def _open(self, digest: str) -> BinaryIO:
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError as error:
            raise Missing(f"没有摘要为 {digest} 的内容：从未存入，或已销毁。") from error

    def _keep(self, arriving: Path, blob: Blob) -> None:
        """Give the arrived file its name; content already there is proved good rather than replaced."""
        path = self._path(blob.digest)
        folder = durable.open_folder(path.parent)
        try:
            # A link never replaces a file, so of two identical uploads at once only one is kept.
            os.link(arriving, path)
        except FileExistsError:
            self.verify(blob.digest)
        finally:
            os.fsync(folder)
            os.close(folder)


def _receive(stream: BinaryIO, path: Path) -> Blob:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), 0o440)
    return Blob(digest.hexdigest(), size)


def _section(file: BinaryIO, start: int, length: int | None) -> BinaryIO:
    size = os.fstat(file.fileno()).st_size
    if not 0 <= start <= size or (length is not None and length < 0):
        raise ValueError(f"no {length} bytes from {start} in content of {size} bytes")
    file.seek(start)
    if length is None or length >= size - start:
        return file
    return io.BufferedReader(Slice(file, length))
