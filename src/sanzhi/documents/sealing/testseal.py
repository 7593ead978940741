"""A small seal service that really signs, for demonstrations and tests: one process, one folder, one key.

`python -m sanzhi.documents.sealing.testseal --port 8009 --home DIR` listens on 127.0.0.1. The folder holds
the key that clients show (`key`), the certificates, the drawn seals, and a register with one line per seal.
"""

import argparse
import hashlib
import hmac
import json
import logging
import os
import secrets
import signal
import threading
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote
from uuid import UUID

from sanzhi.documents.errors import DocumentError
from sanzhi.documents.sealing.identity import Identities, write_once
from sanzhi.documents.sealing.stamp import apply_seal

logger = logging.getLogger(__name__)
LARGEST = 64 * 1024 * 1024
KEY_FILE = "key"


class Workshop:
    """What the service keeps in its folder: key, identities, drawn seals, register."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.home = home
        self.key = read_key(home)
        self.identities = Identities(home / "certificates")
        self._register = threading.Lock()

    def seal(self, pdf: bytes, *, name: str, document_id: UUID) -> bytes:
        """Seal the file in the name of agency `name` and enter it in the register."""
        identity = self.identities.of(name)
        sealed = apply_seal(pdf, name=name, signer=identity, root=self.identities.root, workshop=self.home)
        self._enter(
            {
                "document_id": str(document_id),
                "name": name,
                "original": hashlib.sha256(pdf).hexdigest(),
                "sealed": hashlib.sha256(sealed).hexdigest(),
                "at": datetime.now(UTC).isoformat(),
            }
        )
        return sealed

    def _enter(self, line: dict[str, str]) -> None:
        with self._register, (self.home / "register.jsonl").open("a", encoding="utf-8") as register:
            register.write(json.dumps(line, ensure_ascii=False) + "\n")
            register.flush()
            os.fsync(register.fileno())


def read_key(home: Path) -> str:
    """Return the key that clients must show, made at first use."""
    path = home / KEY_FILE
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(path, secrets.token_urlsafe(32).encode())
    return path.read_text(encoding="ascii").strip()


class _Refusal(Exception):
    """A request that is answered with an error status and a Chinese sentence."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        self.status = status
        self.detail = detail
        super().__init__(detail)


class Handler(BaseHTTPRequestHandler):
    """`POST /seal`, `GET /certificate` (root, PEM), `GET /health`."""

    workshop: ClassVar[Workshop]
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answer whether the service lives, or hand out the certificate that verifiers may trust."""
        if self.path == "/health":
            self._answer_json(HTTPStatus.OK, {"service": "测试印章"})
        elif self.path == "/certificate":
            pem = self.workshop.identities.root.certificate_pem
            self._answer(HTTPStatus.OK, "application/x-pem-file", pem)
        else:
            self._answer_json(HTTPStatus.NOT_FOUND, {"detail": "没有这个地址。"})

    def do_POST(self) -> None:
        """Seal a PDF."""
        try:
            sealed = self._seal()
        except _Refusal as refusal:
            # The body may be unread, so this connection cannot carry another request.
            self.close_connection = True
            self._answer_json(refusal.status, {"detail": refusal.detail})
        except DocumentError as error:
            self._answer_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"detail": error.detail})
        except Exception:
            # Without an answer the client would take a fault for a broken line and try for ever.
            logger.exception("seal failed")
            self._answer_json(HTTPStatus.INTERNAL_SERVER_ERROR, {"detail": "签章服务内部错误，用印未完成。"})
        else:
            self._answer(HTTPStatus.OK, "application/pdf", sealed)

    def _seal(self) -> bytes:
        if self.path != "/seal":
            raise _Refusal(HTTPStatus.NOT_FOUND, "没有这个地址。")
        shown = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(shown.encode(), self.workshop.key.encode()):
            raise _Refusal(HTTPStatus.UNAUTHORIZED, "签章服务的密钥不正确。")
        name = unquote(self.headers.get("X-Seal-Name", "")).strip()
        if not name:
            raise _Refusal(HTTPStatus.BAD_REQUEST, "没有说明用哪个机关的印章。")
        return self.workshop.seal(self._body(), name=name, document_id=self._document_id())

    def _document_id(self) -> UUID:
        try:
            return UUID(self.headers.get("X-Document-Id", ""))
        except ValueError:
            raise _Refusal(HTTPStatus.BAD_REQUEST, "没有说明为哪份文书用印。") from None

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise _Refusal(HTTPStatus.LENGTH_REQUIRED, "没有说明文件长度。")
        if int(length) > LARGEST:
            raise _Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "文件超过 64 MB。")
        return self.rfile.read(int(length))

    def _answer_json(self, status: HTTPStatus, content: dict[str, str]) -> None:
        self._answer(status, "application/json", json.dumps(content, ensure_ascii=False).encode())

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Send the access log where the other logs go."""
        logger.info(format, *args)


def build_server(home: Path, port: int) -> ThreadingHTTPServer:
    """Return a server on 127.0.0.1 (port 0 picks a free one) whose folder is `home`; the caller runs it."""
    handler = type("HandlerOfHome", (Handler,), {"workshop": Workshop(home)})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    return server


def main() -> None:
    """Run until told to stop."""
    parser = argparse.ArgumentParser(description="测试签章服务：仅供演示，不具有法律效力")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--home", type=Path, required=True)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    server = build_server(given.home, given.port)
    # shutdown() waits for the loop that this very thread runs, so another thread has to call it.
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: threading.Thread(target=server.shutdown).start())
    logger.info("测试签章服务已启动：http://127.0.0.1:%d", server.server_port)
    server.serve_forever(poll_interval=0.2)
    server.server_close()


if __name__ == "__main__":
    main()
