"""Uploads: streamed, compared with what was promised, and nothing left behind by what breaks off."""

import base64
import hashlib
import io
import socket
import time
import tracemalloc
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from sanzhi.api.files import LARGEST, Declared
from sanzhi.evidence.files import blobs
from tests.api.conftest import People

MEGABYTE = 1 << 20


def promised(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def stored(home: Path) -> list[Path]:
    return [path for path in (home / "blobs").rglob("*") if path.is_file()]


def test_an_upload_is_stored_under_its_digest(people: People) -> None:
    answer = people.web("officer").put("files", b"photo").json()["data"]

    assert answer == {"digest": hashlib.sha256(b"photo").hexdigest(), "size": 5}
    assert blobs().open(answer["digest"]).read() == b"photo"


def test_an_upload_that_is_what_it_promised_is_kept(people: People) -> None:
    answer = people.web("officer").put("files", b"photo", **{"Content-Digest": promised(b"photo")})

    assert answer.status_code == 201


@pytest.mark.parametrize("digest", [promised(b"other"), "sha-256=:xx:", "md5=:AAAA:", "nonsense"])
def test_an_upload_that_is_not_what_it_promised_is_refused_and_gone(
    digest: str, people: People, tmp_path: Path
) -> None:
    answer = people.web("officer").put("files", b"photo", **{"Content-Digest": digest})

    assert answer.status_code == 400
    assert answer.json()["fields"][0]["field"] == "Content-Digest"
    assert stored(tmp_path) == []


def test_an_empty_file_is_a_file(people: People) -> None:
    answer = people.web("officer").put("files", b"", **{"Content-Length": "0"})

    assert answer.json()["data"]["size"] == 0


@pytest.mark.parametrize(("length", "status"), [(str(LARGEST + 1), 413), ("", 411), ("-1", 411)])
def test_an_upload_without_a_length_or_beyond_the_limit_is_refused_unread(
    length: str, status: int, people: People, tmp_path: Path
) -> None:
    web = people.web("officer")
    headers = {**web.headers, "Content-Length": length}
    answer = web.client.generic("PUT", "/api/v1/files", b"", "image/jpeg", headers=headers)

    assert answer.status_code == status
    assert stored(tmp_path) == []


def test_an_upload_is_never_held_in_memory(settings: Settings, tmp_path: Path) -> None:
    size = 40 * MEGABYTE
    request = _request(_Endless(), size)
    blobs()
    tracemalloc.start()
    blob = blobs().put(io.BufferedReader(Declared(request, size)))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert blob.size == size
    assert peak < 8 * MEGABYTE


def test_an_upload_that_breaks_off_leaves_nothing(
    people: People, live_server: LiveServer, tmp_path: Path
) -> None:
    secret = people.secret("officer")
    head = (
        f"PUT /api/v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {secret}\r\n"
        "Content-Type: image/jpeg\r\nContent-Length: 100000\r\n\r\n"
    )
    with socket.create_connection((live_server.thread.host, live_server.thread.port)) as wire:
        wire.sendall(head.encode() + b"x" * 60_000)
        _wait(lambda: len(stored(tmp_path)) == 1)
        wire.shutdown(socket.SHUT_WR)
        answer = wire.recv(65_536).decode()

    assert " 400 " in answer.splitlines()[0]
    assert stored(tmp_path) == []


class _Endless(io.RawIOBase):
    """Bytes without end, made when they are read."""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return b"\x00" * size


def _request(body: io.RawIOBase, size: int) -> WSGIRequest:
    environ = RequestFactory().put("/api/v1/files").environ
    return WSGIRequest({**environ, "wsgi.input": body, "CONTENT_LENGTH": str(size)})


def _wait(condition: "object") -> None:
    assert callable(condition)
    for _ in range(200):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come")
