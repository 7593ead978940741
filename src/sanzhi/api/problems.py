"""Refusals as ``application/problem+json`` (RFC 9457): in Chinese, with the article and the cure."""

import json
import logging
import secrets
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError

from sanzhi.jobs import clock
from sanzhi.law import errors
from sanzhi.law.findings import Finding
from sanzhi.registry.queries import marked_text

MEDIA_TYPE = "application/problem+json; charset=utf-8"
TYPE = "urn:sanzhi:problem:"

_STATUS: dict[type[errors.SanzhiError], int] = {
    errors.Invalid: 400,
    errors.NotFound: 404,
    errors.PurposeNeeded: 403,
    errors.NotOpen: 409,
    errors.Changed: 409,
    errors.Refused: 422,
    # What a room adds to the tree was understood and could not be done.
    errors.SanzhiError: 422,
}
# Code, title and, where the framework says it in English, the sentence instead.
_HTTP: dict[int, tuple[str, str, str]] = {
    400: ("malformed", "请求无法读取", ""),
    401: ("unauthenticated", "未登录", "请用有效的密钥（Authorization: Bearer …）或者先登录。"),
    403: ("forbidden", "请求未通过来源校验", "用登录会话写入时，须带 X-CSRFToken 请求头。"),
    404: ("not_found", "未找到", "没有这个地址。"),
    411: ("length_required", "缺少长度", ""),
    413: ("too_large", "内容过大", ""),
    415: ("unsupported_media_type", "不支持的内容类型", ""),
}

logger = logging.getLogger(__name__)


def install(api: NinjaAPI) -> None:
    """Let the interface answer every error as a problem."""
    # The framework's type of a handler admits classes where it only ever hands over instances.
    api.add_exception_handler(errors.SanzhiError, _refused)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Http404, lambda request, error: not_found(request))
    api.add_exception_handler(RequestDataTooBig, lambda request, error: _of_status(413, "请求正文过大。"))
    api.add_exception_handler(Exception, _failed)


def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The answer at an address that the interface does not have."""
    return _of_status(404, "")


def findings_as_json(findings: "tuple[Finding, ...]") -> list[dict[str, Any]]:
    """Findings with the words of their articles as in force today."""
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "message": finding.message,
        "citations": [
            {"law": c.law, "article": c.article, "text": marked_text(c.law, c.article, on=clock.today())}
            for c in finding.citations
        ],
        "cure": finding.cure,
        "cure_act": finding.cure_act,
    }


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    status = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    more: dict[str, Any] = {}
    if isinstance(error, errors.Refused):
        more["findings"] = findings_as_json(error.findings)
    if isinstance(error, errors.Invalid):
        more["fields"] = [{"field": f.field, "label": f.label, "rule": f.rule} for f in error.fields]
    return _problem(status, error.code, error.title, error.detail, **more)


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return _of_status(error.status_code, error.message)


def _of_status(status: int, message: str) -> HttpResponse:
    code, title, sentence = _HTTP[status]
    answer = _problem(status, code, title, sentence or message)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="sanzhi"'
    return answer


def _failed(request: HttpRequest, error: Any) -> HttpResponse:
    answer = _problem(500, "failed", "系统出错", "系统未能完成此操作。请稍后再试，并把 trace_id 告诉管理员。")
    logger.error("%s %s %s", answer["X-Trace-Id"], request.method, request.path, exc_info=error)
    return answer


def _problem(status: int, code: str, title: str, detail: str, **more: Any) -> HttpResponse:
    trace = secrets.token_hex(16)
    body = {
        "type": TYPE + code, "title": title, "status": status, "detail": detail, "trace_id": trace, **more
    }  # fmt: skip
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers={"X-Trace-Id": trace})
