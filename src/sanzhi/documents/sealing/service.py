"""The client of a seal service: send a finished PDF, get the same bytes back with a seal appended.

Protocol: `POST <url>/seal`, body `application/pdf`, headers `Authorization: Bearer <key>`, `X-Document-Id`
(UUID) and `X-Seal-Name` (agency, percent-encoded UTF-8). Answer 200 with the sealed PDF, or an error status
with JSON `{"detail": "<Chinese sentence>"}`. An adapter to a provincial platform speaks this protocol.
"""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from uuid import UUID

from sanzhi.documents.errors import SealError
from sanzhi.documents.sealing.verify import verify_seal


@dataclass(frozen=True)
class SealService:
    """A seal service at `url` (http or https), opened with `key`; `timeout` in seconds."""

    url: str
    key: str
    timeout: float = 30

    def seal(self, pdf: bytes, *, name: str, document_id: UUID | str) -> bytes:
        """Return the file sealed in the name of agency `name`; it begins with `pdf`, byte for byte.

        Raises `SealError` when the service refuses, cannot be reached, or returns anything else.
        """
        status, body = self._post(
            pdf,
            {
                "Content-Type": "application/pdf",
                "Authorization": f"Bearer {self.key}",
                "X-Document-Id": str(document_id),
                "X-Seal-Name": quote(name),
            },
        )
        if status != http.client.OK:
            raise SealError(_detail(status, body))
        if not body.startswith(pdf) or not verify_seal(body).intact:
            raise SealError("签章服务返回的文件不是本文书的签章件，已拒绝接收。")
        return body

    def _post(self, pdf: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = self._connect()
        try:
            connection.request("POST", f"{urlsplit(self.url).path.rstrip('/')}/seal", pdf, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise SealError("签章服务暂时无法连接，请稍后再试；急需时可打印盖章后扫描上传。") from error
        finally:
            connection.close()

    def _connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        if parts.hostname is None or parts.scheme not in ("http", "https"):
            raise SealError(f"签章服务地址不正确：{self.url}")
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(parts.hostname, parts.port, timeout=self.timeout)


def _detail(status: int, body: bytes) -> str:
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return f"签章服务返回了错误（{status}）。"
