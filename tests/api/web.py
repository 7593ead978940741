"""A caller of the interface that holds every answer to the shape the schema promises."""

from typing import Any, Literal
from uuid import uuid4

from django.test import Client
from django.urls import resolve
from pydantic import BaseModel

from sanzhi.api import schemas
from sanzhi.api.schemas import Many, One, ProblemShape


class OpenDocument(BaseModel):
    """The schema itself."""

    openapi: Literal["3.1.0"]


SHAPES: dict[str, Any] = {
    "POST register_lead": One[schemas.OutcomeShape],
    "GET register_lead": Many[schemas.CaseShape],
    "GET case": One[schemas.CaseDetailShape],
    "POST perform_act": One[schemas.OutcomeShape],
    "GET list_events": Many[schemas.EventShape],
    "GET list_documents": Many[schemas.DocumentShape],
    "GET list_acts": Many[schemas.ActShape],
    "PUT _upload": One[schemas.FileShape],
    "POST _upload": One[schemas.FileShape],
    "GET openapi-json": OpenDocument,
}


class Web:
    """Requests as another system sends them; ``key`` is a fresh one unless given."""

    def __init__(self, headers: dict[str, str] | None = None, client: Client | None = None) -> None:
        self.client = client or Client(enforce_csrf_checks=True)
        self.headers = headers or {}

    def get(self, path: str, **query: str) -> Any:
        """GET; the answer has passed its shape."""
        return self._checked("GET", path, self.client.get(_full(path), query, headers=self.headers))

    def post(self, path: str, body: Any, *, key: str | None = None, **headers: str) -> Any:
        """POST of JSON with an idempotency key."""
        sent = {**self.headers, "Idempotency-Key": key or uuid4().hex, **headers}
        answer = self.client.post(_full(path), body, content_type="application/json", headers=sent)
        return self._checked("POST", path, answer)

    def act(self, case: object, name: str, data: Any = None, *, key: str | None = None, **more: Any) -> Any:
        """Perform an act."""
        return self.post(f"cases/{case}/acts/{name}", {"data": data or {}, **more}, key=key)

    def put(self, path: str, content: bytes, **headers: str) -> Any:
        """PUT of raw bytes."""
        return self._raw("PUT", path, content, headers)

    def send(self, path: str, content: bytes, **headers: str) -> Any:
        """POST of raw bytes."""
        return self._raw("POST", path, content, headers)

    def _raw(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> Any:
        kind = headers.pop("content_type", "application/octet-stream")
        answer = self.client.generic(
            method, _full(path), content, content_type=kind, headers={**self.headers, **headers}
        )
        return self._checked(method, path, answer)

    def _checked(self, method: str, path: str, answer: Any) -> Any:
        if answer.status_code >= 400:
            assert answer["Content-Type"].startswith("application/problem+json"), answer.content
            problem = ProblemShape.model_validate_json(answer.content)
            assert problem.status == answer.status_code
            assert len(problem.trace_id) == 32
        elif answer["Content-Type"].startswith("application/json"):
            # Two methods at one address share the name of the first.
            SHAPES[f"{method} {resolve(_full(path)).url_name}"].model_validate_json(answer.content)
        return answer


def _full(path: str) -> str:
    return f"/api/v1/{path}"
