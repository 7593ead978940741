"""One public record at its stable address, with its versions, its proof and its downloads."""

import base64
import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from sanzhi.ledger.errors import LedgerError
from sanzhi.portal import shown
from sanzhi.portal.place import home
from sanzhi.portal.proofs import Proof, proof_of, verifier_key
from sanzhi.released import queries
from sanzhi.released.entries import FeedEntry
from sanzhi.released.models import Record

logger = logging.getLogger(__name__)
TEMPLATES = {
    "penalty": "portal/penalty.html",
    "progress": "portal/case.html",
    "agency": "portal/agency_record.html",
    "officers": "portal/officers_record.html",
    "powers": "portal/powers_record.html",
}


@require_safe
def record(request: HttpRequest, record: UUID) -> HttpResponse:
    """The record, or the notice in its place (410) when it was withdrawn or has expired."""
    found = _versions(record)
    newest = found[0]
    context = {
        "row": newest,
        "versions": found,
        "agency_name": newest.agency_name or queries.agency_name(newest.uscc),
        "basis": _basis(newest),
        "proof": _proof(newest),
    }
    if not queries.is_shown(newest):
        return render(request, "portal/notice.html", context, status=410)
    response = render(request, TEMPLATES[newest.kind], context | {"shown": shown.read(newest)})
    return _dated(response, newest.released_at)


@require_safe
def content(request: HttpRequest, record: UUID) -> HttpResponse:
    """The content file byte for byte, so that anybody may hash it."""
    newest = _versions(record)[0]
    if not queries.is_shown(newest) or newest.raw is None:
        raise Http404
    response = HttpResponse(bytes(newest.raw), content_type="application/json")
    response.headers["Content-Disposition"] = f'inline; filename="{record}-v{newest.version}.json"'
    return _dated(response, newest.released_at)


@require_safe
def proof_json(request: HttpRequest, record: UUID) -> HttpResponse:
    """The proof in the form that the page's script reads: text, numbers and base64."""
    found = _needed(record)
    return JsonResponse(
        {
            "index": found.index,
            "size": found.size,
            "leaf": base64.b64encode(found.leaf).decode(),
            "path": found.path_base64,
            "checkpoint": found.checkpoint,
            "vkey": verifier_key(home()),
        }
    )


@require_safe
def proof_file(request: HttpRequest, record: UUID) -> HttpResponse:
    """The proof as ``.tlog-proof``; its ``extra`` line carries the entry."""
    response = HttpResponse(_needed(record).as_tlog_proof(), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{record}.tlog-proof"'
    return response


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The key that signs the feed, as this portal pinned it at its first round."""
    response = HttpResponse(verifier_key(home()) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="feed.vkey"'
    return response


def _versions(record: UUID) -> list[Record]:
    found = queries.versions(record)
    if not found or found[0].state == Record.MISSING:
        raise Http404
    return found


def _proof(row: Record) -> Proof | None:
    """The proof; None when the mirror is damaged, for the words must still show."""
    try:
        return proof_of(row.entry, home())
    except LedgerError:
        logger.exception("no proof for entry %d", row.entry)
        return None


def _needed(record: UUID) -> Proof:
    found = _proof(_versions(record)[0])
    if found is None:
        raise Http404
    return found


def _basis(row: Record) -> Sequence[tuple[str, str]]:
    """Law and article by which the record is public, from its entry."""
    entry = queries.entry(row.entry)
    return [] if entry is None else FeedEntry.from_bytes(bytes(entry.raw)).basis


def _dated(response: HttpResponse, moment: datetime) -> HttpResponse:
    response.headers["Last-Modified"] = http_date(moment.timestamp())
    return response
